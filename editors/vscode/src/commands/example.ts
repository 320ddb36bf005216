// An example record to try everything on.

import { Uri, window, workspace } from 'vscode';
import { RECORD } from '../client';

/** Opens the example that comes with the extension as a file that was not saved: no file of the user's changes. */
export async function openExample(extension: Uri): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'walkthrough', 'example.txt'));
  const content = new TextDecoder().decode(bytes);
  await window.showTextDocument(await workspace.openTextDocument({ language: RECORD, content }));
}

// Show both: the other end of a footnote beside the one at the cursor.

import { commands, window } from 'vscode';
import type { TextEditor } from 'vscode';

/** Opens a peek at the cursor with the note of the reference there, or the references to the note there. */
export async function showBoth(editor: TextEditor): Promise<void> {
  const { document, selection } = editor;
  const ends = await commands.executeCommand<unknown[]>('vscode.executeDefinitionProvider', document.uri, selection.active);
  if (ends.length === 0) {
    void window.showInformationMessage('No footnote reference and no note’s number stands at the cursor.');
    return;
  }
  await commands.executeCommand('editor.action.peekLocations', document.uri, selection.active, ends, 'peek');
}

// Show both: the other end of a footnote beside the one at the cursor.

import { commands, Location, window } from 'vscode';
import type { LocationLink, TextEditor } from 'vscode';

/** Opens a peek at the cursor with the note of the reference there, or the references to the note there. */
export async function showBoth(editor: TextEditor): Promise<void> {
  const { document, selection } = editor;
  const found = await commands.executeCommand<(Location | LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    selection.active,
  );
  // The peek takes no links.
  const ends = found.map((end) => ('targetUri' in end ? new Location(end.targetUri, end.targetSelectionRange ?? end.targetRange) : end));
  if (ends.length === 0) {
    void window.showInformationMessage('There is no footnote reference or note number at the cursor.');
    return;
  }
  await commands.executeCommand('editor.action.peekLocations', document.uri, selection.active, ends, 'peek');
}

// Next and previous defect: what Obelus reports in the record, and nobody else's squiggles.

import { commands, languages, window } from 'vscode';
import type { TextEditor } from 'vscode';
import type { Direction } from '../neighbour';
import { moveAmong } from './move';

/** As the server names itself in its diagnostics. */
const SOURCE = 'obelus';

/** Goes to the next or previous defect and shows what is wrong there. */
export async function goToDefect(editor: TextEditor, direction: Direction): Promise<void> {
  const defects = languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === SOURCE);
  if (moveAmong(editor, defects.map(({ range }) => range.start), direction)) {
    // Left to itself, a hover that is still shown takes the keyboard, and the next press of the key is lost.
    await commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
  } else {
    void window.showInformationMessage('Obelus reports nothing in this file.');
  }
}

// Renumber: the notes of the record at the cursor, and their references.

import type { TextEditor } from 'vscode';
import { applyAction } from './actions';

/** As the server names the action. */
const KIND = 'refactor.rewrite.renumber';

/** Renumbers the notes of the record at the cursor. */
export async function renumber(editor: TextEditor): Promise<void> {
  await applyAction(editor, KIND, 'The notes of this record cannot be renumbered.');
}

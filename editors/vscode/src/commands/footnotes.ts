// Next and previous footnote.

import { commands, Position, window } from 'vscode';
import type { Location, LocationLink, TextEditor } from 'vscode';
import type { DocumentSymbol } from 'vscode-languageclient';
import type { Direction } from '../neighbour';
import { notesOf, recordAt } from '../place';
import { moveAmong } from './move';

/** Goes to the next or previous footnote of the record at the cursor: in the text its reference, in the list its note. */
export async function goToFootnote(
  editor: TextEditor,
  outline: readonly DocumentSymbol[],
  direction: Direction,
): Promise<void> {
  const notes = notesOf(recordAt(outline, editor.selection.active));
  const labels = notes.map(({ selectionRange: { start } }) => new Position(start.line, start.character));
  const references = await Promise.all(labels.map((label) => referencesTo(editor, label)));
  if (!moveAmong(editor, [...labels, ...references.flat()], direction)) {
    void window.showInformationMessage('This record has no notes.');
  }
}

/** Where the references to the note stand whose label is at `label`: where its definition leads, too. */
async function referencesTo({ document }: TextEditor, label: Position): Promise<Position[]> {
  const ends = await commands.executeCommand<(Location | LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    label,
  );
  return ends.map((end) => ('targetUri' in end ? (end.targetSelectionRange ?? end.targetRange) : end.range).start);
}

// Moving the cursor to the next or the previous of several places.

import { Selection, TextEditorRevealType } from 'vscode';
import type { Position, TextEditor } from 'vscode';
import { neighbour, type Direction } from '../neighbour';

/** Moves to the neighbour of the cursor among `places`, around the ends of the text; says whether there is any. */
export function moveAmong(editor: TextEditor, places: readonly Position[], direction: Direction): boolean {
  const place = neighbour(places, editor.selection.active, direction);
  if (place !== undefined) {
    moveTo(editor, place);
  }
  return place !== undefined;
}

/** Moves the cursor to `place`, in sight. */
export function moveTo(editor: TextEditor, place: Position): void {
  editor.selection = new Selection(place, place);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

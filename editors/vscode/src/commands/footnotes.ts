// Footnotes: a new one at the cursor, and the way from one to the next.

import { commands, Position, window } from 'vscode';
import type { SemanticTokens, SemanticTokensLegend, TextEditor } from 'vscode';
import type { Direction } from '../neighbour';
import { placesOf } from '../tokens';
import { applyAction } from './actions';
import { moveAmong } from './move';

/** As the server names the action. */
const INSERT = 'refactor.insert.footnote';

/** As the server names the tokens. */
const FOOTNOTE = ['footnoteReference', 'noteLabel'];

/** Inserts a footnote at the cursor. */
export async function insertFootnote(editor: TextEditor): Promise<void> {
  await applyAction(editor, INSERT, 'No footnote can be inserted here.');
}

/** Goes to the next or previous footnote reference or, in a note list, note. */
export async function goToFootnote(editor: TextEditor, direction: Direction): Promise<void> {
  const { uri } = editor.document;
  const [legend, tokens] = await Promise.all([
    commands.executeCommand<SemanticTokensLegend | undefined>('vscode.provideDocumentSemanticTokensLegend', uri),
    commands.executeCommand<SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', uri),
  ]);
  const places = legend && tokens ? placesOf(tokens.data, legend.tokenTypes, FOOTNOTE) : [];
  if (!moveAmong(editor, places.map(({ line, character }) => new Position(line, character)), direction)) {
    void window.showInformationMessage('This file has no footnotes.');
  }
}

// Next and previous footnote.

import { commands, Position, window } from 'vscode';
import type { SemanticTokens, SemanticTokensLegend, TextEditor } from 'vscode';
import type { Direction } from '../neighbour';
import { placesOf } from '../tokens';
import { moveAmong } from './move';

/** As the server names the tokens. */
const FOOTNOTE = ['footnoteReference', 'noteLabel'];

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

// What the server has a click on its code lens do: the references of a place, in a peek.

import { commands, Position, Uri } from 'vscode';
import type { Location } from 'vscode';
import type { Position as ProtocolPosition } from 'vscode-languageclient';

/** The command's name; the server is told of it, since other editors have none. */
export const SHOW_REFERENCES = 'obelus.showReferences';

/** Shows the references of the place `at` in the document `uri`. */
export async function showReferences(uri: string, at: ProtocolPosition): Promise<void> {
  const [document, position] = [Uri.parse(uri, true), new Position(at.line, at.character)];
  const references = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', document, position);
  await commands.executeCommand('editor.action.showReferences', document, position, references);
}

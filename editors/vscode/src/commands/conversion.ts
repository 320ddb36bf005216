// A record in another form, in an editor of its own.

import { ViewColumn, window, workspace } from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';

/** The command's name; the server is told of it, since other editors have none. */
export const SHOW_CONVERSION = 'obelus.showConversion';

/** What the server answers. */
interface Conversion {
  readonly text: string;
  readonly languageId: string;
  /** What is to be said of it. */
  readonly message: string | null;
}

/** Shows the document `uri`, as the server spells it, converted to `target`: as a text that is no file yet, beside it. */
export async function showConversion(client: LanguageClient | undefined, uri: string, target: string): Promise<void> {
  const asked = client?.sendRequest(ExecuteCommandRequest.type, { command: 'obelus.convert', arguments: [uri, target] });
  const made: unknown = await asked?.catch((error: unknown) => {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  });
  if (made === undefined) {
    return;
  }
  const { text, languageId, message } = made as Conversion;
  const document = await workspace.openTextDocument({ content: text, language: languageId });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
  if (message !== null) {
    void window.showInformationMessage(message);
  }
}

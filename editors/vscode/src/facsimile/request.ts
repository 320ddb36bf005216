// The question which page stands at a place and where its image is, a method of the server's own.

import { RequestType } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Position, TextDocumentPositionParams } from 'vscode-languageclient';
import type { Position as Place, TextDocument } from 'vscode';

/** A printed page, as the server answers. */
export interface Page {
  /** Its label. */
  readonly page: string;
  /** The address of its image; null if it has none. */
  readonly uri: string | null;
  /** The address of the manifest that may have its image and that the server has not got; null if it lacks none. */
  readonly manifest: string | null;
  /** Where the page before it begins; null if there is none. */
  readonly previous: Position | null;
  /** Where the next page begins; null if there is none. */
  readonly next: Position | null;
}

const REQUEST = new RequestType<TextDocumentPositionParams, Page | null, void>('obelus/facsimile');

/** The page at `place`; undefined where no facsimile is configured or no page is known. */
export async function pageAt(client: LanguageClient, document: TextDocument, place: Place): Promise<Page | undefined> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const position = client.code2ProtocolConverter.asPosition(place);
  const answer = await client.sendRequest(REQUEST, { textDocument: { uri }, position }).catch(() => null);
  return answer ?? undefined;
}

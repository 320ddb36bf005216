// Which documents are records, and their outlines: as the server answers.

import { Disposable, EventEmitter, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { DocumentSymbolRequest } from 'vscode-languageclient';
import type { DocumentSymbol } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';
import { LANGUAGES, RECORD, SCHEMES } from './client';
import type { Server } from './server';

/** How long a document is left alone after a keystroke before its outline is asked for, in milliseconds. */
const PAUSE = 150;

/** What is known of a document. */
interface Known {
  /** As of the newest answer; undefined where the document is no record. */
  outline?: readonly DocumentSymbol[] | undefined;
  /** What is to be asked for after the pause. */
  timer?: NodeJS.Timeout;
}

/** The open documents that may be records. */
export class Documents extends Disposable {
  readonly #changed = new EventEmitter<TextDocument>();
  /** By the document itself: when its language changes it is closed and opened, but stays the same. */
  readonly #known = new WeakMap<TextDocument, Known>();
  readonly #subscriptions: Disposable;

  /** Fires when a document's outline is known anew. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly server: Server) {
    super(() => {
      this.#subscriptions.dispose();
      this.#changed.dispose();
    });
    this.#subscriptions = Disposable.from(
      server.onDidOpen(({ client, document }) => void this.#ask(client, document)),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#askSoon(document);
      }),
    );
  }

  /** The outline of a record; undefined where the document is none, or not known to be one. */
  outline(document: TextDocument): readonly DocumentSymbol[] | undefined {
    return this.#known.get(document)?.outline;
  }

  /** Whether the document is a record, by its language or because the server takes it for one. */
  isRecord(document: TextDocument): boolean {
    return document.languageId === RECORD || this.outline(document) !== undefined;
  }

  #askSoon(document: TextDocument): void {
    if (mayBeRecord(document)) {
      const known = this.#of(document);
      clearTimeout(known.timer);
      known.timer = setTimeout(() => void this.#ask(this.server.client, document), PAUSE);
    }
  }

  /** Asks the server, which answers null for what is no record and, for what is one, with its outline. */
  async #ask(client: LanguageClient | undefined, document: TextDocument): Promise<void> {
    if (client === undefined || !mayBeRecord(document) || document.isClosed) {
      return;
    }
    const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
    const { version } = document;
    const answer = await client.sendRequest(DocumentSymbolRequest.type, { textDocument }).catch(() => undefined);
    // What was asked before a keystroke is asked again after it.
    if (answer !== undefined && document.version === version) {
      this.#of(document).outline = answer === null ? undefined : (answer as DocumentSymbol[]);
      this.#changed.fire(document);
    }
  }

  #of(document: TextDocument): Known {
    const known = this.#known.get(document) ?? {};
    this.#known.set(document, known);
    return known;
  }
}

function mayBeRecord(document: TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}

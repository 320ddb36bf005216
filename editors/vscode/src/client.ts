// The language client: which documents it speaks of, and that it leaves messages to us.

import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn } from 'vscode-languageclient/node';
import type { LanguageClientOptions, StaticFeature, StreamInfo } from 'vscode-languageclient/node';
import type { OutputChannel, TextDocument } from 'vscode';
import { SHOW_CONVERSION } from './commands/conversion';
import { SHOW_REFERENCES } from './commands/references';
import { SECTION, serverSettings } from './settings';

/** The language of documents that are records for certain. */
export const RECORD = 'record';

/** The language of documents that become records where the server takes them for some. */
export const PLAIN = 'plaintext';

/** Whatever may be a record. The server leaves alone what is none. */
export const LANGUAGES: readonly string[] = [RECORD, PLAIN, 'markdown'];

/** Files, and what was not saved yet; not the older versions of a file that a comparison shows. */
export const SCHEMES: readonly string[] = ['file', 'untitled'];

/** A language client without pop-ups of its own: what it has to say goes to the log. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Tells the server of the commands that it may put behind its code lenses and code actions. */
const COMMANDS: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { commands: { commands: [SHOW_REFERENCES, SHOW_CONVERSION] } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** What a client tells of its server. */
export interface Events {
  /** The server knows this document from now on. */
  readonly opened: (document: TextDocument) => void;
  /** The server has gone. */
  readonly closed: () => void;
}

/** A client that will speak to the server behind `connect`. */
export function newClient(log: OutputChannel, connect: () => Promise<StreamInfo>, events: Events): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme }))),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: serverSettings,
    middleware: {
      async didOpen(document, next) {
        await next(document);
        events.opened(document);
      },
      workspace: {
        configuration: ({ items }) => items.map(({ section }) => (section === SECTION ? serverSettings() : null)),
        // Without what the settings are now, so that the server asks for them, and so through here.
        didChangeConfiguration: (_, next) => next(undefined),
      },
    },
    // Messages and restarts are those of server.ts.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        events.closed();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
  const client = new QuietClient(SECTION, 'Obelus', connect, options);
  client.registerFeature(COMMANDS);
  return client;
}

// The server's life: found, started, started again when it ends by itself, and what the user is told of it.

import * as os from 'node:os';
import { statSync } from 'node:fs';
import { commands, env, EventEmitter, Uri, window } from 'vscode';
import type { Disposable, OutputChannel, TextDocument } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { newClient } from './client';
import { findServer } from './find';
import { LIMIT, Restarts } from './restarts';
import { serverPath } from './settings';
import { Process } from './spawn';

/** How long the server may take to answer for the first time, in milliseconds: far more than it ever takes. */
const FIRST_ANSWER = 30_000;

/** What a message offers to do. */
const ACTIONS = {
  'Open Settings': openSettings,
  'How to Install': () => env.openExternal(Uri.parse(INSTALLATION)),
  'Show Log': () => commands.executeCommand('obelus.showLog'),
  'Restart': () => commands.executeCommand('obelus.restartServer'),
} as const;

const INSTALLATION = 'https://github.com/obelus-lsp/obelus/blob/main/editors/vscode/README.md#install';

/** The server that answers for all records of the window; at most one runs at a time. */
export class Server implements Disposable {
  readonly #opened = new EventEmitter<{ client: LanguageClient; document: TextDocument }>();
  readonly #restarts = new Restarts();
  /** Starts and stops, one after the other. */
  #queue: Promise<void> = Promise.resolve();
  #running: { readonly client: LanguageClient; readonly process: Process } | undefined;

  /** Fires when a server has been told of a document: when it is opened, and whenever a server has started. */
  readonly onDidOpen = this.#opened.event;

  constructor(
    private readonly extension: string,
    private readonly log: OutputChannel,
  ) {}

  /** The client of the server that runs. */
  get client(): LanguageClient | undefined {
    return this.#running?.client;
  }

  /** Starts a server in place of the one that runs, if one does; tells the user where that cannot be. */
  start(): Promise<void> {
    return this.#next(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  /** The same, as the user's wish: what was before does not count. */
  restart(): Promise<void> {
    this.#restarts.forget();
    return this.start();
  }

  /** Ends the server in order. */
  stop(): Promise<void> {
    return this.#next(() => this.#stop());
  }

  dispose(): void {
    this.#opened.dispose();
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error: unknown) => {
      this.log.appendLine(String(error));
    });
    return this.#queue;
  }

  async #start(): Promise<void> {
    const found = findServer({
      configured: serverPath(),
      extension: this.extension,
      path: process.env['PATH'],
      home: os.homedir(),
      windows: process.platform === 'win32',
      isFile,
    });
    if (found.kind === 'missing') {
      tell('The program “obelus” was not found on this computer. Records are not checked without it.', 'How to Install', 'Open Settings');
      return;
    }
    if (found.kind === 'misconfigured') {
      tell(`The setting “obelus.server.path” must be the full path of a program. “${found.command}” is not.`, 'Open Settings');
      return;
    }
    this.log.appendLine(`Starting ${found.command}`);
    let server: Process | undefined;
    const connect = async () => {
      server = await Process.start(found.command);
      server.child.stderr.on('data', (text: string) => {
        this.log.append(text);
      });
      return { reader: server.child.stdout, writer: server.child.stdin };
    };
    const client = newClient(this.log, connect, {
      opened: (document) => {
        this.#opened.fire({ client, document });
      },
      closed: () => {
        // Only once the client has put the connection away.
        setImmediate(() => void this.#ended(client));
      },
    });
    try {
      await withinTime(client.start());
      if (!client.isRunning()) {
        throw new Error('It ended with its first answer.');
      }
    } catch (error) {
      void server?.end();
      const why = server === undefined ? String(error) : await server.ending();
      tell(`Obelus did not start, so records are not checked (${why}).`, 'Restart', 'Show Log', 'Open Settings');
      return;
    }
    if (server !== undefined) {
      this.#running = { client, process: server };
    }
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    if (running !== undefined) {
      this.#running = undefined;
      // The process is waited for, not the answer: a server that hangs gives none.
      await Promise.all([running.client.dispose().catch(() => undefined), running.process.end()]);
    }
  }

  /** The server ended though nobody asked it to. */
  async #ended(client: LanguageClient): Promise<void> {
    const running = this.#running;
    if (running?.client !== client) {
      return;
    }
    this.#running = undefined;
    const how = await running.process.ending();
    this.log.appendLine(`The server ended by itself (${how})`);
    const end = this.#restarts.ended(Date.now());
    if (end === 'last') {
      tell(`Obelus ended ${LIMIT} and is not started again (${how}). Your text is as you left it.`, 'Restart', 'Show Log');
      return;
    }
    await this.start();
    // Once is enough: a server that ends again and again has its last word above.
    if (end === 'first' && this.client !== undefined) {
      tell(`Obelus ended unexpectedly (${how}) and was started again. Your text is as you left it.`, 'Show Log');
    }
  }
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Shows the setting of the server's program: where files are on another machine, that machine's. */
function openSettings(): Thenable<unknown> {
  const place = env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
  return commands.executeCommand(`workbench.action.${place}`, { query: 'obelus.server.path' });
}

/** Shows a message; its buttons do what they say. */
function tell(message: string, ...actions: (keyof typeof ACTIONS)[]): void {
  void window.showErrorMessage(message, ...actions).then((chosen) => chosen && ACTIONS[chosen]());
}

async function withinTime(start: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer'));
    }, FIRST_ANSWER);
  });
  await Promise.race([start, late]).finally(() => {
    clearTimeout(timer);
  });
}

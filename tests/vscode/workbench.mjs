// A real VS Code, in a browser that nobody sees: code-server with our packaged extension and the probe, and the page.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { createRequire } from 'node:module';

/** How long anything may take before it counts as not happening: far more than it ever takes. */
export const LIMIT = 30_000;

/** What tests/vscode/run brought. */
const { OBELUS_CODE_SERVER, OBELUS_CHROMIUM, OBELUS_EXTENSIONS, OBELUS_TOOLS } = process.env;
const { chromium } = createRequire(join(OBELUS_TOOLS, 'package.json'))('playwright-core');

const USER_SETTINGS = {
  // A browser's VS Code saves by itself, and a test is to see what was not saved.
  'files.autoSave': 'off',
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The folder is not trusted, and nobody is asked whether it is. */
const UNTRUSTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** In milliseconds: of more than three messages that follow each other sooner, the workbench shows some in its list alone. */
const MESSAGES_APART = 1000;

const FLAGS = [
  '--auth=none',
  '--bind-addr=127.0.0.1:0',
  '--disable-getting-started-override',
  '--disable-telemetry',
  '--disable-update-check',
];

/** An open window. */
export class Workbench {
  #undo = [];
  #answers = new Map();
  #nextId = 1;
  #listener;
  #socket;

  /**
   * Opens the folder `workspace`.
   *
   * @param folder for what this window keeps: user data, sockets
   * @param trusted whether the user has trusted the folder, or nobody asks
   * @param user the user's settings
   * @param env what to change in the environment
   */
  static async open({ folder, workspace, trusted = true, user = {}, env = {} }) {
    const bench = new Workbench();
    try {
      await bench.#open({ folder, workspace, trusted, user, env });
    } catch (error) {
      await bench.close();
      throw error;
    }
    return bench;
  }

  async #open({ folder, workspace, trusted, user, env }) {
    const data = join(folder, 'data');
    write(join(data, 'User', 'settings.json'), JSON.stringify({ ...USER_SETTINGS, ...(trusted ? {} : UNTRUSTED), ...user }));

    const socket = join(folder, 'probe');
    this.#listener = net.createServer().listen(socket);
    this.#undo.push(() => this.#listener.close());

    const trust = trusted ? ['--disable-workspace-trust'] : [];
    const args = [...FLAGS, ...trust, '--user-data-dir', data, '--extensions-dir', OBELUS_EXTENSIONS, workspace];
    const child = startCodeServer(args, { OBELUS_PROBE: socket, ...env });
    this.#undo.push(() => endGroup(child));
    const said = collect(child);
    const address = await eventually(() => /listening on (http:\S+)/.exec(said())?.[1], 'the address of code-server', said);

    const browser = await chromium.launch({
      executablePath: OBELUS_CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--disable-sync'],
    });
    this.#undo.push(() => browser.close());
    this.page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    this.page.setDefaultTimeout(LIMIT);
    await this.#connected(() => this.page.goto(`${address}?folder=${encodeURIComponent(workspace)}`));
  }

  /** Opens the window again, with what VS Code had written down of it: that is done every five seconds. */
  async reload() {
    await this.#connected(() => this.page.reload());
  }

  /** Does `opening`, which opens the window, and waits for the probe in it. */
  async #connected(opening) {
    const probe = once(this.#listener, 'connection', { signal: AbortSignal.timeout(4 * LIMIT) });
    // Where the window does not open, that is the error, not that nobody connected.
    probe.catch(() => undefined);
    await opening();
    const [socket] = await probe;
    this.#socket = socket;
    this.#undo.push(() => socket.destroy());
    createInterface(socket).on('line', (line) => {
      const { id, value, error } = JSON.parse(line);
      const { resolve, reject } = this.#answers.get(id);
      this.#answers.delete(id);
      if (error === undefined) {
        resolve(value);
      } else {
        reject(new Error(error));
      }
    });
  }

  /** Runs `code`, a function of `vscode` and `args` that knows nothing else but `require`, inside VS Code. */
  run(code, ...args) {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    this.#socket.write(`${JSON.stringify({ id, code: String(code), args })}\n`);
    return answer;
  }

  /** Waits until `probe` gives `expected`. */
  async becomes(expected, what, probe) {
    let actual;
    const happened = async () => {
      actual = await probe();
      return isDeepStrictEqual(actual, expected);
    };
    await eventually(happened, `${what}: ${JSON.stringify(expected)}`, () => JSON.stringify(actual));
  }

  /** The text of the open file. */
  text() {
    return this.run((vscode) => vscode.window.activeTextEditor.document.getText());
  }

  /** The language of the open file. */
  language() {
    return this.run((vscode) => vscode.window.activeTextEditor.document.languageId);
  }

  /** The diagnostics of the open file as `line: code`, in the order of the text. */
  diagnostics() {
    return this.run((vscode) =>
      vscode.languages
        .getDiagnostics(vscode.window.activeTextEditor.document.uri)
        .sort((a, b) => a.range.start.compareTo(b.range.start))
        .map(({ range, code }) => `${range.start.line + 1}: ${code.value}`),
    );
  }

  /** Moves the cursor to what follows `words`, which stand once in the open file; returns its line and column, from 0. */
  moveBehind(words) {
    return this.run((vscode, words) => {
      const editor = vscode.window.activeTextEditor;
      const text = editor.document.getText();
      if (text.split(words).length !== 2) {
        throw new Error(`“${words}” does not stand there once`);
      }
      const place = editor.document.positionAt(text.indexOf(words) + words.length);
      editor.selection = new vscode.Selection(place, place);
      editor.revealRange(editor.selection);
      return [place.line, place.character];
    }, words);
  }

  /** Puts the keyboard's focus into the text, and presses keys there. */
  async pressInText(...keys) {
    await this.run((vscode) => vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup'));
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** What the status bar says of the place; empty where it says nothing. */
  async status() {
    return (await this.page.locator('[id="obelus-lsp.obelus.obelus.place"]').allInnerTexts()).join('').trim();
  }

  /** The messages that are shown. */
  async messages() {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** Waits for a message with these words; returns all of it. */
  message(words) {
    let shown;
    const find = async () => {
      shown = await this.messages();
      return shown.find((message) => message.includes(words));
    };
    return eventually(find, `a message with “${words}”`, () => JSON.stringify(shown));
  }

  /** Presses a button of a message. */
  press(button) {
    return this.page.locator('.notifications-toasts').getByRole('button', { name: button, exact: true }).click();
  }

  /** Puts all messages away, and lets time pass until the next ones can pop up. */
  async clearMessages() {
    await this.run((vscode) => vscode.commands.executeCommand('notifications.clearAll'));
    await this.becomes([], 'messages', () => this.messages());
    await new Promise((resolve) => setTimeout(resolve, MESSAGES_APART));
  }

  async close() {
    for (const undo of this.#undo.splice(0).reverse()) {
      await undo();
    }
  }
}

/** Waits until `probe` gives something, and returns it. */
export async function eventually(probe, what, last) {
  const end = Date.now() + LIMIT;
  while (Date.now() < end) {
    const value = await probe();
    if (value) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ${LIMIT / 1000} s: ${what}; last: ${last()}`);
}

export function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function startCodeServer(args, env) {
  // Of a process group of its own, so that all of it can be ended.
  return spawn(process.execPath, [OBELUS_CODE_SERVER, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}', ...env },
  });
}

function collect(child) {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  return () => said;
}

async function endGroup(child) {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'exit');
    process.kill(-child.pid, 'SIGTERM');
    await closed;
  }
}

// What happens to a record when the server is not there, does not start, or ends: checked in a real VS Code.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Workbench, write } from './workbench.mjs';

const { OBELUS_SCRATCH, OBELUS_BIN, OBELUS_EXTENSIONS } = process.env;
const folder = join(OBELUS_SCRATCH, 'without');
const file = join(folder, 'records', 'd41.txt');

const RECORD = `41. Minutes of the Harbor Board1

[Page 12]

The dredger sails at noon.2

  1. Source: Harbor Archive, Minutes, third box.
  2. It sailed at four.
`;

let bench;
let bundled;

before(async () => {
  const [installed] = readdirSync(OBELUS_EXTENSIONS).filter((name) => /^obelus-lsp\.obelus-\d/u.test(name));
  bundled = join(OBELUS_EXTENSIONS, installed, 'server', 'obelus');
  renameSync(bundled, `${bundled}.away`);
  write(file, RECORD);
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  bench = await Workbench.open({ folder, workspace: join(folder, 'records'), env: { PATH: empty } });
});

after(async () => {
  await bench?.close();
  renameSync(`${bundled}.away`, bundled);
});

const text = () => bench.text();

const codes = () =>
  bench.run((vscode) => vscode.languages.getDiagnostics(vscode.window.activeTextEditor.document.uri).map(({ code }) => code.value));

/** Puts `words` in front of the text. */
const insert = (words) =>
  bench.run((vscode, words) => vscode.window.activeTextEditor.edit((edit) => edit.insert(new vscode.Position(0, 0), words)), words);

const setPath = (path) =>
  bench.run((vscode, path) => vscode.workspace.getConfiguration('obelus').update('server.path', path, true), path);

/** The processes that the extensions' process has started from `program`. */
const processes = (program) =>
  bench.run((vscode, program) => {
    const { readdirSync, readFileSync } = require('node:fs');
    const read = (name) => {
      try {
        return readFileSync(name, 'utf8');
      } catch {
        return ''; // It ended meanwhile.
      }
    };
    return readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .filter((pid) => read(`/proc/${pid}/cmdline`).includes(program) && read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')[1] === String(process.pid))
      .map(Number);
  }, program);

/** Whether a server answers. */
const answers = () =>
  bench.run(async (vscode) => {
    const { uri } = vscode.window.activeTextEditor.document;
    return (await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri))?.length > 0;
  });

/** Waits for a server in the place of the process `before`, and until it answers; returns its process. */
async function another(before) {
  let now;
  await bench.becomes(true, 'another server', async () => {
    now = await processes(OBELUS_BIN);
    return now.length === 1 && now[0] !== before && (await answers());
  });
  return now[0];
}

/** A program that notes each start in a file, complains, and ends. */
function crashing() {
  const starts = write(join(folder, 'starts'), '');
  const program = join(folder, 'crashing');
  writeFileSync(program, `#!/bin/sh\necho start >>'${starts}'\necho 'no room left' >&2\nexit 3\n`, { mode: 0o755 });
  return { program, starts: () => readFileSync(starts, 'utf8').split('start').length - 1 };
}

test('no server: one message says so and what to do, and the text can be edited', async () => {
  await bench.run(async (vscode, path) => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(path));
  }, file);
  await bench.message('“obelus” was not found on this computer');
  assert.equal((await bench.messages()).length, 1);
  await insert('\n');
  assert.equal(await text(), `\n${RECORD}`);
  await bench.press('Open Settings');
  await bench.page.locator('.setting-item-label', { hasText: /^Path$/u }).waitFor();
  await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.closeActiveEditor'));
  await bench.clearMessages();
});

test('a setting that names no program is not passed over', async () => {
  await setPath('/nowhere/obelus');
  await bench.message('“/nowhere/obelus” is not');
  await bench.clearMessages();
});

test('a server that ends as it starts is not started again and again, and its words are shown', async () => {
  const { program, starts } = crashing();
  await setPath(program);
  await bench.message('did not start, so records are not checked (exit status 3: no room left)');
  assert.equal(starts(), 1);
  await bench.clearMessages();
  await bench.run((vscode) => vscode.commands.executeCommand('obelus.restartServer'));
  await bench.message('exit status 3: no room left');
  assert.equal((await bench.messages()).length, 1);
  assert.equal(starts(), 2);
  assert.equal(await text(), `\n${RECORD}`);
  await bench.clearMessages();
});

test('a server that is killed while one types is started again, and nothing is lost', async () => {
  await setPath(OBELUS_BIN);
  const server = await another();
  await insert('[Page 12]');
  await bench.becomes(['duplicate-page'], 'what is wrong', codes);
  await bench.run((vscode, pid) => process.kill(pid, 'SIGKILL'), server);
  await insert('[Page 13] ');
  await bench.message('ended unexpectedly (SIGKILL) and was started again. Your text is as you left it.');
  assert.equal(await text(), `[Page 13] [Page 12]\n${RECORD}`);
  await another(server);
  // The new server knows what was typed, and what is typed now.
  await bench.becomes(['page-out-of-sequence', 'duplicate-page'].sort(), 'what is wrong', async () => (await codes()).sort());
  await insert('By rail] ');
  await bench.becomes(true, 'a new defect', async () => (await codes()).length > 2);
  await bench.clearMessages();
});

test('a server that ends over and over is left alone, until the user asks for it', async () => {
  const before = await text();
  let [server] = await processes(OBELUS_BIN);
  await bench.run((vscode) => vscode.commands.executeCommand('obelus.restartServer'));
  for (let end = 1; end <= 5; end += 1) {
    // One that is killed before it answers has not started, which is another case.
    server = await another(server);
    await bench.run((vscode, pid) => process.kill(pid, 'SIGKILL'), server);
  }
  await bench.message('ended 5 times within 3 minutes and is not started again');
  assert.deepEqual(await processes(OBELUS_BIN), []);
  assert.equal(await text(), before);
  await insert('x');
  assert.equal(await text(), `x${before}`);
  await bench.press('Restart');
  await bench.becomes(1, 'servers', async () => (await processes(OBELUS_BIN)).length);
  await bench.becomes(true, 'defects', async () => (await codes()).length > 0);
});

test('the server goes with the window', async () => {
  const [server] = await processes(OBELUS_BIN);
  await bench.close();
  await bench.becomes(true, 'the end of the server', () => {
    try {
      process.kill(server, 0);
      return false;
    } catch {
      return true;
    }
  });
});

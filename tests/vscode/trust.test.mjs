// A folder that its user does not trust, in a real VS Code: records are checked, by no program that the folder names.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Workbench, write } from './workbench.mjs';

const { OBELUS_SCRATCH } = process.env;
const folder = join(OBELUS_SCRATCH, 'untrusted');
const workspace = join(folder, 'records');
const started = join(folder, 'started');

const RECORD = `41. Minutes of the Harbor Board1

The dredger sails at noon.2

  1. Source: Harbor Archive, Minutes, third box.
`;

let bench;

before(async () => {
  const program = write(join(workspace, 'obelus'), '');
  writeFileSync(program, `#!/bin/sh\ntouch '${started}'\n`, { mode: 0o755 });
  write(join(workspace, '.vscode', 'settings.json'), JSON.stringify({ 'obelus.server.path': program }));
  write(join(workspace, 'd41.txt'), RECORD);
  bench = await Workbench.open({ folder, workspace, trusted: false });
});

after(() => bench?.close());

test('in a folder that is not trusted records are checked, and the program it names is not started', async () => {
  assert.equal(await bench.run((vscode) => vscode.workspace.isTrusted), false);
  await bench.run(async (vscode, path) => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(path));
  }, join(workspace, 'd41.txt'));
  await bench.becomes(['dangling-reference'], 'what is wrong', () =>
    bench.run((vscode) => vscode.languages.getDiagnostics(vscode.window.activeTextEditor.document.uri).map(({ code }) => code.value)),
  );
  assert.equal(await bench.run((vscode) => vscode.extensions.getExtension('obelus-lsp.obelus').isActive), true);
  assert.equal(await bench.run((vscode) => vscode.workspace.getConfiguration('obelus').get('server.path')), '');
  assert.equal(existsSync(started), false);
  assert.deepEqual(await bench.messages(), []);
});

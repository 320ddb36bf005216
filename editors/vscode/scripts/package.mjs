// Packages the extension with the server in it, for this platform: obelus-<platform>-<version>.vsix, or the file that
// is named.
//
// The server is OBELUS_BIN, else the release build of this repository. Needs no network once `npm ci` has run.

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { BROWSER, bundle } from './bundle.mjs';

const [file] = process.argv.slice(2);
const here = fileURLToPath(new URL('..', import.meta.url));
const repository = join(here, '..', '..');
const program = process.platform === 'win32' ? 'obelus.exe' : 'obelus';

process.chdir(here);
rmSync('server', { recursive: true, force: true });
mkdirSync('server');
copyFileSync(builtServer(), join('server', program));
chmodSync(join('server', program), 0o755);
writeFileSync(join('server', 'obelus.schema.json'), execFileSync(join('server', program), ['config', 'schema']));
copyFileSync(join(repository, 'tests', 'records', 'd15.txt'), join('walkthrough', 'example.txt'));
for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) {
  copyFileSync(join(repository, licence), licence);
}
await bundle('src/extension.ts', 'dist', { minify: true });
await bundle(['panel/panel.ts', 'panel/panel.css'], 'dist/panel', { minify: true, ...BROWSER });
// The library that shows images: its licence goes with it.
copyFileSync('node_modules/openseadragon/LICENSE.txt', join('dist', 'panel', 'LICENSE-OpenSeadragon.txt'));
await createVSIX({ cwd: here, dependencies: false, packagePath: file, target: `${process.platform}-${process.arch}` });

/** The server's program, built if need be. */
function builtServer() {
  if (process.env.OBELUS_BIN) {
    return process.env.OBELUS_BIN;
  }
  const options = { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 };
  const messages = execFileSync('cargo', ['build', '--release', '--message-format', 'json-render-diagnostics'], options);
  const built = messages.split('\n').filter((line) => line.includes('"executable"')).map((line) => JSON.parse(line).executable);
  return built.find((file) => file && basename(file) === program);
}

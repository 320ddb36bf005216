// Makes the two npm packages for this platform: node pack.mjs PROGRAM VERSION FOLDER
//
// `obelus-lsp` is the same on all platforms. It depends on one package for each, of which npm installs the one that fits;
// that has the program in it. FOLDER gets the archives.

import { execFileSync, execSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'];

const [program, version, folder] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const repository = join(here, '..', '..', '..');
const about = { ...JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')), version };
const platform = `${process.platform}-${process.arch}`;

// npm installs manual pages where it installs for the whole system.
const generated = mkdtempSync(join(tmpdir(), 'obelus-'));
const man = join(generated, 'man');
mkdirSync(man);
execFileSync(program, ['man', man]);
pack({
  ...about,
  man: readdirSync(man).map((page) => `man/${page}`),
  optionalDependencies: Object.fromEntries(PLATFORMS.map((platform) => [`@obelus-lsp/${platform}`, version])),
}, [join(here, 'obelus.js'), join(repository, 'README.md'), man]);
rmSync(generated, { recursive: true });

const { name, bin, keywords, ...shared } = about;
pack({
  ...shared,
  name: `@obelus-lsp/${platform}`,
  description: `The program of ${name} for ${platform}`,
  os: [process.platform],
  cpu: [process.arch],
  ...(process.platform === 'linux' ? { libc: ['glibc'] } : {}),
}, [program]);

/** Packs `files` and the licences as the package that `manifest` describes. */
function pack(manifest, files) {
  const scratch = mkdtempSync(join(tmpdir(), 'obelus-'));
  try {
    for (const file of [...files, join(repository, 'LICENSE-MIT'), join(repository, 'LICENSE-APACHE')]) {
      cpSync(file, join(scratch, basename(file)), { recursive: true });
    }
    writeFileSync(join(scratch, 'package.json'), JSON.stringify(manifest, null, 2));
    execSync(`npm pack --silent --pack-destination "${folder}"`, { cwd: scratch, stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

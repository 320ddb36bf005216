// Bundles the unit tests, and runs them.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { bundle } from './bundle.mjs';

const names = readdirSync('test').filter((name) => name.endsWith('.test.ts'));
await bundle(names.map((name) => `test/${name}`), 'dist/test', { sourcemap: 'inline' });
const files = names.map((name) => `dist/test/${name.replace(/ts$/u, 'js')}`);
process.exitCode = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' }).status ?? 1;

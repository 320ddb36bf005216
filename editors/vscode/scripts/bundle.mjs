// Bundles TypeScript with what it imports, as VS Code loads it.

import { rmSync } from 'node:fs';
import { build } from 'esbuild';

/** The options for what runs in a webview: those of the browser in VS Code 1.85. */
export const BROWSER = { platform: 'browser', target: 'chrome118', format: 'iife', external: [] };

/** Writes a bundle of each of `entryPoints` into `folder`, in place of what is there. */
export async function bundle(entryPoints, folder, options = {}) {
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: [entryPoints].flat(),
    outdir: folder,
    bundle: true,
    platform: 'node',
    // The Node.js of VS Code 1.85.
    target: 'node18',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
    ...options,
  });
}

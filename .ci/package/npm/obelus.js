#!/usr/bin/env node
// Runs the program that the package for this platform brought.
'use strict';

const { spawnSync } = require('node:child_process');

const platform = `${process.platform}-${process.arch}`;
const program = find();
if (program) {
  const { error, signal, status } = spawnSync(program, process.argv.slice(2), { stdio: 'inherit' });
  if (error) {
    fail(error.message);
  } else if (signal) {
    process.kill(process.pid, signal);
  } else {
    process.exitCode = status;
  }
} else {
  fail(
    `the package @obelus-lsp/${platform} is not installed. ` +
      'It is an optional dependency of obelus-lsp, and not every platform has one.',
  );
}

/** The path of the program; none where its package is not installed. */
function find() {
  try {
    return require.resolve(`@obelus-lsp/${platform}/obelus${process.platform === 'win32' ? '.exe' : ''}`);
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(`obelus: ${message}`);
  process.exitCode = 2;
}

// The extension's settings against what the server can be configured by.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const { contributes, version } = JSON.parse(readFileSync('editors/vscode/package.json', 'utf8'));
const settings = contributes.configuration.properties;
const obelus = (...args) => execFileSync(process.env.OBELUS_BIN, args, { encoding: 'utf8' });
const schema = JSON.parse(obelus('config', 'schema'));

/** The extension's own. */
const OWN = ['obelus.server.path', 'obelus.switchLanguage', 'obelus.trace.server'];

/** Places in a volume's files are of concern to all who work on it, and so belong into its obelus.toml. */
const ONLY_IN_FILES = ['ignore'];

/** One level of tables, flat: `volume.complete`; the rules stay together. */
const keys = Object.entries(schema.properties)
  .filter(([key]) => !ONLY_IN_FILES.includes(key))
  .flatMap(([key, value]) =>
    value.properties && key !== 'rules'
      ? Object.entries(value.properties).map(([below, part]) => [`obelus.${key}.${below}`, part])
      : [[`obelus.${key}`, value]],
  );

test('the extension has the version of the program in it', () => {
  // A release build names its commit, too.
  assert.equal(obelus('--version').trim().split(' (')[0], `obelus ${version}`);
});

test('every key is a setting, and every setting a key', () => {
  assert.deepEqual([...keys.map(([key]) => key), ...OWN].sort(), Object.keys(settings).sort());
});

for (const [key, { enum: values, default: value, items }] of keys.filter(([key]) => key !== 'obelus.rules')) {
  test(`${key} takes the same values, and is the same where nobody sets it`, () => {
    assert.deepEqual(settings[key].enum, values);
    assert.deepEqual(settings[key].default ?? undefined, value);
    assert.deepEqual(settings[key].items?.type, items?.type);
  });
}

test('the rules are the same, with the same values', () => {
  const ours = settings['obelus.rules'].properties;
  const theirs = schema.properties.rules.properties;
  assert.deepEqual(Object.keys(ours).sort(), Object.keys(theirs).sort());
  for (const [rule, { enum: values, default: value, description }] of Object.entries(theirs)) {
    assert.deepEqual(ours[rule].enum, values, rule);
    assert.equal(ours[rule].description, `If not set: ${value}. ${description}`);
  }
});

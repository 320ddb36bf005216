import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latest } from '../src/facsimile/latest';

test('what is asked for during work is done once, afterwards', async () => {
  const ends: (() => void)[] = [];
  const run = latest(() => new Promise((resolve) => ends.push(resolve)));
  const first = run();
  await run();
  await run();
  assert.equal(ends.length, 1);
  ends[0]?.();
  await new Promise(setImmediate);
  assert.equal(ends.length, 2);
  ends[1]?.();
  await first;
  assert.equal(ends.length, 2);
});

test('after work that fails there can be more', async () => {
  let count = 0;
  const run = latest(() => {
    count += 1;
    return count === 1 ? Promise.reject(new Error('torn')) : Promise.resolve();
  });
  await assert.rejects(run(), /torn/u);
  await run();
  assert.equal(count, 2);
});

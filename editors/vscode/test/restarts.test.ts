import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Restarts } from '../src/restarts';

const MINUTE = 60_000;

/** What each of the ends at `minutes` is. */
function ends(minutes: readonly number[]): string[] {
  const restarts = new Restarts();
  return minutes.map((minute) => restarts.ended(minute * MINUTE));
}

test('the fifth end within three minutes is the last', () => {
  assert.deepEqual(ends([0, 0, 0, 0, 0]), ['first', 'again', 'again', 'again', 'last']);
  assert.deepEqual(ends([0, 0.5, 1, 2, 2.9]), ['first', 'again', 'again', 'again', 'last']);
});

test('ends that are far apart do not add up', () => {
  assert.deepEqual(ends([0, 1, 2, 3, 4, 5, 6]), ['first', 'again', 'again', 'again', 'again', 'again', 'again']);
  assert.deepEqual(ends([0, 0, 0, 0, 3, 3, 3, 3, 3]), ['first', 'again', 'again', 'again', 'first', 'again', 'again', 'again', 'last']);
});

test('the user’s wish begins anew', () => {
  const restarts = new Restarts();
  for (const second of [1, 2, 3, 4]) {
    restarts.ended(second * 1000);
  }
  restarts.forget();
  assert.equal(restarts.ended(5000), 'first');
});

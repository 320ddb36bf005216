import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Restarts } from '../src/restarts';

const MINUTE = 60_000;

/** Whether each of the ends at `minutes` is followed by a new start. */
function starts(minutes: readonly number[]): boolean[] {
  const restarts = new Restarts();
  return minutes.map((minute) => restarts.ended(minute * MINUTE));
}

test('the fifth end within three minutes is the last', () => {
  assert.deepEqual(starts([0, 0, 0, 0, 0]), [true, true, true, true, false]);
  assert.deepEqual(starts([0, 0.5, 1, 2, 2.9]), [true, true, true, true, false]);
});

test('ends that are far apart do not add up', () => {
  assert.deepEqual(starts([0, 1, 2, 3, 4, 5, 6]), [true, true, true, true, true, true, true]);
  assert.deepEqual(starts([0, 0, 0, 0, 3, 3, 3, 3, 3]), [true, true, true, true, true, true, true, true, false]);
});

test('the user’s wish begins anew', () => {
  const restarts = new Restarts();
  for (const second of [1, 2, 3, 4]) {
    restarts.ended(second * 1000);
  }
  restarts.forget();
  assert.equal(restarts.ended(5000), true);
});

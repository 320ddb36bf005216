import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesOf } from '../src/tokens';

const TYPES = ['heading', 'reference'];

test('places count from the token before', () => {
  const data = [0, 4, 7, 0, 0, 0, 10, 1, 1, 0, 2, 3, 1, 1, 0, 0, 5, 1, 1, 0];
  assert.deepEqual(placesOf(data, TYPES, ['reference']), [
    { line: 0, character: 14 },
    { line: 2, character: 3 },
    { line: 2, character: 8 },
  ]);
  assert.deepEqual(placesOf(data, TYPES, ['heading']), [{ line: 0, character: 4 }]);
});

test('what is not whole or not known is no place', () => {
  assert.deepEqual(placesOf([], TYPES, TYPES), []);
  assert.deepEqual(placesOf([0, 1, 1, 1], TYPES, TYPES), []);
  assert.deepEqual(placesOf([0, 1, 1, 9, 0], TYPES, TYPES), []);
});

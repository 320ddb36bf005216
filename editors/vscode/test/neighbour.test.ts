import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbour } from '../src/neighbour';

const at = (line: number, character: number) => ({ line, character });
const PLACES = [at(5, 2), at(1, 9), at(1, 3)];

type At = [line: number, character: number];

function check(from: At, next: At, previous: At): void {
  test(`around ${from.join(':')}`, () => {
    assert.deepEqual(neighbour(PLACES, at(...from), 'next'), at(...next));
    assert.deepEqual(neighbour(PLACES, at(...from), 'previous'), at(...previous));
  });
}

check([0, 0], [1, 3], [5, 2]);
check([1, 3], [1, 9], [5, 2]);
check([1, 5], [1, 9], [1, 3]);
check([1, 9], [5, 2], [1, 3]);
check([5, 2], [1, 3], [1, 9]);
check([9, 0], [1, 3], [5, 2]);

test('none', () => {
  assert.equal(neighbour<ReturnType<typeof at>>([], at(0, 0), 'next'), undefined);
});

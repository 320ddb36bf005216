// The next or the previous of several places in a text.

export type Direction = 'next' | 'previous';

interface Place {
  readonly line: number;
  readonly character: number;
}

/** The one of `places`, in any order, that comes next from `from`; behind the last one follows the first. */
export function neighbour<P extends Place>(places: readonly P[], from: Place, direction: Direction): P | undefined {
  const sign = direction === 'next' ? 1 : -1;
  const inOrder = [...places].sort((a, b) => sign * compare(a, b));
  return inOrder.find((place) => sign * compare(place, from) > 0) ?? inOrder[0];
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character;
}

// Semantic tokens, as the protocol packs them: five numbers each, relative to the one before.

/** A place in a text, line and character from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** Where the tokens of the types `wanted` begin, in the order of the text. */
export function placesOf(data: ArrayLike<number>, types: readonly string[], wanted: readonly string[]): Place[] {
  const places: Place[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i + 4 < data.length; i += 5) {
    const [down, along, type] = [data[i] ?? 0, data[i + 1] ?? 0, types[data[i + 3] ?? -1]];
    line += down;
    character = down === 0 ? character + along : along;
    if (type !== undefined && wanted.includes(type)) {
      places.push({ line, character });
    }
  }
  return places;
}

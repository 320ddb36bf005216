// How often a server that ends by itself is started again.

/** As many ends within this time as make it useless to try again. */
const MOST = 5;

/** In milliseconds. */
const WITHIN = 3 * 60 * 1000;

/** Remembers when the server ended. */
export class Restarts {
  #ends: number[] = [];

  /** Notes an end at `now`, in milliseconds; says whether it is the first of late, one more, or one too many. */
  ended(now: number): 'first' | 'again' | 'last' {
    this.#ends = [...this.#ends.filter((end) => now - end < WITHIN), now];
    return this.#ends.length >= MOST ? 'last' : this.#ends.length === 1 ? 'first' : 'again';
  }

  /** Forgets all: the user asks for a new beginning. */
  forget(): void {
    this.#ends = [];
  }
}

/** For messages: after how many ends the server is left alone. */
export const LIMIT = `${MOST} times within ${WITHIN / 60_000} minutes`;

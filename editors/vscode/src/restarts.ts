// How often a server that ends by itself is started again.

/** As many ends within this time as make it useless to try again. */
const MOST = 5;

/** In milliseconds. */
const WITHIN = 3 * 60 * 1000;

/** Remembers when the server ended. */
export class Restarts {
  #ends: number[] = [];

  /** Notes an end at `now`, in milliseconds; says whether to start again. */
  ended(now: number): boolean {
    this.#ends = [...this.#ends.filter((end) => now - end < WITHIN), now];
    return this.#ends.length < MOST;
  }

  /** Forgets all: the user asks for a new beginning. */
  forget(): void {
    this.#ends = [];
  }
}

/** For messages: after how many ends the server is left alone. */
export const LIMIT = `${MOST} times within ${WITHIN / 60_000} minutes`;

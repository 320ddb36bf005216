// Work of which only the newest is wanted.

/**
 * A function that does `work`. While some is under way it starts none, but has it done once more afterwards, however often
 * it was called meanwhile.
 */
export function latest(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) {
      return;
    }
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
      }
    } finally {
      isRunning = false;
    }
  };
}

/** Waiting for something to have happened, without asking over and over: whoever changes something says so. */
export function waiter() {
  const looking = new Set<() => void>();

  return {
    /** Calls `listener` after everything that happens. Returns a function that stops it. */
    onChange(listener: () => void): () => void {
      looking.add(listener);
      return () => looking.delete(listener);
    },
    changed() {
      for (const look of [...looking]) look();
    },
    async until<T>(check: () => T, within = 10_000): Promise<NonNullable<T>> {
      const { promise, resolve, reject } = Promise.withResolvers<NonNullable<T>>();
      const look = () => {
        try {
          const found = check();
          if (found) resolve(found);
        } catch (error) {
          reject(error);
        }
      };
      const late = new Error(`Waited ${within} ms in the sandbox for something that did not happen: ${check}`);
      const timer = setTimeout(() => reject(late), within);
      looking.add(look);
      look();
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        looking.delete(look);
      }
    },
  };
}

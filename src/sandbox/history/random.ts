/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  /** True so many times in one. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  weighted<T>(from: readonly T[], weight: (one: T) => number): T;
  shuffled<T>(all: readonly T[]): T[];
  /** Gives them one after the other in a shuffled order, and shuffles anew when all were given. */
  deck<T>(all: readonly T[]): () => T;
}

/** Mulberry32, by Tommy Ettinger, in the public domain. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const shuffled = <T>(all: readonly T[]): T[] => {
    const mixed = [...all];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = between(0, i);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  };
  return {
    next,
    between,
    shuffled,
    chance: (share) => next() < share,
    pick: (from) => from[between(0, from.length - 1)]!,
    weighted(from, weight) {
      let left = next() * from.reduce((sum, one) => sum + weight(one), 0);
      for (const one of from) {
        left -= weight(one);
        if (left < 0) return one;
      }
      return from.at(-1)!;
    },
    deck(all) {
      let waiting: (typeof all)[number][] = [];
      let last: (typeof all)[number] | undefined;
      return () => {
        if (waiting.length === 0) waiting = shuffled(all);
        if (waiting.length > 1 && waiting.at(-1) === last) waiting.unshift(waiting.pop()!);
        last = waiting.pop()!;
        return last;
      };
    },
  };
}

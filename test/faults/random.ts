/** Everything that a round leaves to chance comes from here: the same seed, the same script and faults. */
export interface Chance {
  /** From nought up to, and without, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in so many of a hundred. */
  percent(of: number): boolean;
}

/** mulberry32, by Tommy Ettinger (public domain): small, and the same on every machine. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: (from) => from[between(0, from.length - 1)]!,
    percent: (of) => next() * 100 < of,
  };
}

/** The seed of one round of a run. */
export const seedOf = (run: number, round: number): number => (Math.imul(run, 0x9e3779b1) + round) >>> 0;

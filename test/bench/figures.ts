/** The middle one; of an even number the higher of the two. */
export const median = (all: readonly number[]): number => percentile(all, 0.5);

export const percentile = (all: readonly number[], share: number): number =>
  [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))]!;

export const rounded = (n: number): number => Math.round(n * 100) / 100;

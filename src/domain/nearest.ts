/**
 * The candidate most like what was typed, for "did you mean …?"; undefined where none is near enough to be worth offering.
 * Case and accents are ignored; swapped, missing, extra and wrong letters each count as one slip, and a third of the letters may be slips.
 */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  const word = plain(typed);
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const slips = slipsBetween(word, plain(candidate), fewest);
    if (slips < fewest) [best, fewest] = [candidate, slips];
  }
  return best;
}

const plain = (s: string) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The optimal string alignment distance, or `limit` where it is that or more. */
function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) slips = Math.min(slips, before[j - 2]! + 1);
      row.push(slips);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

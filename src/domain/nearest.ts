/** One that is meant; or several that may be; or none, with those most like it, best first (perhaps none either). */
export type ByName<T> = { readonly found: T } | { readonly several: T[] } | { readonly nearest: T[] };

/**
 * Whom or what a typed name means: the very name; else one whose words begin with the words typed ("kim" for Kim Park, "acme" for
 * Acme Holdings). Case, accents and punctuation are ignored. Never guesses between two: a question about the wrong client is worse than asking.
 */
export function findByName<T extends { readonly name: string }>(query: string, candidates: readonly T[]): ByName<T> {
  const typed = folded(query.replace(/^@/, ""));
  if (typed === "") return { nearest: [] };
  const exact = candidates.filter((one) => folded(one.name) === typed);
  if (exact.length > 0) return oneOf(exact);
  const begun = candidates.filter((one) => begins(typed, folded(one.name)));
  return begun.length > 0 ? oneOf(begun) : { nearest: alike(query, candidates) };
}

const oneOf = <T>(found: T[]): ByName<T> => (found.length === 1 ? { found: found[0]! } : { several: found });

/** Each typed word begins a word of the name, and no word of the name serves twice. A single letter must be the whole word. */
function begins(typed: string, name: string): boolean {
  const left = name.split(" ");
  return typed.split(" ").every((word) => {
    const i = left.findIndex((part) => part === word || (word.length > 1 && part.startsWith(word)));
    return i >= 0 && left.splice(i, 1).length === 1;
  });
}

const OFFERED = 3;

/** The few names nearest to what was typed, by the whole name or by one of its words. */
function alike<T extends { readonly name: string }>(query: string, candidates: readonly T[]): T[] {
  const left = new Map<string, T[]>();
  for (const one of candidates)
    for (const word of new Set([one.name, ...one.name.split(/\s+/)])) left.set(word, [...(left.get(word) ?? []), one]);
  const found = new Set<T>();
  while (found.size < OFFERED) {
    const word = nearest(query, left.keys());
    if (word === undefined) break;
    for (const one of left.get(word)!) found.add(one);
    left.delete(word);
  }
  return [...found].slice(0, OFFERED);
}

/**
 * The candidate most like what was typed, for "did you mean …?"; undefined where none is near enough to be worth offering.
 * Case and accents are ignored; swapped, missing, extra and wrong letters each count as one slip, and a third of the letters may be slips.
 */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  const word = folded(typed);
  if (word === "") return undefined;
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const slips = slipsBetween(word, folded(candidate), fewest);
    if (slips < fewest) [best, fewest] = [candidate, slips];
  }
  return best;
}

/** What is compared: no case, no accents, no punctuation, one space between words. */
const folded = (s: string): string =>
  s
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđð]/g, (letter) => PLAIN[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const PLAIN: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d" };

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

import type { Name } from "./names.ts";
import { inFull } from "./words-of-names.ts";

/**
 * From this share of common trigrams on two names are alike. Of the slips in the tests the least alike two have 0.50 in common
 * (Anderson and Andersen), and of the strangers the most alike have 0.46. To miss a conflict is worse than to look at a name twice.
 */
export const THRESHOLD = 0.5;

/** Shorter ones differ by a letter and are others: "Axa" and "Axis". */
const LONG_ENOUGH = 5;

/** Whether two names may be one and the same. It does not matter which is which. */
export function isAlike(a: Name, b: Name): boolean {
  if (a.core.length === 0 || b.core.length === 0) return false;
  if (sameWords(a.core, b.core) || sameWords(a.own, b.own)) return true;
  if (isSamePerson(a, b)) return true;
  return (
    a.own.join("").length >= LONG_ENOUGH &&
    b.own.join("").length >= LONG_ENOUGH &&
    !hasOtherWord(a, b) &&
    Math.max(similarity(a.core, b.core), similarity(a.own, b.own)) >= THRESHOLD
  );
}

/** The same words in any order, written as one or apart. */
const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.join("") === b.join("") || a.toSorted().join(" ") === b.toSorted().join(" ");

/** One surname, and given names of which each is the other's, its initial or short for it; some may be left out. */
function isSamePerson(a: Name, b: Name): boolean {
  if (!a.isPerson || !b.isPerson || a.core.at(-1) !== b.core.at(-1)) return false;
  const [short, long] = [a.core.slice(0, -1), b.core.slice(0, -1)].toSorted((x, y) => x.length - y.length);
  if (!goTogether(short![0]!, long![0]!)) return false;
  let from = 1;
  return short!.slice(1).every((given) => {
    const at = long!.findIndex((other, i) => i >= from && goTogether(given, other));
    from = at + 1;
    return at >= 0;
  });
}

const goTogether = (a: string, b: string): boolean =>
  a === b || inFull(a) === inFull(b) || ((a.length === 1 || b.length === 1) && a[0] === b[0]);

/** Word for word the same but for one that is quite another: "University of Essex" is not that of Exeter, nor Jane Smith John. */
const hasOtherWord = ({ core: a }: Name, { core: b }: Name): boolean =>
  a.length > 1 &&
  a.length === b.length &&
  a.some((word, i) => !goTogether(word, b[i]!) && similarity([word], [b[i]!]) < QUITE_ANOTHER);

const QUITE_ANOTHER = 0.25;

/** The share of trigrams in common, as pg_trgm counts them: of each word, with two blanks before it and one behind. */
export function similarity(a: readonly string[], b: readonly string[]): number {
  const [of, other] = [trigramsOf(a), trigramsOf(b)];
  let common = 0;
  for (const one of of) if (other.has(one)) common++;
  return common / (of.size + other.size - common || 1);
}

export function trigramsOf(words: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const word of words) {
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  }
  return found;
}

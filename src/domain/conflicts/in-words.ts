import { nameOf, type Word, wordsOf } from "./names.ts";

/** A way in which a name is written in a sentence. */
interface Way {
  readonly id: number;
  readonly words: readonly string[];
  /** At which places a capital is asked for: an initial is otherwise an article. */
  readonly capitals: readonly number[];
}

/** Where something may be named in a text: by its first word, or within letters that are written without blanks. */
export interface Ways {
  readonly byFirst: ReadonlyMap<string, readonly Way[]>;
  readonly unspaced: ReadonlyMap<string, readonly { readonly id: number; readonly text: string }[]>;
  /** Words of names of several words, by themselves and by themselves without one letter. */
  readonly spelt: ReadonlyMap<string, readonly string[]>;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** So short a name is often a word as well: Target, Beta, Shell. */
const SHORT = 6;
/** Shorter words are, with a slip, too often others. */
const SPELT = 6;

export function waysOf(listed: Iterable<{ readonly id: number; readonly names: readonly string[] }>): Ways {
  const byFirst = new Map<string, Way[]>();
  const unspaced = new Map<string, { id: number; text: string }[]>();
  const spelt = new Map<string, string[]>();
  const severals = new Set<string>();
  for (const { id, names } of listed)
    for (const name of names) {
      const { core, spelt: apart, isPerson } = nameOf(name);
      if (core.length === 0) continue;
      const isLower = !wordsOf(name).some(({ word, capital }) => capital && word === core[0]);
      for (const way of written(id, core, isPerson, isLower)) add(byFirst, way.words[0]!, way);
      if (apart.length > core.length) add(byFirst, apart[0]!, { id, words: apart, capitals: [] });
      const whole = core.join("");
      if (UNSPACED.test(whole)) add(unspaced, whole[0]!, { id, text: whole });
      if (core.length > 1) for (const word of core) if (word.length >= SPELT) severals.add(word);
    }
  for (const word of severals) for (const less of lessOne(word)) add(spelt, less, word);
  return { byFirst, unspaced, spelt };
}

function add<K, V>(to: Map<K, V[]>, key: K, value: V) {
  const there = to.get(key);
  if (there) there.push(value);
  else to.set(key, [value]);
}

/** `isLower`: it is listed without capitals, as "adidas", or its letters have none. */
function written(id: number, core: readonly string[], isPerson: boolean, isLower: boolean): Way[] {
  const ways: Way[] = [
    { id, words: core, capitals: core.length === 1 && core[0]!.length <= SHORT && !isLower ? [0] : [] },
  ];
  const initials = core.findIndex((word) => word.length > 1);
  // "J P Morgan" is written "JP Morgan" as well.
  if (initials === 2) ways.push({ id, words: [core[0]! + core[1]!, ...core.slice(2)], capitals: [] });
  // IBM is written "I.B.M." as well.
  const letters = core[0]!.length > 1 && core[0]!.length < 5 ? [...core[0]!] : [];
  if (letters.length > 1) ways.push({ id, words: [...letters, ...core.slice(1)], capitals: letters.map((_, i) => i) });
  if (!isPerson) return ways;
  const [last, given] = [core.at(-1)!, core.slice(0, -1)];
  const short = given.map((word) => word[0]!);
  ways.push({ id, words: [last, ...given], capitals: [0, 1] });
  ways.push({ id, words: [short[0]!, last], capitals: [0, 1] });
  if (given.length > 1) {
    ways.push({ id, words: [last, given[0]!], capitals: [0, 1] });
    ways.push({ id, words: [given[0]!, last], capitals: [] });
    ways.push({ id, words: [...short, last], capitals: [0, short.length] });
    ways.push({ id, words: [given[0]!, ...short.slice(1), last], capitals: [0] });
    ways.push({ id, words: [short.join(""), last], capitals: [0, 1] });
  }
  return ways;
}

/**
 * Who of them is named in a text. A name of one short word must be written with a capital, for "target" is most often a target; where
 * nothing in the text has one, or it is a name itself, none is asked for. @returns their ids, once each
 */
export function namedIn({ byFirst, unspaced, spelt }: Ways, text: string, isName = false): number[] {
  const found = new Set<number>();
  const words = wordsOf(text).filter(({ word }) => !BETWEEN.has(word));
  const care = isName ? "none" : words.some(({ capital }) => capital) ? "all" : "initials";
  for (let at = 0; at < words.length; at++) {
    const { word } = words[at]!;
    for (const way of byFirst.get(word) ?? NONE) if (stands(way, words, at, care)) found.add(way.id);
    for (const meant of misspelt(word, spelt))
      for (const way of byFirst.get(meant) ?? NONE)
        if (way.words.length > 1 && stands(way, words, at, care, word)) found.add(way.id);
  }
  if (unspaced.size > 0) {
    const whole = words.map(({ word }) => word).join("");
    for (let at = 0; at < whole.length; at++)
      for (const one of unspaced.get(whole[at]!) ?? NONE) if (whole.startsWith(one.text, at)) found.add(one.id);
  }
  return [...found];
}

const NONE: readonly never[] = [];
const BETWEEN: ReadonlySet<string> = new Set(["and", "the", "und", "et"]);

/** Of several words one may be slightly misspelt; `slip`: it is the first. */
function stands({ words: way, capitals }: Way, words: readonly Word[], at: number, care: Care, slip?: string) {
  if (at + way.length > words.length) return false;
  let slips = slip === undefined ? 0 : 1;
  for (let i = slip === undefined ? 0 : 1; i < way.length; i++) {
    const [want, is] = [way[i]!, words[at + i]!.word];
    if (want === is) continue;
    if (slips++ > 0 || !isSlip(is, want)) return false;
  }
  if (care === "none") return true;
  return capitals.every((i) => words[at + i]!.capital || (care === "initials" && way[i]!.length > 1));
}

/** Which capitals are looked at. */
type Care = "all" | "initials" | "none";

function misspelt(word: string, spelt: Ways["spelt"]): Iterable<string> {
  if (word.length < SPELT || spelt.size === 0) return NONE;
  let found: Set<string> | undefined;
  for (const less of lessOne(word))
    for (const one of spelt.get(less) ?? NONE) if (one !== word) found = (found ?? new Set()).add(one);
  return found ?? NONE;
}

/** One letter wrong, missing, too many, or changed with its neighbour: without a letter each, or one of them, they are the same. */
function isSlip(a: string, b: string): boolean {
  if (a.length < SPELT || b.length < SPELT || Math.abs(a.length - b.length) > 1) return false;
  const of = new Set(lessOne(a));
  return lessOne(b).some((one) => of.has(one));
}

const lessOne = (word: string): string[] => [
  word,
  ...Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1)),
];

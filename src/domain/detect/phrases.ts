import type { Vocabulary } from "./vocabulary.ts";
import { COMMA, NUMBER, QUESTION, STOP, UNKNOWN } from "./words.ts";

/**
 * One rule: phrases that weigh the same and are explained alike, with `;` between them. In a phrase, `(a|b)` is either,
 * `(a|)` may be left out, `_` is any one word, `#` a figure, `?` a question mark, `.` the end of the sentence, and a
 * leading `^` means at an opening ("Hi Dana, and please …" opens at each word). Words carry no apostrophes.
 */
export interface Cue {
  /** Above 0 speaks for an ask, below against; counted once a sentence. */
  readonly points: number;
  /** Why, as a lawyer reads it. A `…` in it stands for the phrase that was found. */
  readonly say: string;
  readonly phrases: string;
}

export interface Phrases {
  readonly vocabulary: Vocabulary;
  /** The number of the longest phrase that starts at word `i`, or -1; `found.length` says how many words it took. */
  readonly find: (words: Uint16Array, i: number, opening: boolean) => number;
  readonly found: { length: number };
  /** Which cue a phrase belongs to, by phrase number. */
  readonly cueOf: Uint16Array;
  /** The phrase in at most three words, all of them ours: what stood at `_` or `#` is the writer's. */
  readonly quote: (phrase: number) => string;
}

const ANY_WORD = 5;
const FIRST_WORD = 6;
const SPECIAL = new Map(Object.entries({ ".": STOP, "?": QUESTION, ",": COMMA, "#": NUMBER, _: ANY_WORD }));
const ANYWHERE = 0;
const AT_OPENINGS = 1;
const LONGEST = 12;

/** One trie of every spelling of every phrase. `also` are words that need a number though they stand in no phrase. */
export function compilePhrases(cues: readonly Cue[], also: readonly string[] = []): Phrases {
  const vocabulary = new Map<string, number>();
  const next = new Map<number, number>();
  const parents = [-1, -1];
  const labels = ["", ""];
  const endings = [-1, -1];
  const endOf: number[] = [];
  const cueOf: number[] = [];
  const wild = new Set<number>();
  for (const word of also) numberOf(word);
  for (const [cue, { phrases }] of cues.entries())
    for (const phrase of phrases.split(";"))
      if (phrase.trim()) grow(phrase.includes("^") ? AT_OPENINGS : ANYWHERE, choices(phrase.replace("^", " ")), 0, cue);

  function numberOf(word: string): number {
    const known = SPECIAL.get(word) ?? vocabulary.get(word);
    if (known !== undefined) return known;
    vocabulary.set(word, FIRST_WORD + vocabulary.size);
    return FIRST_WORD + vocabulary.size - 1;
  }

  function grow(node: number, rest: string[][][], depth: number, cue: number): void {
    const options = rest[depth];
    if (options)
      for (const option of options) {
        let end = node;
        for (const word of option) end = child(end, word);
        grow(end, rest, depth + 1, cue);
      }
    // The first rule to claim a phrase keeps it, so the order of the rules is their precedence.
    else if (endings[node] === -1) {
      endings[node] = endOf.push(node) - 1;
      cueOf.push(cue);
    }
  }

  function child(node: number, word: string): number {
    const key = node * 65536 + numberOf(word);
    if (word === "_") wild.add(node);
    if (!next.has(key)) {
      next.set(key, endings.push(-1) - 1);
      parents.push(node);
      labels.push(SPECIAL.has(word) ? "" : word);
    }
    return next.get(key)!;
  }

  const found = { length: 0 };
  let best = -1;
  function walk(words: Uint16Array, i: number, from: number, already: number): void {
    let node = from;
    for (let depth = already; depth <= LONGEST; depth++) {
      if (depth > found.length && endings[node]! >= 0) {
        best = endings[node]!;
        found.length = depth;
      }
      const word = words[i + depth]!;
      if (wild.has(node) && (word === UNKNOWN || word >= NUMBER))
        walk(words, i, next.get(node * 65536 + ANY_WORD)!, depth + 1);
      const then = word === UNKNOWN ? undefined : next.get(node * 65536 + word);
      if (then === undefined) return;
      node = then;
    }
  }

  return {
    vocabulary,
    found,
    cueOf: Uint16Array.from(cueOf),
    find(words, i, opening) {
      best = -1;
      found.length = 0;
      if (words[i] === UNKNOWN) return best;
      walk(words, i, ANYWHERE, 0);
      if (opening) walk(words, i, AT_OPENINGS, 0);
      return best;
    },
    quote(phrase) {
      const words: string[] = [];
      for (let node = endOf[phrase]!; node > AT_OPENINGS; node = parents[node]!)
        if (labels[node]) words.unshift(labels[node]!);
      return words.slice(0, 3).join(" ");
    },
  };
}

/** "(can|could) you" → the words to choose from at each place: [[["can"], ["could"]], [["you"]]]. */
function choices(phrase: string): string[][][] {
  const split = (words: string) => words.split(/\s+/).filter(Boolean);
  return phrase
    .split(/[()]/)
    .map((part, i) => (i % 2 === 1 ? part.split("|").map(split) : [split(part)]))
    .filter((options) => options.some((option) => option.length > 0));
}

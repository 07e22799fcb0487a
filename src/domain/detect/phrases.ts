import { ANYWHERE, AT_OPENINGS, createTrie } from "./trie.ts";
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
  /** A courtesy does not count beside a plain ask: "thanks, and what about the deposit". */
  readonly courtesy?: true;
  readonly phrases: string;
}

export interface Phrases {
  readonly vocabulary: Vocabulary;
  /** The number of the longest phrase that starts at word `i`, or -1; `found.length` says how many words it took. */
  readonly find: (words: Uint16Array, i: number, opening: boolean) => number;
  readonly found: { length: number };
  /** Which cue a phrase belongs to, by phrase number. */
  readonly cueOf: Uint16Array;
  /** The phrase in at most three words, all of them ours: what stood at `_` is the writer's, so it stays `…`. */
  readonly quote: (phrase: number) => string;
}

const ANY_WORD = 5;
const FIRST_WORD = 6;
const SPECIAL = new Map(Object.entries({ ".": STOP, "?": QUESTION, ",": COMMA, "#": NUMBER, _: ANY_WORD }));

/** One trie of every spelling of every phrase. `also` are words that need a number though they stand in no phrase. */
export function compilePhrases(cues: readonly Cue[], also: readonly string[] = []): Phrases {
  const vocabulary = new Map<string, number>();
  const trie = createTrie();
  const phraseAt = new Map<number, number>();
  const endOf: number[] = [];
  const cueOf: number[] = [];
  const number = (word: string): number => {
    const known = SPECIAL.get(word) ?? vocabulary.get(word);
    if (known === undefined) vocabulary.set(word, FIRST_WORD + vocabulary.size);
    return known ?? FIRST_WORD + vocabulary.size - 1;
  };
  also.forEach(number);
  for (const [cue, { phrases }] of cues.entries())
    for (const phrase of phrases.split(";").filter((phrase) => phrase.trim()))
      grow(phrase.includes("^") ? AT_OPENINGS : ANYWHERE, choices(phrase.replace("^", " ")), 0, cue);

  function grow(node: number, rest: string[][][], depth: number, cue: number): void {
    if (depth < rest.length)
      for (const option of rest[depth]!)
        grow(
          option.reduce((at, word) => trie.grow(at, number(word)), node),
          rest,
          depth + 1,
          cue,
        );
    // The first rule to claim a phrase keeps it, so the order of the rules is their precedence.
    else if (!phraseAt.has(node)) {
      phraseAt.set(node, endOf.push(node) - 1);
      cueOf.push(cue);
    }
  }

  const names = [...vocabulary.keys()];
  const found = { length: 0 };
  return {
    vocabulary,
    found,
    find: createFinder(trie.freeze().step, phraseAt, FIRST_WORD + vocabulary.size, found),
    cueOf: Uint16Array.from(cueOf),
    quote: (phrase) =>
      trie
        .path(endOf[phrase]!)
        .filter((word) => word >= ANY_WORD)
        .slice(0, 3)
        .map((word) => names[word - FIRST_WORD] ?? "…")
        .join(" "),
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

type Step = (node: number, word: number) => number;

function createFinder(step: Step, phraseAt: ReadonlyMap<number, number>, words: number, found: { length: number }) {
  const last = Math.max(...phraseAt.keys());
  const phrases = Int32Array.from({ length: last + 1 }, (_, node) => phraseAt.get(node) ?? -1);
  const wild = Int32Array.from({ length: last + 1 }, (_, node) => step(node, ANY_WORD));
  // Most words start nothing, so the first step is looked up straight by the word.
  const anywhere = Int32Array.from({ length: words }, (_, word) => step(ANYWHERE, word));
  const atOpenings = Int32Array.from({ length: words }, (_, word) => step(AT_OPENINGS, word));
  let best = -1;

  function walk(text: Uint16Array, i: number, from: number, already: number): void {
    let node = from;
    for (let depth = already; node !== 0; depth++) {
      if (depth > found.length && phrases[node]! >= 0) {
        best = phrases[node]!;
        found.length = depth;
      }
      const word = text[i + depth]!;
      if (wild[node] !== 0 && (word === UNKNOWN || word >= NUMBER)) walk(text, i, wild[node]!, depth + 1);
      // Nothing stands after the end of a sentence, and a word that is not ours in no phrase.
      node = word === UNKNOWN ? 0 : step(node, word);
    }
  }

  return (text: Uint16Array, i: number, opening: boolean): number => {
    const word = text[i]!;
    const [first, opener] = [anywhere[word]!, opening ? atOpenings[word]! : 0];
    best = -1;
    found.length = 0;
    if (first !== 0) walk(text, i, first, 1);
    if (opener !== 0) walk(text, i, opener, 1);
    return best;
  };
}

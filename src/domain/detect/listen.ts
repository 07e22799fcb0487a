import { type Cue, compilePhrases } from "./phrases.ts";
import { COMMA, createReader, QUESTION, type Reading, STOP } from "./words.ts";

/** The sentence of a message that speaks loudest for an ask. */
export interface Heard {
  points: number;
  /** The reason that spoke loudest for, and against, in that sentence; undefined for none. */
  for: string | undefined;
  against: string | undefined;
}

export interface Listener {
  readonly read: (text: string, start: number, end: number) => Reading;
  readonly hear: (reading: Reading) => Heard;
}

/** Words after which a sentence still opens: "ok so can you …". */
const OPENERS = `
  and but so or also ok okay yes yeah yep no hi hey hello dear all guys folks team great thanks thank you then
  just sure good right oh btw sorry now morning afternoon evening again actually alternatively otherwise
  additionally finally first second lastly next perfect please pls plz kindly not`;

/** Sentences longer than this are heard in pieces, so that a page without a full stop does not add up to an ask. */
const LONGEST = 60;

/** From so many points an ask is plain, and courtesies in its sentence do not count. */
const PLAIN_ASK = 6;

/** Hears every sentence once and keeps the loudest; a sentence's points are the sum of its cues', each counted once. */
export function createListener(cues: readonly Cue[]): Listener {
  const openers = OPENERS.trim().split(/\s+/);
  const phrases = compilePhrases(cues, openers);
  const isOpener = new Uint8Array(65536);
  for (const word of openers) isOpener[phrases.vocabulary.get(word)!] = 1;
  for (const stop of [STOP, QUESTION, COMMA]) isOpener[stop] = 1;
  const isCourtesy = Uint8Array.from(cues, (cue) => (cue.courtesy ? 1 : 0));
  const points = Int8Array.from(cues, (cue) => cue.points);
  // A reason that quotes a cue says more than "has a question mark".
  const loudness = Int8Array.from(cues, (cue) => (cue.say.includes("…") ? cue.points : cue.points / 4));
  const heardIn = new Int32Array(cues.length);
  let sentence = 0;

  function hear({ words, length }: Reading): Heard {
    let best = Number.NEGATIVE_INFINITY;
    let [bestFor, bestAgainst, loudest, quietest] = [-1, -1, -1, -1];
    let sum = 0;
    let courtesy = 0;
    let plain = false;
    let from = 0;
    let opening = true;
    sentence = (sentence + 1) | 0;
    for (let i = 0; i < length; ) {
      const phrase = phrases.find(words, i, opening);
      const last = phrase < 0 ? i : i + phrases.found.length - 1;
      if (phrase >= 0) {
        const cue = phrases.cueOf[phrase]!;
        if (heardIn[cue] !== sentence) {
          heardIn[cue] = sentence;
          const worth = points[cue]!;
          if (isCourtesy[cue]) courtesy += worth;
          else sum += worth;
          plain ||= worth >= PLAIN_ASK;
          if (worth > 0 && (loudest < 0 || loudness[cue]! > loudness[phrases.cueOf[loudest]!]!)) loudest = phrase;
          if (worth < 0 && (quietest < 0 || worth < points[phrases.cueOf[quietest]!]!)) quietest = phrase;
        }
      }
      const word = words[last]!;
      i = last + 1;
      if (word === STOP || word === QUESTION || i - from > LONGEST || i >= length) {
        const total = plain ? sum : sum + courtesy;
        if (total > best) {
          best = total;
          bestFor = loudest;
          bestAgainst = quietest;
        }
        sum = courtesy = 0;
        loudest = quietest = -1;
        plain = false;
        from = i;
        sentence = (sentence + 1) | 0;
      }
      opening = isOpener[word] === 1 && (opening || word <= COMMA);
    }
    return { points: best, for: reason(bestFor), against: reason(bestAgainst) };
  }

  const reasons: string[] = [];
  function reason(phrase: number): string | undefined {
    if (phrase < 0) return undefined;
    reasons[phrase] ??= cues[phrases.cueOf[phrase]!]!.say.replace("…", phrases.quote(phrase));
    return reasons[phrase];
  }

  return { read: createReader(phrases.vocabulary), hear };
}

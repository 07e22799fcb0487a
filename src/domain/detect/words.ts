import { APOSTROPHE, COMMA, DIGIT, IDEOGRAM, kindOf, LETTER, MARKUP, OTHER, QUESTION, STOP } from "./characters.ts";
import { skipCode, skipLink, skipMarkup } from "./left-out.ts";
import { hashOn, hashStart, hashTable, type Vocabulary } from "./vocabulary.ts";

/** A message as numbers: one for each word of ours, 0 for any other word, one for a figure, one for each stop. */
export interface Reading {
  /** Always ends in a stop. The array is used again for the next message. */
  words: Uint16Array;
  length: number;
  /** How many words, ours or not, in any script: 0 for emoji, figures and links alone. */
  spoken: number;
  asksWithMark: boolean;
}

export { COMMA, QUESTION, STOP };
export const UNKNOWN = 0;
export const NUMBER = 4;

const SMALL_H = 104;
const SMALL_W = 119;
const BACKTICK = 96;
const DOT = 46;

/**
 * Gives `read`, which takes lower-case text once, left to right. Quoted lines, code, links and mentions are left out.
 * Each character is looked at a fixed number of times, so a long message costs its length and no more.
 */
export function createReader(vocabulary: Vocabulary): (text: string, start: number, end: number) => Reading {
  const numberOf = hashTable(vocabulary);
  const reading: Reading = { words: new Uint16Array(512), length: 0, spoken: 0, asksWithMark: false };

  return function read(text, start, end) {
    if (reading.words.length < end - start + 2) reading.words = new Uint16Array(2 * (end - start) + 2);
    const { words } = reading;
    let [length, spoken, asksWithMark, codeHasEnd] = [0, 0, false, true];
    for (let i = start; i < end; ) {
      const unit = text.charCodeAt(i);
      const kind = kindOf(unit);
      if (kind === LETTER) {
        const from = i;
        if (unit === SMALL_H || unit === SMALL_W) i = skipLink(text, i, end);
        if (i > from) continue;
        let hash = hashStart;
        let inside: number = LETTER;
        for (let next = unit; ; next = text.charCodeAt(i)) {
          if (inside !== APOSTROPHE) hash = hashOn(hash, next);
          if (++i >= end) break;
          inside = kindOf(text.charCodeAt(i));
          if (inside !== LETTER && inside !== DIGIT && !(inside === APOSTROPHE && isLetter(text, i + 1))) break;
        }
        words[length++] = numberOf(hash);
        spoken++;
        // The dots of "e.g." and "a.m." end no sentence.
        if (i === from + 1 && text.charCodeAt(i) === DOT) i++;
      } else if (kind === OTHER || kind === APOSTROPHE) i++;
      else if (kind === DIGIT) {
        do i++;
        while (i < end && (kindOf(text.charCodeAt(i)) === DIGIT || isInsideNumber(text, i)));
        words[length++] = NUMBER;
      } else if (kind === IDEOGRAM) {
        words[length++] = numberOf(hashOn(hashStart, unit));
        spoken++;
        i++;
      } else {
        let mark = kind;
        const from = i;
        if (kind === MARKUP) {
          if (unit === BACKTICK && codeHasEnd) {
            const after = skipCode(text, i, end);
            codeHasEnd = after <= end;
            if (codeHasEnd) i = after;
          } else i = skipMarkup(text, i, end);
          if (i > from) continue;
          mark = text[i] === ":" ? COMMA : OTHER;
        }
        i++;
        if (mark === QUESTION) asksWithMark = true;
        if (mark !== OTHER) length = punctuate(words, length, mark);
      }
    }
    if (length === 0 || words[length - 1] === UNKNOWN || words[length - 1]! > QUESTION) words[length++] = STOP;
    reading.length = length;
    reading.spoken = spoken;
    reading.asksWithMark = asksWithMark;
    return reading;
  };
}

/** "?!", "..." and blank lines are one stop; a question mark among them wins, and a comma before a stop is lost. */
function punctuate(words: Uint16Array, length: number, mark: number): number {
  const last = length === 0 ? STOP : words[length - 1]!;
  if (last === UNKNOWN || last > COMMA) words[length] = mark;
  else if (mark === COMMA || last === QUESTION || (length === 0 && mark === STOP)) return length;
  else words[length === 0 ? 0 : --length] = mark;
  return length + 1;
}

const isLetter = (text: string, i: number) => kindOf(text.charCodeAt(i)) === LETTER;

/** The dot of "4.11", the comma of "1,000", the colon of "9:30". */
function isInsideNumber(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  return (unit === DOT || unit === 44 || unit === 58) && kindOf(text.charCodeAt(i + 1)) === DIGIT;
}

/** What a UTF-16 unit is to the reader of a message. The first few are also the numbers of the stops they make. */
export const STOP = 1;
export const QUESTION = 2;
export const COMMA = 3;
export const OTHER = 0;
export const LETTER = 10;
/** A character that counts as a word by itself, as in scripts that put no spaces between words. */
export const IDEOGRAM = 11;
export const APOSTROPHE = 12;
export const DIGIT = 13;
/** Where something to leave out may begin: `>` quotes, `<` links and mentions, `&` for both, code, `:emoji:`. */
export const MARKUP = 14;

const MARKS: readonly [characters: string, kind: number][] = [
  [".!;。！;…\n\r۔।", STOP],
  ["?？؟⁇⸮", QUESTION],
  [",，、،：()–—", COMMA],
  ["'’´", APOSTROPHE],
  ["<>&`:", MARKUP],
  ["¿", IDEOGRAM],
];

const UNSEEN = 255;
const kinds = new Uint8Array(65536).fill(UNSEEN);
for (const [characters, kind] of MARKS) for (const character of characters) kinds[character.charCodeAt(0)] = kind;

/** The kind of a UTF-16 unit, as `charCodeAt` gives it; `OTHER` past the end of the text. */
export function kindOf(unit: number): number {
  const kind = kinds[unit];
  if (kind !== UNSEEN) return kind ?? OTHER;
  // Worked out when first met: most of the table's scripts never come up.
  kinds[unit] = classify(String.fromCharCode(unit));
  return kinds[unit]!;
}

function classify(character: string): number {
  if (/[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(character)) return IDEOGRAM;
  if (/[\p{L}\p{M}]/u.test(character)) return LETTER;
  return /\p{Nd}/u.test(character) ? DIGIT : OTHER;
}

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

/** The kind of each of the 65,536 units. */
export const kinds = classify();

function classify(): Uint8Array {
  const table = new Uint8Array(65536);
  for (let unit = 0; unit < 65536; unit++) {
    const character = String.fromCharCode(unit);
    if (/[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(character)) table[unit] = IDEOGRAM;
    else if (/[\p{L}\p{M}]/u.test(character)) table[unit] = LETTER;
    else if (/\p{Nd}/u.test(character)) table[unit] = DIGIT;
  }
  for (const [characters, kind] of MARKS) for (const character of characters) table[character.charCodeAt(0)] = kind;
  return table;
}

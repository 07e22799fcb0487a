import { COMPANY_FORMS, GENERIC, HONORIFICS, JOINING } from "./words-of-names.ts";

/** A word as it is compared, and whether it was written with a capital. */
export interface Word {
  readonly word: string;
  readonly capital: boolean;
}

/** A name taken apart; of nothing but signs there are no words. */
export interface Name {
  /** Without company forms, titles and joining words. */
  readonly core: readonly string[];
  /** The same before single letters are joined. */
  readonly spelt: readonly string[];
  /** Without what many companies are called besides. */
  readonly own: readonly string[];
  /** Two to four words that could be given names and a surname. */
  readonly isPerson: boolean;
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** No case, no accents. */
const folded = (word: string): string =>
  word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]!);

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|'(?=\p{L}))*|[&+]/gu;

/** The words of a text, in order: "O'Brien's" is obrien, "&" is and; wide and joined letters are ordinary ones. */
export function wordsOf(text: string): Word[] {
  const plain = text
    .replace(/[’ʼ`´]/g, "'")
    .normalize("NFKD")
    .replaceAll("ʼ", "'");
  return Array.from(plain.matchAll(WORD), ([found]) => {
    if (found === "&" || found === "+") return { word: "and", capital: false };
    const bare = found.replace(/'s$/i, "").replaceAll("'", "");
    return { word: folded(bare), capital: /^\p{Lu}|^\p{Lt}/u.test(found) };
  }).filter(({ word }) => word !== "");
}

/** A name as it is compared with another. */
export function nameOf(typed: string): Name {
  const words = wordsOf(inOrder(typed)).map(({ word }) => word);
  const bare = formless(words);
  const joined = withoutSome(bare, (word) => JOINING.has(word));
  const spelt = withoutSome(joined, (word) => HONORIFICS.has(word));
  const core = lettersJoined(spelt);
  const own = withoutSome(core, (word) => GENERIC.has(word));
  const letters = (word: string) => /^\p{L}+$/u.test(word);
  const isCompany = own.length < core.length || bare.length < words.length || words.some((word) => JOINING.has(word));
  const isPerson = !isCompany && core.length > 1 && core.length < 5 && core.every(letters) && core.at(-1)!.length > 1;
  return { core, spelt, own, isPerson };
}

/** "Smith, John" is John Smith; "Acme, Inc." is no person's name the other way round. */
function inOrder(typed: string): string {
  const parts = typed
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const [last = "", first = ""] = parts;
  if (parts.length !== 2 || /[&+]|\band\b/i.test(typed)) return typed;
  const begin = wordsOf(first).map(({ word }) => word);
  const isForm =
    begin.length === 0 ||
    COMPANY_FORMS.has(begin.join("")) ||
    begin.every((word) => COMPANY_FORMS.has(word) || HONORIFICS.has(word));
  return isForm || wordsOf(last).length > 2 || begin.length > 3 ? typed : `${first} ${last}`;
}

/** Where nothing would be left, it stays as it is. */
function withoutSome(words: readonly string[], out: (word: string) => boolean): readonly string[] {
  const left = words.filter((word) => !out(word));
  return left.length > 0 ? left : words;
}

/** Without the forms at its end: "Acme S. A. R. L." is acme. */
function formless(words: readonly string[]): readonly string[] {
  for (let n = 1; n <= 4 && n < words.length; n++) {
    const end = words.slice(-n);
    if (n > 1 && end.some((word) => word.length > 2)) break;
    if (COMPANY_FORMS.has(end.join(""))) return formless(words.slice(0, -n));
    // "GmbH & Co. KG".
    if (JOINING.has(words.at(-1)!)) return formless(words.slice(0, -1));
  }
  return words;
}

/** Three single letters and more are a word of their own, and so are two where there is nothing else: "I. B. M.", "B.P.". */
function lettersJoined(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let i = 0; i < words.length; ) {
    let end = i;
    while (end < words.length && words[end]!.length === 1 && /\p{L}/u.test(words[end]!)) end++;
    const run = words.slice(i, end);
    if (run.length >= 3 || (run.length === 2 && words.length === 2)) joined.push(run.join(""));
    else joined.push(...(run.length > 0 ? run : [words[i]!]));
    i = run.length > 0 ? end : i + 1;
  }
  return joined;
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAlike, similarity, THRESHOLD } from "../../../src/domain/conflicts/alike.ts";
import { nameOf } from "../../../src/domain/conflicts/names.ts";

const alike = (a: string, b: string) => isAlike(nameOf(a), nameOf(b));

const MAY_BE_ONE: readonly (readonly [string, string, string])[] = [
  ["case", "ACME", "Acme"],
  ["accents", "Société Générale", "Societe Generale"],
  ["accents", "Müller GmbH", "Muller"],
  ["letters of other alphabets", "Straße AG", "Strasse"],
  ["wide letters", "Ｂｅｔａ", "Beta"],
  ["punctuation", "Coca-Cola", "Coca Cola"],
  ["one word or two", "Wal-Mart Stores", "Walmart Stores"],
  ["apostrophes", "O’Brien Foods", "OBrien Foods"],
  ["and", "Smith & Jones", "Smith and Jones"],
  ["and", "Smith + Jones", "Smith Jones"],
  ["and", "Schmidt und Söhne", "Schmidt & Soehne".replace("oe", "ö")],
  ["the", "The Beta Company", "Beta"],
  ["company forms", "Beta LLC", "Beta, Inc."],
  ["company forms", "Beta L.L.C.", "Beta"],
  ["company forms", "Beta S.A.", "Beta"],
  ["company forms", "Beta S. à r. l.", "Beta"],
  ["company forms", "Beta GmbH & Co. KG", "Beta"],
  ["company forms", "Beta Pty Ltd", "Beta B.V."],
  ["company forms", "Beta PLC", "Beta Limited"],
  ["company forms", "Beta sp. z o.o.", "Beta"],
  ["what many are called besides", "Beta Industries", "Beta"],
  ["what many are called besides", "Beta Holdings Ltd", "Beta Group"],
  ["initials of companies", "I.B.M.", "IBM"],
  ["initials of companies", "B.P.", "BP plc"],
  ["order", "Smith, John", "John Smith"],
  ["order", "Smith John", "John Smith"],
  ["order", "Smith, J. R.", "John Robert Smith"],
  ["titles", "Dr. John Smith, Esq.", "John Smith"],
  ["titles", "Mrs Jane Doe", "Jane Doe"],
  ["initials", "J. R. Smith", "John Robert Smith"],
  ["initials", "J. Smith", "John Robert Smith"],
  ["initials", "John R. Smith", "John Smith"],
  ["initials", "John Robert Smith", "John Smith"],
  ["short forms", "Bob Smith", "Robert Smith"],
  ["short forms", "Bill Gatesby", "William H. Gatesby"],
  ["a slip", "Globbex", "Globex"],
  ["a slip", "Microsft", "Microsoft"],
  ["a slip", "Anderson", "Andersen"],
  ["a slip", "Barclay", "Barclays"],
  ["a slip", "Jon Smith", "John Smith"],
  ["a slip", "Northwind Tradres", "Northwind Traders"],
  ["a slip", "Schwarzenberger", "Schwartzenberger"],
  ["other scripts", "Газпром", "ГАЗПРОМ"],
  ["other scripts", "北京公司", "北京公司"],
];

const MUST_NOT: readonly (readonly [string, string])[] = [
  ["Acme", "Apex"],
  ["Acme Bank", "Apex Bank"],
  ["Axa", "Axis"],
  ["Beta", "Delta"],
  ["Beta Industries", "Gamma Industries"],
  ["Beta Holdings Ltd", "Gamma Holdings Ltd"],
  ["John Smith", "Jane Smith"],
  ["J. Smith", "Robert Smith"],
  ["John Smith", "John Smythson"],
  ["John R. Smith", "John T. Smith"],
  ["Globex", "Initech"],
  ["First National Bank", "First Federal Bank"],
  ["Bank of America", "Bank of Ireland"],
  ["University of Exeter", "University of Essex"],
  ["Holdings Ltd", "Acme"],
  ["Ltd", "Inc"],
  ["Smith & Jones", "Smith & Wesson"],
  ["Dana Reed", "Dana Example"],
  ["Hooli", "Holly"],
  ["Carlson", "Carlton"],
  ["???", "???"],
];

describe("names that may be one", () => {
  test.each(MAY_BE_ONE)("%s: %s and %s", (_, a, b) => {
    expect([alike(a, b), alike(b, a)]).toEqual([true, true]);
  });
});

describe("names that are two", () => {
  test.each(MUST_NOT)("%s and %s", (a, b) => {
    expect([alike(a, b), alike(b, a)]).toEqual([false, false]);
  });
});

test("the threshold lies between the slips that must be found and the likeness of strangers", () => {
  const common = ([a, b]: readonly [string, string]) => similarity(nameOf(a).own, nameOf(b).own);
  const slips = MAY_BE_ONE.filter(([why]) => why === "a slip").map(([, a, b]) => common([a, b]));
  // Of several words that go together one by one the rest is judged: a word that is quite another makes them two anyhow.
  const strangers = MUST_NOT.filter(([a, b]) => a !== b && !/University|Smith/.test(a)).map(common);
  expect([Math.min(...slips), Math.max(...strangers)].map((share) => share.toFixed(2))).toEqual(["0.50", "0.46"]);
  expect(THRESHOLD).toBeLessThanOrEqual(Math.min(...slips));
  expect(THRESHOLD).toBeGreaterThan(Math.max(...strangers));
});

const word = fc.stringMatching(/^[A-Z][a-z]{1,9}$/);
const name = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" ")),
  fc.string({ maxLength: 40, unit: "grapheme" }),
);

test("it does not matter which is which", () =>
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(alike(a, b)).toBe(alike(b, a));
    }),
    { numRuns: 2_000 },
  ));

test("whatever has a word is like itself, and taking it apart a second time changes nothing", () =>
  fc.assert(
    fc.property(name, (a) => {
      const { core } = nameOf(a);
      expect(alike(a, a)).toBe(core.length > 0);
      const again = nameOf(core.join(" "));
      if (core.length > 0) expect(isAlike(again, nameOf(a))).toBe(true);
    }),
    { numRuns: 2_000 },
  ));

const accented = (s: string) => s.replace(/[aeiou]/g, (vowel) => `${vowel}\u0301`);
const COVERS: readonly ((s: string) => string)[] = [
  (s) => s.toUpperCase(),
  (s) => s.toLowerCase(),
  accented,
  (s) => `${s} Ltd.`,
  (s) => `${s}, L.L.C.`,
  (s) => `  ${s}  `,
  (s) => `"${s}"`,
  (s) => s.normalize("NFD"),
];

test("case, accents, company forms and signs change nothing, alone or together", () =>
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.subarray([...COVERS]),
      (words, others, covers) => {
        const [plain, other] = [words.join(" "), others.join(" ")];
        const covered = covers.reduce((s, cover) => cover(s), plain);
        expect(alike(covered, plain), covered).toBe(true);
        const isForm = (s: string) => nameOf(s).isPerson;
        // A company form says that it is no person: initials and given names are not looked at then.
        if (isForm(covered) === isForm(plain)) expect(alike(covered, other), covered).toBe(alike(plain, other));
      },
    ),
    { numRuns: 2_000 },
  ));

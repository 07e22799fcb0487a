import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAlike } from "../../../src/domain/conflicts/alike.ts";
import { nameOf } from "../../../src/domain/conflicts/names.ts";
import { isExpected, screenOf } from "../../../src/domain/conflicts.ts";

const listed = [
  { id: 1, names: ["Beta Corporation", "Betamax"] },
  { id: 2, names: ["John Robert Smith"] },
  { id: 3, names: ["Target"] },
  { id: 4, names: ["Smith & Jones LLP"] },
  { id: 5, names: ["Société Générale S.A."] },
  { id: 6, names: ["J.P. Morgan"] },
  { id: 7, names: ["北京公司"] },
  { id: 8, names: ["Northwind Traders Ltd"] },
  { id: 9, names: ["Газпром"] },
] as const;
const screen = screenOf(listed);
const named = (text: string) => screen.within(text).map(({ id }) => id);

describe("who is named in a message", () => {
  test.each<[string, readonly number[]]>([
    ["Has Beta answered yet?", [1]],
    ["Has Beta Corp. answered yet?", [1]],
    ["we met BETA's people", [1]],
    ["betamax called again", [1]],
    ["Has somebody of betamax called?", [1]],
    ["any news of beta?", [1]],
    ["Please see the attached. Mr. John Smith signed it.", [2]],
    ["I spoke to J. R. Smith.", [2]],
    ["I spoke to J. Smith.", [2]],
    ["Smith, John is on the list", [2]],
    ["John R Smith, and his brother", [2]],
    ["Ask Target for it.", [3]],
    ["Smith and Jones wrote to us", [4]],
    ["smith + jones wrote to us", [4]],
    ["The letter of Societe Generale", [5]],
    ["JP Morgan wants an answer", [6]],
    ["J. P. Morgan wants an answer", [6]],
    ["我们见了北京公司的人", [7]],
    ["Northwind Tradres has filed", [8]],
    ["Позвонили из Газпром", [9]],
    ["Beta and Target", [1, 3]],
  ])("%s", (text, ids) => expect(named(text).toSorted()).toEqual(ids));

  test.each([
    "When is our reply brief due?",
    "Is the target date still Friday?",
    "We did the beta test on Monday",
    "Alphabet has nothing to do with it",
    "It's a Smith thing",
    "John Jones and Robert Smith",
    "Jane Smith signed",
    "Smithson and Jonesy",
    "Morgan called",
    "The Northwind is cold",
    "",
    "!?!",
  ])("nobody in: %s", (text) => expect(named(text)).toEqual([]));
});

describe("whose name is like it, or a part of it", () => {
  test.each<[string, readonly number[]]>([
    ["Acme v. Beta", [1]],
    ["acme-v-beta", [1]],
    ["Beta Holdings", [1]],
    ["Bob Smith", []],
    ["Jon Smith", []],
    ["Smith & Jones", [4]],
    ["ext-target-2026", [3]],
    ["Northwind", [8]],
    ["Northwnd Traders", [8]],
  ])("%s", (name, ids) => expect(screen.like(name).map(({ id }) => id)).toEqual(ids));
});

const word = fc.constantFrom(
  "Acme",
  "Beta",
  "Smith",
  "John",
  "J.",
  "Bank",
  "of",
  "Ireland",
  "Holdings",
  "Ltd",
  "IBM",
  "X",
  "Müller",
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));

test("the index finds whoever is alike: none is lost for being looked up", () =>
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), name, (names, asked) => {
      const found = screenOf(names.map((one, id) => ({ id, names: [one] }))).like(asked);
      const alike = names.flatMap((one, id) => (isAlike(nameOf(one), nameOf(asked)) ? [id] : []));
      expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(alike));
    }),
    { numRuns: 500 },
  ));

test("whoever is listed is found by the very name, in a sentence, whatever is listed beside", () =>
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), fc.nat(), (names, nth) => {
      const id = nth % names.length;
      const found = screenOf(names.map((one, i) => ({ id: i, names: [one] }))).within(`We met ${names[id]} today.`);
      expect(found.map((one) => one.id)).toContain(id);
    }),
    { numRuns: 500 },
  ));

test("against whom a client is, is spoken of in the client's own matters; elsewhere it is news", () => {
  const beta = { clientId: 7, matterId: null };
  const at = (subject: "client" | "matter" | "contact" | "channel", clientId: number | null) =>
    isExpected(beta, { subject, clientId });
  expect([at("matter", 7), at("channel", 7), at("client", 7)]).toEqual([true, true, true]);
  expect([at("matter", 8), at("channel", null), at("client", 8), at("contact", 7)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(isExpected({ clientId: null, matterId: null }, { subject: "channel", clientId: null })).toBe(false);
});

test("ten thousand names cost a message less than a millisecond", () => {
  const syllables = ["ba", "ren", "to", "lis", "mar", "qui", "dor", "fen", "hal", "vex", "nor", "sti"];
  const made = (i: number) =>
    [0, 1, 2].map((n) => syllables[Math.floor(i / syllables.length ** n) % syllables.length]).join("");
  const capital = (s: string) => s[0]!.toUpperCase() + s.slice(1);
  const many = screenOf(
    Array.from({ length: 10_000 }, (_, i) => ({
      id: i,
      names: [
        i % 2
          ? `${capital(made(i))} ${capital(made(i * 7 + 1))} Ltd`
          : `${capital(made(i * 3))} ${capital(made(i + 5))} ${capital(made(i))}`,
      ],
    })),
  );
  const text =
    `Dear all, when is our reply brief due? We heard from ${capital(made(77))} ${capital(made(540))} that the closing
    may move. Please let us know whether the board needs to meet before, and which documents are outstanding. `.repeat(
      2,
    );
  const laps = Array.from({ length: 200 }, () => {
    const from = performance.now();
    many.within(text);
    return performance.now() - from;
  }).sort((a, b) => a - b);
  expect(many.within(text).length).toBeGreaterThan(0);
  expect(laps[100]).toBeLessThan(1);
});

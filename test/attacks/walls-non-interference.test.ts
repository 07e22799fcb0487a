import fc from "fast-check";
import { expect, test } from "vitest";
import { freshStore, type Kind } from "../database.ts";
import { type Case, whatIsTold } from "./two-firms.ts";

const people = ["UKIM", "UANA", "UBEN", "ULEE", "UPAT", "UASH"] as const;
const subjects = [
  ["Acme", null],
  ["Acme", "Acme v. Beta"],
  ["Globex", null],
  ["Globex", "lease"],
  ["Initech", "share plan"],
  ["Initech", "Project Alder"],
] as const;

const ASKS = [
  "When is our reply brief due?",
  "Can we sublet the third floor?",
  "The signed order, if you have it.",
  "Thank you!",
];
const REPLIES = ["It is due on 2 February.", "Let me look into it.", "You will have it by Thursday."];

const voices = [
  ...["UDANA", "UEVE"].map((by) => ({ channel: "CACME", by, texts: ASKS })),
  { channel: "CGLOBEX", by: "USAM", texts: ASKS },
  { channel: "CINITECH", by: "UBEN", texts: ["Initech wants to know whether the options can vest early."] },
  { channel: "CALDER", by: "UPAT", texts: ["Initech asks whether the Alder filing is ready?"] },
  { channel: "CACME", by: "UKIM", texts: REPLIES },
  { channel: "CGLOBEX", by: "UANA", texts: REPLIES },
];
const posts = (most: number, until: number) =>
  fc.uniqueArray(
    fc.constantFrom(...voices).chain(({ channel, by, texts }) =>
      fc.record({
        channel: fc.constant(channel),
        by: fc.constant(by),
        text: fc.constantFrom(...texts),
        minute: fc.integer({ min: 1, max: until }),
      }),
    ),
    { maxLength: most, selector: (p) => p.minute },
  );

const cases: fc.Arbitrary<Case> = fc.record({
  posts: posts(9, 170),
  logged: fc.uniqueArray(
    fc.record({
      client: fc.constantFrom("Acme", "Globex", "Initech"),
      matter: fc.constantFrom("", "lease", "Acme v. Beta", "share plan"),
      minute: fc.integer({ min: 1, max: 170 }),
    }),
    { maxLength: 3, selector: (l) => l.minute },
  ),
  partners: fc.subarray([...people]),
  leave: fc.option(fc.record({ who: fc.constantFrom(...people), delegate: fc.constantFrom(...people) }), {
    nil: undefined,
  }),
  viewer: fc.constantFrom(...people),
  walls: fc.array(
    fc.record({
      of: fc.constantFrom(...subjects),
      kind: fc.constantFrom("screened" as const, "need to know" as const),
      people: fc.subarray([...people], { maxLength: 3 }),
      groups: fc.subarray(["Litigation", "Corporate"], { maxLength: 1 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  later: posts(5, 600),
});

/** More, for whoever looks longer. */
/** The same firms in every run, unless asked for others: `WALLED_SEED=random`, or a seed that failed once. */
const SEED = process.env.WALLED_SEED === "random" ? undefined : Number(process.env.WALLED_SEED ?? 2026);
const RUNS = process.env.WALLED_FIRMS ? Number(process.env.WALLED_FIRMS) : undefined;

async function holds(kind: Kind, runs: number) {
  let outside = 0;
  let compared = 0;
  const open = () => freshStore(kind);
  await fc.assert(
    fc.asyncProperty(cases, async (of) => {
      const told = await whatIsTold(open, of, false);
      const without = await whatIsTold(open, of, true);
      const first = told.findIndex((line, i) => line !== without[i]);
      if (first >= 0) throw new Error(`With walls:\n${told[first]}\nWithout what is walled:\n${without[first]}`);
      expect(told).toHaveLength(without.length);
      compared += told.length;
      outside += 1;
    }),
    { numRuns: runs, endOnFailure: true, seed: SEED },
  );
  expect([outside >= runs, compared > 100 * runs]).toEqual([true, true]);
}

test(
  "whoever is outside is told, to the last byte, what a firm without the walled matters would tell them",
  { timeout: 1_200_000 },
  () => holds("embedded", RUNS ?? 5),
);

test("and so on PostgreSQL", { timeout: 1_200_000 }, () => holds("postgresql", RUNS ?? 2));

test("there is something to hide: who is inside is told of it", { timeout: 120_000 }, async () => {
  const of: Case = {
    posts: [{ channel: "CACME", by: "UDANA", text: ASKS[0]!, minute: 20 }],
    logged: [],
    partners: ["UKIM"],
    viewer: "UBEN",
    walls: [{ of: ["Acme", "Acme v. Beta"], kind: "screened", people: ["UKIM"], groups: [] }],
    later: [],
  };
  const open = () => freshStore("embedded");
  const inside = (await whatIsTold(open, of, false)).join("\n");
  const outside = (await whatIsTold(open, { ...of, viewer: "UKIM" }, false)).join("\n");
  expect(inside).toContain("Acme v. Beta");
  expect(inside).toMatch(/Overdue by|Due /);
  expect(outside).not.toMatch(/show 1 →.*"Acme/);
});

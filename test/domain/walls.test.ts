import { describe, expect, test } from "vitest";
import { parseCommand } from "../../src/domain/command.ts";
import { mayKeep, seesWithin, type Wall } from "../../src/domain/walls.ts";

const [kim, ana, ben] = [1, 2, 3];
const [tax, litigation] = [10, 11];
const groupsOf = (id: number) => new Set(id === ben ? [tax] : []);
const wall = (more: Partial<Wall>): Wall => ({
  ...{ kind: "screened", clientId: 1, matterId: 7, personIds: [kim], groupIds: [] },
  ...more,
});
const sees = (walls: readonly Wall[], person: number, clientId: number | null, matterId: number | null) =>
  seesWithin(walls, groupsOf)(person, { clientId, matterId });

describe("who is inside", () => {
  test("whoever is screened is out, with the groups that are; everyone else is in", () => {
    const walls = [wall({ groupIds: [tax] })];
    expect([kim, ana, ben].map((one) => sees(walls, one, 1, 7))).toEqual([false, true, false]);
  });

  test("where few need to know, they alone are in", () => {
    const walls = [wall({ kind: "need to know", groupIds: [tax] })];
    expect([kim, ana, ben].map((one) => sees(walls, one, 1, 7))).toEqual([true, false, true]);
    expect(sees([wall({ kind: "need to know", personIds: [], groupIds: [litigation] })], ben, 1, 7)).toBe(false);
  });

  test("a wall is around its matter, and one around a client around all that is theirs, whatever the matter", () => {
    expect([sees([wall({})], kim, 1, 8), sees([wall({})], kim, 1, null), sees([wall({})], kim, null, null)]).toEqual([
      true,
      true,
      true,
    ]);
    const client = [wall({ matterId: null })];
    expect([7, 8, null].map((matter) => sees(client, kim, 1, matter))).toEqual([false, false, false]);
    expect(sees(client, kim, 2, 9)).toBe(true);
  });

  test("of several walls one must be inside each", () => {
    const walls = [wall({ kind: "need to know", personIds: [kim, ana] }), wall({ personIds: [ana] })];
    expect([kim, ana, ben].map((one) => sees(walls, one, 1, 7))).toEqual([true, false, false]);
  });

  test("a risk officer tends what few need to know without being one of them, and nothing that they are screened from", () => {
    expect(mayKeep(wall({ kind: "need to know" }), ana, groupsOf(ana))).toBe(true);
    expect(mayKeep(wall({}), ana, groupsOf(ana))).toBe(true);
    expect(mayKeep(wall({}), kim, groupsOf(kim))).toBe(false);
    expect(mayKeep(wall({ personIds: [], groupIds: [tax] }), ben, groupsOf(ben))).toBe(false);
  });
});

describe("what is typed", () => {
  const read = (text: string) => parseCommand(text, { zone: "America/New_York", now: 0 });
  test.each([
    ['wall "Acme v. Beta" from Kim because she acted for Beta', "screened", "Acme v. Beta", ["Kim"]],
    ["wall Acme only Kim, Ana and Tax because it is not announced", "need to know", "Acme", ["Kim", "Ana", "Tax"]],
    [
      'wall off "Globex, lease" from @Kim Park, and Tax because: landlord',
      "screened",
      "Globex, lease",
      ["Kim Park", "Tax"],
    ],
  ])("%s", (text, kind, subject, people) => {
    expect(read(text)).toMatchObject({ do: "wall", kind, subject, people });
  });

  test("a wall says for whom, and why", () => {
    for (const text of ["wall", "wall Acme", 'wall "Acme" from Kim', "wall Acme only because so"])
      expect(read(text)).toMatchObject({ do: "misunderstood" });
  });

  test("a wall is lifted by its number", () => {
    expect([read("lift 3"), read("lift wall 3"), read("walls all")]).toEqual([
      { do: "lift", id: 3 },
      { do: "lift", id: 3 },
      { do: "walls", all: true },
    ]);
  });

  test.each([
    ['hold "Acme v. Beta" because it is in court', { do: "hold", subject: "Acme v. Beta", because: "it is in court" }],
    ["hold on Acme because: an audit", { do: "hold", subject: "Acme", because: "an audit" }],
    ["release hold 3", { do: "release", id: 3 }],
    ["holds all", { do: "holds", all: true }],
    ["keep", { do: "keep" }],
    ["keep words 18 months", { do: "keep", rule: { kind: "words", days: 558, really: false } }],
    ["keep Sent for good Acme", { do: "keep", rule: { kind: "sent", days: null, client: "Acme", really: false } }],
    [
      'keep people of "Good & Sons" nothing really',
      { do: "keep", rule: { kind: "people", days: 0, client: "Good & Sons", really: true } },
    ],
    [
      "retention words 7 years for Acme",
      { do: "keep", rule: { kind: "words", days: 2562, client: "Acme", really: false } },
    ],
  ])("%s", (text, meant) => expect(read(text)).toEqual(meant));

  test("a hold says on what, and why; a rule what is kept, and how long", () => {
    for (const text of [
      "hold",
      "hold Acme",
      "hold because so",
      "release",
      "release Acme",
      "keep pictures 2 days",
      "keep words",
    ])
      expect(read(text)).toMatchObject({ do: "misunderstood" });
  });
});

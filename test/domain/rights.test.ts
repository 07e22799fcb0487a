import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActingPerson, Actor, Subject } from "../../src/domain/rights/capacities.ts";
import { lastResort, partnersOver, type Told } from "../../src/domain/rights/circles.ts";
import { decide, isAllowed, RIGHTS, type Right } from "../../src/domain/rights.ts";

const LITIGATION = 1;
const TAX = 2;
const OWNER = 10;
const none = { memberOf: [], leads: [], partnerOf: [], riskOfficer: false, admin: false };
const person = (id: number, roles: Partial<ActingPerson["roles"]> = {}, covers: number[] = []): ActingPerson => ({
  id,
  roles: { ...none, ...roles },
  covers,
});

// An inquiry of Litigation, owed by its owner; beside it what is nobody's own.
const inquiry: Subject = {
  inquiry: 1,
  client: 3,
  groups: [LITIGATION],
  owner: OWNER,
  responsible: [20],
  walled: false,
};

/** Everyone whom the firm could have, each with what they may do about somebody else's inquiry. */
const everyone = {
  "a lawyer of another group": person(30, { memberOf: [TAX] }),
  "a lawyer of no group": person(31),
  "its owner": person(OWNER, { memberOf: [TAX] }),
  "who stands in for its owner": person(32, {}, [OWNER]),
  "who stands in for somebody else": person(33, {}, [30]),
  "the responsible lawyer": person(20),
  "a lawyer of its group": person(34, { memberOf: [LITIGATION] }),
  "its group's lead": person(35, { leads: [LITIGATION] }),
  "another group's lead": person(36, { leads: [TAX], memberOf: [TAX] }),
  "a partner of its group": person(37, { partnerOf: [LITIGATION] }),
  "a partner of another group": person(38, { partnerOf: [TAX] }),
  "a partner of the firm": person(39, { partnerOf: "the firm" }),
  "the risk officer": person(40, { riskOfficer: true }),
  "an admin": person(41, { admin: true }),
} satisfies Record<string, Actor>;
type Somebody = keyof typeof everyone;

const INVOLVED: readonly Somebody[] = [
  "its owner",
  "who stands in for its owner",
  "the responsible lawyer",
  "a lawyer of its group",
  "its group's lead",
  "a partner of its group",
  "a partner of the firm",
];
const ALL = Object.keys(everyone) as Somebody[];
const but = (some: readonly Somebody[], ...gone: Somebody[]) => some.filter((one) => !gone.includes(one));

/** Written out by hand, and not drawn from the table that it checks. */
const EXPECTED: Record<Right, readonly Somebody[]> = {
  see: INVOLVED,
  take: INVOLVED,
  work: INVOLVED,
  track: INVOLVED,
  "hand on": but(INVOLVED, "a lawyer of its group"),
  own: ALL,
  "name client": ALL,
  "log contact": ALL,
  "see roles": ALL,
  "say what it answers": [],
  "see to oneself": [],
  "say whose channel": [
    "the responsible lawyer",
    "its group's lead",
    "a partner of its group",
    "a partner of the firm",
    "an admin",
  ],
  "read figures": ["a partner of its group", "a partner of the firm"],
  "set up": ["an admin"],
  "link people": ["an admin"],
  "grant roles": ["an admin"],
  "let go": ["an admin"],
  "keep walls": ["the risk officer"],
  "ask about conflicts": ["its group's lead", "a partner of its group", "a partner of the firm", "the risk officer"],
  "clear conflicts": ["the risk officer"],
  "read audit": ["the risk officer"],
};

const rights = Object.keys(RIGHTS) as Right[];
const may = (who: Actor, right: Right, what: Subject) => isAllowed(decide(who, right, what));

describe("each role and each right, about an inquiry of a group", () => {
  test.each(rights)("%s", (right) => {
    expect(ALL.filter((one) => may(everyone[one], right, inquiry))).toEqual(EXPECTED[right]);
  });
});

describe("an outsider", () => {
  test.each(rights)("has no right to %s, whatever it is about", (right) => {
    for (const what of [inquiry, { ...inquiry, groups: [], person: 1, inChannel: true }, { ...inquiry, walled: true }])
      expect(decide({ outsider: true }, right, what)).toEqual({ refused: "outside" });
  });
});

describe("what is walled off", () => {
  test.each(rights)("is not there for anybody, to %s", (right) => {
    for (const one of ALL)
      for (const groups of [[], [LITIGATION]])
        expect(
          decide(everyone[one], right, { ...inquiry, groups, walled: true, inChannel: true, person: everyone[one].id }),
        ).toEqual({ notThere: true });
  });
});

test("what is of no group is the whole firm's: a firm without groups covers for one another", () => {
  for (const right of ["see", "take", "work", "hand on", "track"] as const)
    for (const one of ALL) expect(may(everyone[one], right, { ...inquiry, groups: [] })).toBe(true);
});

test("whoever is in the client's channel may see to what is asked there, and hands on only what is theirs", () => {
  const here = { ...inquiry, inChannel: true };
  const lawyer = everyone["a lawyer of another group"];
  for (const right of ["see", "take", "work", "track", "say whose channel"] as const)
    expect(may(lawyer, right, here)).toBe(true);
  expect(decide(lawyer, "hand on", here)).toEqual({ refused: "not theirs" });
});

test("what nobody of the group owns, anyone of the group may hand on", () => {
  const nobodys = { ...inquiry, owner: undefined };
  expect(may(everyone["a lawyer of its group"], "hand on", nobodys)).toBe(true);
  expect(may(everyone["a lawyer of another group"], "hand on", nobodys)).toBe(false);
});

test("to stand in for the responsible lawyer is as good as for the owner", () => {
  expect(may(person(33, {}, [20]), "see", inquiry)).toBe(true);
});

test("one's own is one's own alone", () => {
  for (const right of ["see to oneself", "say what it answers"] as const) {
    expect(may(person(7), right, { groups: [], responsible: [], person: 7, walled: false })).toBe(true);
    expect(decide(person(7), right, { groups: [], responsible: [], person: 8, walled: false })).toHaveProperty(
      "refused",
    );
  }
});

describe("who is told of what nobody else answers for", () => {
  const p = (id: number, more: Partial<Told> = {}): Told => ({
    ...{ id, isPartner: false, isAdmin: false, leads: [], memberOf: [], partnerOf: [], ...more },
  });
  const admin = p(1, { isAdmin: true });
  const colleague = p(2, { memberOf: [LITIGATION] });
  const partner = p(3, { isPartner: true });
  const ofGroup = p(4, { partnerOf: [LITIGATION] });

  test.each<[string, Told[], number | null, number[]]>([
    ["the admins, of what is of no group", [admin, colleague, partner], null, [1]],
    ["an admin who belongs to the group", [p(1, { isAdmin: true, memberOf: [LITIGATION] }), partner], LITIGATION, [1]],
    ["an admin who leads it", [p(1, { isAdmin: true, leads: [LITIGATION] }), partner], LITIGATION, [1]],
    ["no other admin: a partner of the group", [admin, colleague, partner, ofGroup], LITIGATION, [4]],
    ["or of the firm", [admin, colleague, partner], LITIGATION, [3]],
    ["or whoever belongs to it", [admin, colleague], LITIGATION, [2]],
    ["or nobody", [admin, p(5, { memberOf: [TAX] })], LITIGATION, []],
  ])("%s", (_who, everyone, group, told) => expect(lastResort(everyone, group)).toEqual(told));

  test("partners watch over their own group, and those of the firm over what has none of its own", () => {
    const inGroup = p(6, { isPartner: true, memberOf: [LITIGATION] });
    expect(partnersOver([partner, ofGroup, inGroup], LITIGATION)).toEqual([4, 6]);
    expect(partnersOver([partner, ofGroup], TAX)).toEqual([3]);
    expect(partnersOver([partner, ofGroup], null)).toEqual([3]);
  });
});

test("a refusal says why in a fixed word", () => {
  const lawyer = everyone["a lawyer of another group"];
  expect(decide(lawyer, "see", inquiry)).toEqual({ refused: "not theirs" });
  expect(decide(lawyer, "set up", inquiry)).toEqual({ refused: "for admins" });
  expect(decide(lawyer, "keep walls", inquiry)).toEqual({ refused: "for risk officers" });
  expect(decide(lawyer, "read figures", inquiry)).toEqual({ refused: "for partners" });
  expect(decide(lawyer, "say what it answers", inquiry)).toEqual({ refused: "for its writer" });
});

describe("whatever the firm looks like", () => {
  const ids = fc.integer({ min: 1, max: 4 });
  const some = fc.uniqueArray(ids, { maxLength: 3 });
  const actor = fc.record({
    id: ids,
    covers: some,
    roles: fc.record({
      memberOf: some,
      leads: some,
      partnerOf: fc.oneof(fc.constant("the firm" as const), some),
      riskOfficer: fc.boolean(),
      admin: fc.boolean(),
    }),
  });
  const subject = fc.record({
    groups: some,
    responsible: some,
    owner: fc.option(ids, { nil: undefined }),
    person: fc.option(ids, { nil: undefined }),
    inChannel: fc.boolean(),
    walled: fc.boolean(),
  });
  const right = fc.constantFrom(...rights);

  test("to be admin or risk officer opens nothing about an inquiry", () => {
    fc.assert(
      fc.property(actor, subject, (who, what) => {
        for (const one of ["see", "take", "work", "hand on", "track"] as const) {
          const plain = { ...who, roles: { ...who.roles, admin: false, riskOfficer: false } };
          expect(may(who, one, what)).toBe(may(plain, one, what));
        }
      }),
    );
  });

  test("one more role never takes a right away", () => {
    fc.assert(
      fc.property(actor, subject, right, (who, what, one) => {
        if (!may(who, one, what)) return;
        const more = { ...who.roles, partnerOf: "the firm" as const, admin: true, riskOfficer: true };
        expect(may({ ...who, roles: more }, one, what)).toBe(true);
      }),
    );
  });

  test("who may hand something on, or take it, may see it", () => {
    fc.assert(
      fc.property(actor, subject, (who, what) => {
        for (const one of ["take", "work", "hand on", "track"] as const)
          if (may(who, one, what)) expect(may(who, "see", what)).toBe(true);
      }),
    );
  });
});

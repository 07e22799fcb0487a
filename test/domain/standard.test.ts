import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contradictions,
  defaultSource,
  defaultTargets,
  type Standard,
  standardFor,
} from "../../src/domain/standard.ts";
import { at } from "../../src/domain/time.ts";

const january = at("2026-01-01T00:00Z");
const march = at("2026-03-01T00:00Z");
const june = at("2026-06-01T00:00Z");
const july = at("2026-07-01T00:00Z");

let serial = 0;
const standard = (scope: Standard["scope"], answer: number | undefined, more: Partial<Standard> = {}): Standard => {
  const targets = answer === undefined ? { acknowledge: 60 } : { answer };
  return { id: ++serial, scope, targets, source: "firm policy", from: january, calendarId: 1, ...more };
};
const firm = standard({ of: "firm" }, 510);
const group = standard({ of: "group", id: 2 }, 400);
const client = standard({ of: "client", id: 3 }, 300, { source: "engagement letter §4" });
const matter = standard({ of: "matter", id: 4 }, 200);
const inquiry = standard({ of: "inquiry", id: 5 }, 100);
const all = [firm, matter, group, inquiry, client];
const subject = { groupId: 2, clientId: 3, matterId: 4, inquiryId: 5 };

describe("the standard that applies", () => {
  test("is the narrowest that speaks of the clock", () => {
    const answerOf = (s: typeof subject | object) => standardFor(all, s, "answer", march)?.targets.answer;
    expect(answerOf(subject)).toBe(100);
    expect(answerOf({ ...subject, inquiryId: 6 })).toBe(200);
    expect(answerOf({ groupId: 2, clientId: 3 })).toBe(300);
    expect(answerOf({ groupId: 2 })).toBe(400);
    expect(answerOf({})).toBe(510);
    expect(answerOf({ clientId: 99 })).toBe(510);
  });

  test("is looked up wider for a clock that the narrower one is silent about", () => {
    const silent = standard({ of: "client", id: 3 }, undefined);
    expect(standardFor([firm, silent], subject, "answer", march)).toBe(firm);
    expect(standardFor([firm, silent], subject, "acknowledge", march)).toBe(silent);
    expect(standardFor([firm, silent], subject, "resolve", march)).toBeUndefined();
  });

  test("holds from its first instant to just before its last", () => {
    const spring = standard({ of: "client", id: 3 }, 30, { from: march, until: june });
    const at = (t: number) => standardFor([firm, spring], subject, "answer", t);
    expect([at(march - 1), at(march), at(june - 1), at(june)]).toEqual([firm, spring, spring, firm]);
    expect(at(january - 1)).toBeUndefined();
  });

  test("of one scope is the one that took effect last", () => {
    const newer = standard({ of: "firm" }, 240, { from: march, id: 0 });
    expect(standardFor([newer, firm], {}, "answer", june)).toBe(newer);
    expect(standardFor([newer, firm], {}, "answer", march - 1)).toBe(firm);
  });

  test("does not depend on the order in which they are listed", () => {
    const many = [...all, standard({ of: "firm" }, 240, { from: march }), standard({ of: "matter", id: 4 }, 50)];
    const shuffled = fc.shuffledSubarray(many, { minLength: many.length });
    fc.assert(
      fc.property(shuffled, fc.constantFrom(january, march, june), (list, t) => {
        expect(standardFor(list, subject, "answer", t)).toBe(standardFor(many, subject, "answer", t));
        expect(standardFor(list, {}, "answer", t)).toBe(standardFor(many, {}, "answer", t));
      }),
    );
  });
});

describe("a contradiction", () => {
  const other = (more: Partial<Standard>) => standard({ of: "client", id: 3 }, 240, { source: "side letter", ...more });

  test("is two targets for one clock from the same day, and says which", () => {
    const rival = other({});
    expect(contradictions([rival, client])).toEqual([
      "Two standards for client 3 disagree about the time to answer from 2026-01-01 00:00 UTC: " +
        `standard ${client.id} (engagement letter §4) says 300 business minutes, ` +
        `standard ${rival.id} (side letter) says 240 business minutes. End one of them or give both the same target.`,
    ]);
  });

  test("is also a new target while one with a named end still holds", () => {
    expect(contradictions([other({ until: june }), { ...client, from: march }])).toHaveLength(1);
    expect(contradictions([other({ until: march }), { ...client, from: march }])).toEqual([]);
  });

  test("is not: another scope, another clock, the same target, a later one that takes over, one that never held", () => {
    expect(contradictions(all)).toEqual([]);
    expect(contradictions([client, standard({ of: "client", id: 8 }, 240)])).toEqual([]);
    expect(contradictions([client, standard({ of: "client", id: 3 }, undefined)])).toEqual([]);
    expect(contradictions([client, other({ targets: { answer: 300 } })])).toEqual([]);
    expect(contradictions([client, other({ from: march })])).toEqual([]);
    expect(contradictions([client, other({ from: march, until: july })])).toEqual([]);
    expect(contradictions([client, other({ until: january })])).toEqual([]);
    expect(contradictions([{ ...client, until: july }, other({ from: march, until: march })])).toEqual([]);
    expect(contradictions([client, client])).toEqual([]);
  });
});

test("what a firm starts with is its own choice, and says so", () => {
  expect(defaultTargets(510)).toEqual({ acknowledge: 240, answer: 510, "next answer": 510 });
  expect(defaultSource).toContain("firm policy");
  expect(defaultSource).toContain("not a rule");
});

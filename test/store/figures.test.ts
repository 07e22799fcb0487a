import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/domain/inquiry.ts";
import { nothing } from "../../src/domain/measure.ts";
import { MINUTE } from "../../src/domain/time.ts";
import { inOrder } from "../../src/domain/timeline.ts";
import { type Week, weekBefore, weekNamed } from "../../src/domain/week.ts";
import { figures, firmFigures, trend } from "../../src/store/figures.ts";
import { databases } from "../database.ts";
import { anyTimeline, mon } from "../domain/timelines.ts";
import { figuresByHand } from "./figures-by-hand.ts";
import { emptyFirm, type Past, record } from "./past.ts";

const week = weekNamed("2026-W47", "America/New_York")!;
const later = weekBefore(week, -8).to;

// Facts that lie up to three weeks apart, so that what happens after a week's end touches what was counted in it.
const anyPast: fc.Arbitrary<Past[]> = fc.array(
  fc.record({
    facts: anyTimeline.map((facts) => oneByOne(fromTheAsk(inOrder(facts.map(slower))))),
    groupId: fc.integer({ min: 1, max: 2 }),
    ownerId: fc.integer({ min: 1, max: 3 }),
    clientId: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 20, maxLength: 40 },
);
/** An inquiry is made by an ask: nothing precedes it. */
const fromTheAsk = (facts: Fact[]) => facts.slice(facts.findIndex((f) => f.kind === "asked") >>> 0);
/** No two things happen in the same millisecond. */
const oneByOne = (facts: Fact[]) => facts.map((f, i) => ({ ...f, at: f.at + (i + 1) * MINUTE }));
const slow = (t: number) => mon("08:00") + (t - mon("08:00")) * 3;
const slower = (f: Fact): Fact =>
  ({
    ...f,
    at: slow(f.at),
    ...("promisedFor" in f && f.promisedFor !== undefined && { promisedFor: slow(f.promisedFor) }),
    ...("until" in f && f.until !== undefined && { until: slow(f.until) }),
  }) as Fact;

describe.each(databases)("on the %s database", (_kind, open) => {
  test("whatever happened, a week's figures are those one gets from the facts known at its end, for firm, groups and owners", async () => {
    const { db } = await open();
    await emptyFirm(db);
    await fc.assert(
      fc.asyncProperty(anyPast, async (past) => {
        await sql`truncate clocks, facts, inquiries restart identity cascade`.execute(db);
        await record(db, past, later);
        for (const w of [week, weekBefore(week, -1), weekBefore(week, -2)]) {
          const found = await figures(db, w, undefined);
          const byHand = (of: (p: Past) => boolean, w: Week) =>
            figuresByHand(
              past.filter(of).map((p) => p.facts),
              w,
            );
          expect(found.firm).toEqual(byHand(() => true, w));
          expect(await firmFigures(db, w, undefined)).toEqual(found.firm);
          for (const id of [1, 2]) expect(found.groups.get(id) ?? nothing).toEqual(byHand((p) => p.groupId === id, w));
          for (const id of [1, 2, 3])
            expect(found.owners.get(id) ?? nothing).toEqual(byHand((p) => p.ownerId === id, w));
          expect((await figures(db, w, [2])).firm).toEqual(byHand((p) => p.groupId === 2, w));
          const weeks = Array.from({ length: 12 }, (_, i) => byHand(() => true, weekBefore(w, 11 - i)).answer);
          expect((await trend(db, w, undefined)).map(({ judged, met }) => [judged, met])).toEqual(
            weeks.map(({ judged, met }) => [judged, met]),
          );
        }
      }),
      { numRuns: 8, seed: 47 },
    );
  }, 120_000);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActingPerson } from "../../src/domain/rights/capacities.ts";
import { isInSight, sightOf } from "../../src/domain/rights/sight.ts";
import { decide, isAllowed } from "../../src/domain/rights.ts";
import { at } from "../../src/domain/time.ts";
import { stamp } from "../../src/store/db.ts";
import { owed } from "../../src/store/owed.ts";
import { aboutInquiries } from "../../src/store/rights.ts";
import { databases } from "../database.ts";

const now = at("2026-01-13T12:00-05:00");
const some = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
const who: fc.Arbitrary<ActingPerson> = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  covers: some,
  roles: fc.record({
    memberOf: some,
    leads: some,
    partnerOf: fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.constant("the firm" as const) }),
    riskOfficer: fc.boolean(),
    admin: fc.boolean(),
  }),
});
const nobody = fc.option(fc.integer({ min: 1, max: 4 }));

describe.each(databases)("on the %s database", (_kind, open) => {
  test("a list shows exactly what the one function lets its reader see, and counts no more than that", async () => {
    const { db } = await open();
    for (const n of [1, 2, 3, 4]) {
      await db
        .insertInto("people")
        .values({ name: `Person ${n}`, email: null, zone: null, left_at: null })
        .execute();
      await db
        .insertInto("practice_groups")
        .values({ name: `Group ${n}`, lead_id: null })
        .execute();
    }
    const firms = fc.sample(fc.tuple(nobody, nobody, nobody, nobody), { numRuns: 40, seed: 7 });
    for (const [i, [group, owner, ofClient, ofMatter]] of firms.entries()) {
      const values = { name: `Client ${i}`, group_id: null, responsible_id: ofClient };
      const client = await db.insertInto("clients").values(values).returning("id").executeTakeFirstOrThrow();
      const own = { client_id: client.id, name: "Matter", group_id: null, responsible_id: ofMatter, closed_at: null };
      const matter = await db.insertInto("matters").values(own).returning("id").executeTakeFirstOrThrow();
      const inquiry = {
        ...{ channel_id: null, client_id: client.id, matter_id: i % 3 ? matter.id : null, contact_id: null },
        ...{
          group_id: group,
          owner_id: owner,
          state: "open" as const,
          asked_at: stamp(now),
          waiting_since: stamp(now),
        },
        ...{ closed_at: null, due_at: stamp(now + (i - 20) * 60_000), paused_until: null, snoozed_until: null },
        ...{ merged_into: null, last_fact_at: stamp(now) },
      };
      await db.insertInto("inquiries").values(inquiry).execute();
    }
    const ids = (await db.selectFrom("inquiries").select("id").orderBy("id").execute()).map(({ id }) => id);
    const abouts = [...(await aboutInquiries(db, ids))].toSorted(([a], [b]) => a - b);
    expect(abouts).toHaveLength(40);
    const readers = fc.sample(who, { numRuns: 60, seed: 11 });
    const shown = new Set<number>();
    for (const reader of readers) {
      const may = abouts.filter(([, about]) => isAllowed(decide(reader, "see", { ...about, walled: false })));
      const sight = sightOf(reader);
      expect(abouts.filter(([, about]) => isInSight(sight, about))).toEqual(may);
      const list = await owed(db, { sight }, { now, dayEnd: now + 600_000 }, 100);
      expect(list.rows.map(({ inquiryId }) => inquiryId).toSorted((a, b) => a - b)).toEqual(may.map(([id]) => id));
      expect(list.open).toBe(may.length);
      shown.add(may.length);
    }
    // Not all alike.
    expect(shown.size).toBeGreaterThan(5);
  });
});

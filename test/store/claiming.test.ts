import { type KyselyPlugin, sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Paces } from "../../src/domain/lanes.ts";
import { at, type Instant, MINUTE } from "../../src/domain/time.ts";
import { saveAccount } from "../../src/store/accounts.ts";
import { type Claimed, claimDeliveries } from "../../src/store/claiming.ts";
import { type Db, stamp } from "../../src/store/db.ts";
import { post } from "../../src/store/deliveries.ts";
import { settleSent } from "../../src/store/sending.ts";
import { databases } from "../database.ts";

const now = at("2026-01-12T09:00-05:00");
const SECOND = 1000;
const pace: Paces = {
  workspace: { most: 3, withinMs: 60_000 },
  conversation: { most: 2, withinMs: 5_000 },
  atOnce: 3,
};
const paces = new Map([["chat", pace]]);

describe.each(databases)("on the %s database", (_kind, open) => {
  /** So many people of each workspace; their ids, by workspace. */
  async function people(db: Db, ...counts: number[]): Promise<number[][]> {
    const all: number[][] = [];
    for (const [n, count] of counts.entries()) {
      const ids: number[] = [];
      for (let i = 0; i < count; i++) {
        const { id } = await db
          .insertInto("people")
          .values({ name: `Fixture ${n} ${i}` } as never)
          .returning("id")
          .executeTakeFirstOrThrow();
        const ref = { platform: "chat", workspace: `W${n}`, id: `U${n}x${i}` };
        const info = { ref, name: "Fixture", outside: false, bot: false, deactivated: false };
        await saveAccount(db, info, now);
        await sql`update accounts set person_id = ${id} where external_id = ${ref.id}`.execute(db);
        ids.push(id);
      }
      all.push(ids);
    }
    return all;
  }

  const nudge = (db: Db, key: string, personId: number, dueInMinutes: number) =>
    post(db, { purpose: "notice", key, personId, card: {}, dueAt: now + dueInMinutes * MINUTE }, now);
  const digest = (db: Db, key: string, personId: number) =>
    post(db, { purpose: "digest", key, personId, card: {} }, now);
  const claim = (db: Db, when: Instant = now) => claimDeliveries(db, paces, when, 100);
  const keys = (claimed: readonly Claimed[]) => claimed.map(({ key }) => key);

  async function sent(db: Db, claimed: readonly Claimed[], when: Instant = now) {
    for (const one of claimed)
      await settleSent(db, one, { platform: "chat", workspace: "W0", conversation: "D", id: one.key }, {}, when);
  }

  test("the nearest due leaves first, and a digest behind every nudge, however long it waits", async () => {
    const { db } = await open();
    const [[a, b, c, d, e] = []] = await people(db, 5);
    await digest(db, "digest", e!);
    for (const [key, person, due] of [
      ["far", a!, 90],
      ["near", b!, 5],
      ["overdue", c!, -30],
      ["middle", d!, 45],
    ] as const)
      await nudge(db, key, person, due);
    const first = await claim(db);
    expect(keys(first)).toEqual(["overdue", "near", "middle"]);
    await sent(db, first);
    expect(await claim(db, now + 59 * SECOND)).toEqual([]);
    const second = await claim(db, now + 60 * SECOND);
    expect(keys(second)).toEqual(["far"]);
    expect(keys(await claim(db, now + 60 * SECOND))).toEqual(["digest"]);
  });

  test("a workspace that hangs, or has had its fill, holds up no other", async () => {
    const { db } = await open();
    const [here = [], there = []] = await people(db, 5, 3);
    for (const [i, id] of here.entries()) await nudge(db, `here ${i}`, id, i);
    expect(await claim(db)).toHaveLength(3);
    for (const [i, id] of there.entries()) await nudge(db, `there ${i}`, id, 60 + i);
    expect(keys(await claim(db, now + 30 * SECOND))).toEqual(["there 0", "there 1", "there 2"]);
  });

  test("one person hears one thing at a time, at the conversation's pace", async () => {
    const { db } = await open();
    const [[kim] = []] = await people(db, 1);
    for (const [i, due] of [10, 20, 30].entries()) await nudge(db, `for kim ${i}`, kim!, due);
    const first = await claim(db);
    expect(keys(first)).toEqual(["for kim 0"]);
    expect(await claim(db, now + SECOND)).toEqual([]);
    await sent(db, first);
    const second = await claim(db, now + SECOND);
    expect(keys(second)).toEqual(["for kim 1"]);
    await sent(db, second);
    expect(await claim(db, now + 4 * SECOND)).toEqual([]);
    expect(keys(await claim(db, now + 5 * SECOND))).toEqual(["for kim 2"]);
  });

  test("several that claim at the same moment keep to the pace together, and none takes what another has", async () => {
    const { db } = await open();
    const [all = []] = await people(db, 12);
    for (const [i, id] of all.entries()) await nudge(db, `n${i}`, id, i);
    const claimed = (await Promise.all(Array.from({ length: 6 }, () => claim(db)))).flat();
    expect(keys(claimed).toSorted()).toEqual(["n0", "n1", "n2"]);
  });

  test("a hundred thousand that were sent are not looked at to find the few that wait", async () => {
    const { db } = await open();
    const [all = []] = await people(db, 3);
    await sql`insert into deliveries (purpose, key, person_id, state, not_before, created_at, settled_at, attempts, tried_at, lane)
      select 'notice', 'old ' || n, ${all[0]!}, 'sent', ${stamp(now - 30 * MINUTE)}, ${stamp(now)}, ${stamp(now)}, 1,
        ${stamp(now)}::timestamptz - n * interval '1 second' - interval '1 hour', 'chat W0'
      from generate_series(1, 100000) n`.execute(db);
    for (const [i, id] of all.entries()) await nudge(db, `n${i}`, id, i);
    await sql`analyze deliveries`.execute(db);
    const plans: string[] = [];
    await claim(db.withPlugin(explaining(plans)));
    expect(plans).toHaveLength(2);
    expect(plans.join("\n")).toContain("deliveries_due");
    expect(plans.join("\n")).toContain("deliveries_tried");
    expect(plans.join("\n")).not.toContain("Seq Scan on deliveries");
  });
});

/** Every question put to the outbox is answered with nothing, and its plan noted. */
function explaining(plans: string[]): KyselyPlugin {
  const asked = new WeakSet<object>();
  return {
    transformQuery({ node, queryId }) {
      if (node.kind !== "RawNode" || !/^\s*(select|with)\b/.test(node.sqlFragments[0]!)) return node;
      if (!node.sqlFragments.join("").includes("from deliveries")) return node;
      asked.add(queryId);
      return { ...node, sqlFragments: [`explain ${node.sqlFragments[0]}`, ...node.sqlFragments.slice(1)] };
    },
    async transformResult({ queryId, result }) {
      if (!asked.has(queryId)) return result;
      plans.push(result.rows.map((row) => Object.values(row)[0]).join("\n"));
      return { ...result, rows: [] };
    },
  };
}

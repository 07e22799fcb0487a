import { describe, expect, test } from "vitest";
import { at, MINUTE } from "../../src/domain/time.ts";
import type { Db } from "../../src/store/db.ts";
import { stamp } from "../../src/store/db.ts";
import { claimDueNudges, plan, settleNudges } from "../../src/store/nudges.ts";
import { databases } from "../database.ts";

const nine = at("2026-11-16T09:00-05:00");
const minutes = (n: number) => nine + n * MINUTE;

/** An inquiry whose answer is owed. */
async function owed(db: Db): Promise<{ id: number; version: number; inquiryId: number }> {
  await db.insertInto("calendars").values({ name: "office" }).execute();
  await db
    .insertInto("standards")
    .values({
      ...{ scope: "firm", scope_id: null, targets: "{}", source: "firm policy", calendar_id: 1, ladder: null },
      ...{ from_at: stamp(nine), until_at: null },
    } as never)
    .execute();
  const inquiry = { state: "open" as const, asked_at: stamp(nine), last_fact_at: stamp(nine) };
  const { id: inquiryId } = await db
    .insertInto("inquiries")
    .values(inquiry as never)
    .returning("id")
    .executeTakeFirstOrThrow();
  const clock = { inquiry_id: inquiryId, kind: "answer", started_at: stamp(nine), state: "running", standard_id: 1 };
  const { id } = await db
    .insertInto("clocks")
    .values(clock as never)
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, version: 1, inquiryId };
}

const rung = (step: number, due: number) => ({ step, at: due, to: ["owner" as const] });

/** What is claimed and sent at `now`, by step. */
const sent = (db: Db, now: number, limit = 10) =>
  db.transaction().execute(async (tx) => {
    const due = await claimDueNudges(tx, now, 10, limit);
    await settleNudges(
      tx,
      due.map((nudge) => nudge.id),
      "sent",
      now,
    );
    return due.map((nudge) => nudge.step);
  });

describe.each(databases)("on %s", (_kind, open) => {
  test("a claim that is undone claims the same again, however often it began further on", async () => {
    const { db } = await open();
    const clock = await owed(db);
    await plan(
      db,
      clock,
      [1, 2, 3, 4].map((step) => rung(step, minutes(-60 + step))),
      minutes(-120),
    );
    expect(await sent(db, minutes(0), 1)).toEqual([1]);
    const undone = db.transaction().execute(async (tx) => {
      expect((await claimDueNudges(tx, minutes(0), 10, 2)).map((nudge) => nudge.step)).toEqual([2, 3]);
      throw new Error("lost");
    });
    await expect(undone).rejects.toThrow("lost");
    expect(await sent(db, minutes(0))).toEqual([2, 3, 4]);
  });

  test("what is planned into the past is claimed at once, though later ones were claimed already", async () => {
    const { db } = await open();
    const clock = await owed(db);
    await plan(db, clock, [rung(1, minutes(-10)), rung(2, minutes(-5))], minutes(-20));
    expect(await sent(db, minutes(0))).toEqual([1, 2]);
    expect(await sent(db, minutes(0))).toEqual([]);
    await plan(db, clock, [rung(3, minutes(-300))], minutes(0));
    expect(await sent(db, minutes(0))).toEqual([3]);
  });

  test("what another process planned into the past is claimed within a minute", async () => {
    const { db } = await open();
    const clock = await owed(db);
    await plan(db, clock, [rung(1, minutes(-10))], minutes(-20));
    expect(await sent(db, minutes(0))).toEqual([1]);
    // Past this process's back: nothing here knows of it.
    const elsewhere = { clock_id: clock.id, version: 1, step: 7, inquiry_id: clock.inquiryId, audience: ["owner"] };
    await db
      .insertInto("nudges")
      .values({ ...elsewhere, due_at: stamp(minutes(-300)), done_at: null, outcome: null } as never)
      .execute();
    expect(await sent(db, minutes(0.5))).toEqual([]);
    expect(await sent(db, minutes(1.5))).toEqual([7]);
  });

  test("a clock that is set back misses nothing", async () => {
    const { db } = await open();
    const clock = await owed(db);
    await plan(db, clock, [rung(1, minutes(600)), rung(2, minutes(5))], minutes(0));
    expect(await sent(db, minutes(700))).toEqual([2, 1]);
    await db.updateTable("nudges").set({ done_at: null, outcome: null }).execute();
    expect(await sent(db, minutes(6))).toEqual([2]);
  });
});

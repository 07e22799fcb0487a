import { describe, expect, test } from "vitest";
import { at, type Instant, MINUTE } from "../../../src/domain/time.ts";
import { assessedNow } from "../../../src/flows/assess-inquiries.ts";
import { live } from "../../../src/sandbox/history/live.ts";
import { ENDS, plan } from "../../../src/sandbox/history/plan.ts";
import { preparedWorkspace, SEED, storeFile } from "../../../src/sandbox/history/prepared.ts";
import type { Snapshot } from "../../../src/sandbox/slack/snapshot.ts";
import { readArchive } from "../../../src/store/archive/file.ts";
import { load } from "../../../src/store/archive/load.ts";
import { clocksOf } from "../../../src/store/clocks.ts";
import { type Db, stamp } from "../../../src/store/db.ts";
import { timelines } from "../../../src/store/facts.ts";
import { inquiriesById } from "../../../src/store/inquiries.ts";
import { pendingMigrations } from "../../../src/store/migrate.ts";
import { databases, freshStore } from "../../database.ts";

const REBUILD = "the prepared past is no longer what the program makes of it: run npm run sandbox:history";
const minute = (t: Instant) => Math.floor(t / MINUTE);

const idsUntil = async (db: Db, until: Instant) => {
  const rows = await db
    .selectFrom("inquiries")
    .select("id")
    .where("asked_at", "<", stamp(until))
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
};

/** What people wrote up to a time. Seconds are left out everywhere: they differ by how fast the machine was. */
const said = ({ channels }: Snapshot, until: Instant) =>
  channels
    .filter(({ kind }) => kind !== "im")
    .flatMap(({ name, messages }) =>
      messages
        .filter(({ ts }) => Number(ts) * 1000 < until)
        .map(({ ts, user, text, thread_ts }) => [
          name,
          minute(Number(ts) * 1000),
          user,
          text,
          thread_ts !== undefined && thread_ts !== ts,
        ]),
    );

/** Each inquiry's facts up to a time. */
async function facts(db: Db, until: Instant) {
  const ids = await idsUntil(db, until);
  const all = await timelines(db, ids);
  return ids.map((id) => {
    const before = (all.get(id) ?? []).filter((fact) => fact.at < until);
    return { id, facts: before.map(({ kind, at }) => `${kind} ${minute(at)}`).sort() };
  });
}

/** Who was nudged when. */
async function sent(db: Db, until: Instant) {
  const rows = await db
    .selectFrom("deliveries")
    .select(["purpose", "person_id as to", "settled_at as at"])
    .where("state", "=", "sent")
    .where("settled_at", "<", stamp(until))
    .execute();
  return rows.map(({ purpose, to, at }) => `${minute(at!)} ${purpose} to ${to}`).sort();
}

test("the same seed plans the same weeks, another seed others", () => {
  expect(plan(SEED)).toEqual(plan(SEED));
  expect(plan(SEED + 1)).not.toEqual(plan(SEED));
});

test("the first two weeks, lived through again, are as the prepared past has them", async () => {
  const until = at("2025-11-08T00:00-05:00");
  const prepared = await freshStore("postgresql");
  await load(prepared.db, readArchive(storeFile));
  const again = await freshStore("embedded");
  const workspace = await live(again, SEED, until);
  expect(said(workspace, until), REBUILD).toEqual(said(await preparedWorkspace(), until));
  expect(await facts(again.db, until), REBUILD).toEqual(await facts(prepared.db, until));
  expect(await sent(again.db, until), REBUILD).toEqual(await sent(prepared.db, until));
}, 240_000);

describe.each(databases)("the prepared past on the %s database", (_kind, open) => {
  test("loads, is brought up to this program, and every clock is what its inquiry's facts make it", async () => {
    const { db } = await open();
    await load(db, readArchive(storeFile));
    expect(await pendingMigrations(db)).toEqual([]);
    const ids = await idsUntil(db, ENDS);
    expect(ids.length).toBeGreaterThan(200);
    const stored = await clocksOf(db, ids);
    for (const inquiry of await inquiriesById(db, ids)) {
      const { clocks } = await assessedNow(db, inquiry, ENDS);
      const were = stored.filter((clock) => clock.inquiryId === inquiry.id);
      const of = (
        all: readonly { kind: string; startedAt: Instant; dueAt?: Instant | null; stoppedAt?: Instant | null }[],
      ) => all.map((c) => `${c.kind} ${c.startedAt} ${c.dueAt ?? "none"} ${c.stoppedAt ?? "runs"}`).sort();
      expect(of(clocks), `inquiry ${inquiry.id}: ${REBUILD}`).toEqual(of(were));
    }
  });
});

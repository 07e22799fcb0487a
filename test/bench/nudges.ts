import { type RawBuilder, sql } from "kysely";
import { at } from "../../src/domain/time.ts";
import { type Db, openStore, type Store, stamp } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { claimDueNudges, settleNudges } from "../../src/store/nudges.ts";
import { median, rounded } from "./figures.ts";
import { flushMs } from "./flush.ts";
import { withPostgres } from "./postgres.ts";
import type { BenchResult } from "./result.ts";

const SIZES = {
  small: { few: 3_000, many: 100_000, behind: 20_000 },
  full: { few: 3_000, many: 3_000_000, behind: 200_000 },
};
const BATCH = 100;
const ROUNDS = 28;
/** Not counted: PostgreSQL plans a named statement afresh for the first five times. */
const WARM = 7;
const now = at("2026-11-16T09:00-05:00");

/** Claiming and settling a hundred due nudges in one transaction, with few and with many planned, and behind a long transaction. */
export function benchNudges(size: "small" | "full"): Promise<BenchResult[]> {
  const { few, many, behind } = SIZES[size];
  return withPostgres(async (url) => {
    const stores: Store[] = [];
    const world = async (planned: number, due: number) => {
      const store = await freshDatabase(url, `nudges_${stores.length}`);
      stores.push(store);
      await fill(store.db, planned, due);
      return store.db;
    };
    try {
      const enough = ROUNDS * BATCH;
      const [small, large] = [await world(few, enough), await world(many, enough)];
      const backlog = await world(behind + 2 * enough, behind + 2 * enough);
      const disk = `a disk flush takes ${flushMs().toFixed(2)} ms`;
      return [await manyAgainstFew(small, large, { few, many, disk }), await behindLong(url, backlog, behind, disk)];
    } finally {
      for (const store of stores) await store.close();
    }
  }, "durable");
}

async function manyAgainstFew(
  small: Db,
  large: Db,
  { few, many, disk }: { few: number; many: number; disk: string },
): Promise<BenchResult> {
  const [theirs, ours]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await claimed(small));
    ours.push(await claimed(large));
  }
  const [value, ceiling] = [median(ours.slice(WARM)), median(theirs.slice(WARM))];
  return {
    name: `claiming 100 due nudges, ${words(many)} planned`,
    value: rounded(value),
    unit: "ms",
    ratio: rounded(value / ceiling),
    target: `≤ 1.2 times the same with ${words(few)}`,
    met: value <= 1.2 * ceiling,
    note: `with ${words(few)}: ${ceiling.toFixed(2)} ms; committed each time, ${disk}`,
  };
}

async function behindLong(url: string, db: Db, behind: number, disk: string): Promise<BenchResult> {
  const before: number[] = [];
  for (let round = 0; round < ROUNDS; round++) before.push(await claimed(db));
  // As a dump does: it may still look at every row that was there when it began, so none of them can be cleared away.
  const dump = await openStore({ url: databaseUrl(url, "nudges_2") });
  try {
    return await dump.db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (long) => {
        await sql`select count(*) from nudges`.execute(long);
        for (let done = 0; done < behind; done += BATCH) await claimed(db);
        const after: number[] = [];
        for (let round = WARM; round < ROUNDS; round++) after.push(await claimed(db));
        const [value, ceiling] = [median(after), median(before.slice(WARM))];
        return {
          name: `claiming 100 due nudges behind a long transaction, after ${words(behind)} claims`,
          value: rounded(value),
          unit: "ms",
          ratio: rounded(value / ceiling),
          target: "≤ 3 times the same without",
          met: value <= 3 * ceiling,
          note: `without: ${ceiling.toFixed(2)} ms; the first claim of a program just started: ${(await firstOfAProgram(url)).toFixed(1)} ms; ${disk}`,
        };
      });
  } finally {
    await dump.close();
  }
}

/** It knows nothing of what was claimed before it: the price is paid once. */
async function firstOfAProgram(url: string): Promise<number> {
  const store = await openStore({ url: databaseUrl(url, "nudges_2") });
  try {
    await sql`select 1`.execute(store.db);
    return await claimed(store.db);
  } finally {
    await store.close();
  }
}

/** Milliseconds for one hundred. @throws where it were not a hundred: then something else was measured. */
async function claimed(db: Db): Promise<number> {
  const from = performance.now();
  const count = await db.transaction().execute(async (tx) => {
    const due = await claimDueNudges(tx, now, 10, BATCH);
    await settleNudges(
      tx,
      due.map((nudge) => nudge.id),
      "sent",
      now,
    );
    return due.length;
  });
  if (count !== BATCH) throw new Error(`The bench wanted ${BATCH} due nudges at a time and claimed ${count}.`);
  return performance.now() - from;
}

async function freshDatabase(url: string, name: string): Promise<Store> {
  const admin = await openStore({ url });
  await sql`create database ${sql.ref(name)}`.execute(admin.db);
  await admin.close();
  const store = await openStore({ url: databaseUrl(url, name) });
  await migrate(store.db);
  return store;
}

const databaseUrl = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/**
 * Four nudges to a clock, two clocks to an inquiry, planned in the order in which they were asked: the oldest half were sent within
 * the year before, the latest are due from an hour to sixty days on, and around today, mixed with both, `due` are due.
 */
async function fill(db: Db, planned: number, due: number): Promise<void> {
  await db.connection().execute(async (one) => {
    // The foreign keys hold by construction.
    await sql`set session_replication_role = replica`.execute(one);
    await sql`insert into people (name) select 'Lawyer ' || n from generate_series(1, 400) n`.execute(one);
    await sql`insert into inquiries (owner_id, state, asked_at, waiting_since, due_at, last_fact_at)
      select 1 + n % 400, 'open', ${stamp(now)}, ${stamp(now)}, ${stamp(now)}, ${stamp(now)} from generate_series(1, ${count(planned / 8)}) n`.execute(
      one,
    );
    await sql`insert into clocks (inquiry_id, kind, started_at, due_at, state, standard_id)
      select 1 + n / 2, case n % 2 when 0 then 'acknowledge' else 'answer' end, ${stamp(now)}, ${stamp(now)}, 'running', 1
      from generate_series(0, ${count(planned / 4 - 1)}) n`.execute(one);
    const around = Math.min(planned, Math.ceil(due * 1.07));
    await sql`insert into nudges (clock_id, version, step, inquiry_id, due_at, audience, done_at, outcome)
      select 1 + n / 4, 1, n % 4, 1 + n / 8, at, '{owner}', case when kind = 'sent' then at end, case when kind = 'sent' then 'sent' end
      from generate_series(0, ${count(planned - 1)}) n
      cross join lateral (select n - ${count((planned - around) / 2)} as place) around
      cross join lateral (select (place::bigint * 7919) % ${count(around)} as mixed) shuffled
      cross join lateral (select case when place < 0 then 'sent' when place >= ${count(around)} then 'to come'
        when mixed < ${count(due)} then 'due' when mixed % 2 = 0 then 'sent' else 'to come' end as kind) which
      cross join lateral (select ${stamp(now)} + case kind when 'due' then -(mixed % 480) when 'sent' then -(480 + abs(place) % 525600)
        else 60 + place % 86400 end * interval '1 minute' as at) timed`.execute(one);
    await sql`reset session_replication_role`.execute(one);
    for (const table of ["inquiries", "clocks", "nudges"]) await sql`vacuum analyze ${sql.table(table)}`.execute(one);
  });
}

const count = (n: number): RawBuilder<number> => sql.raw(`${Math.floor(n)}`);
const words = (n: number) => n.toLocaleString("en");

import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { at } from "../../src/domain/time.ts";
import { type Week, weekNamed } from "../../src/domain/week.ts";
import { ANSWERS, judgedIn } from "../../src/store/counted.ts";
import { type Db, openStore } from "../../src/store/db.ts";
import { reportOf } from "../../src/store/digests.ts";
import { figures } from "../../src/store/figures.ts";
import { migrate } from "../../src/store/migrate.ts";
import { owed } from "../../src/store/owed.ts";
import type { Tables } from "../../src/store/tables.ts";
import { makePast } from "./firm-past.ts";
import { withPostgres } from "./postgres.ts";
import type { BenchResult } from "./result.ts";

const SIZES = { small: { inquiries: 200_000, weeks: 14 }, full: { inquiries: 5_000_000, weeks: 260 } };
const CALLERS = 16;
const now = at("2026-11-16T08:30-05:00");

/** A whole digest against a single figure, and a status answer against its own statement sent by a bare driver. */
export function benchDigest(size: "small" | "full"): Promise<BenchResult[]> {
  return withPostgres(async (url) => {
    const store = await openStore({ url });
    try {
      await migrate(store.db);
      await makePast(store.db, { ...SIZES[size], until: now });
      return [...(await digest(store.db, SIZES[size].inquiries)), await status(store.db, url)];
    } finally {
      await store.close();
    }
  });
}

async function digest(db: Db, inquiries: number): Promise<BenchResult[]> {
  const week = weekNamed("2026-W46", "America/New_York")!;
  // Ratios within a round, the single figure as often as it takes to last as long: what else the machine does then weighs on both.
  const rounds: { one: number; pass: number; whole: number }[] = [];
  for (let round = 0; round < 9; round++) {
    const one = (await timed(() => times(8, () => oneFigure(db, week)))) / 8;
    const pass = await timed(() => figures(db, week, undefined));
    rounds.push({ one, pass, whole: await timed(() => reportOf(db, week)) });
  }
  // The first rounds read what the others find in memory.
  const later = rounds.slice(2);
  const [passes, wholes] = [median(later.map((r) => r.pass / r.one)), median(later.map((r) => r.whole / r.one))];
  const one = median(later.map((r) => r.one));
  const note = `${inquiries.toLocaleString("en")} inquiries; one figure (the firm's answers of a week): ${one.toFixed(1)} ms`;
  const figure = (name: string, value: number, ratio: number) => ({
    name,
    value: round(value),
    unit: "ms",
    ratio: round(ratio),
    note,
  });
  return [
    {
      ...figure(
        "a week's figures for the firm, 20 groups and 400 owners in one pass",
        median(later.map((r) => r.pass)),
        passes,
      ),
      target: "≤ 10 times one firm figure",
      met: passes <= 10,
    },
    {
      ...figure(
        "a whole digest: these, the week before, twelve weeks, the oldest, who needs attention",
        median(later.map((r) => r.whole)),
        wholes,
      ),
      target: "none: for information",
      met: true,
    },
  ];
}

/** The firm's answers in a week: judged, met, median, ninetieth, median of what clients lived through. */
const oneFigure = (db: Db, week: Week) =>
  sql`select count(*), count(*) filter (where in_time), percentile_disc(array[0.5, 0.9]) within group (order by minutes),
    percentile_disc(0.5) within group (order by elapsed) from (${judgedIn(week, undefined, ANSWERS)}) c`.execute(db);

async function status(db: Db, url: string): Promise<BenchResult> {
  const ask = (db: Db, groupId: number) => owed(db, { groupId }, { now, dayEnd: now + 15.5 * 3_600_000 }, 6);
  const text = await textOf(url, (db) => ask(db, 1));
  // As many connections as our own pool has.
  const bare = new pg.Pool({ connectionString: url, max: 10 });
  const group = text.parameters.indexOf(1);
  const bareAsk = (groupId: number) =>
    bare.query({ name: "status", text: text.sql, values: text.parameters.with(group, groupId) as unknown[] });
  const [ours, theirs]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < 9; round++) {
      theirs.push(await ninetyNinth(bareAsk));
      ours.push(await ninetyNinth((group) => ask(db, group)));
    }
  } finally {
    await bare.end();
  }
  const ratio = median(ours.map((p99, round) => p99 / theirs[round]!));
  return {
    name: `a group's status, 99th percentile at ${CALLERS} callers`,
    value: round(median(ours)),
    unit: "ms",
    ratio: round(ratio),
    target: "≤ 1.3 times the bare named statement",
    met: ratio <= 1.3,
    note: `bare named statement: ${median(theirs).toFixed(2)} ms`,
  };
}

/** The statement that a store function sends. */
async function textOf(url: string, work: (db: Db) => Promise<unknown>) {
  const sent: { sql: string; parameters: readonly unknown[] }[] = [];
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void sent.push(query) });
  await work(db).finally(() => db.destroy());
  const [only, ...more] = sent;
  if (!only || more.length > 0)
    throw new Error(`A status answer takes ${sent.length} statements; the bench compares one.`);
  return { sql: only.sql, parameters: only.parameters as unknown[] };
}

/** Milliseconds; 2,000 answers by callers that each ask again as soon as they are answered. */
async function ninetyNinth(ask: (group: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  const caller = async (_: unknown, mine: number) => {
    for (let i = 0; i < 125; i++) took.push(await timed(() => ask(1 + ((i + mine) % 20))));
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)]!;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function times(n: number, work: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < n; i++) await work();
}

const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
const round = (n: number) => Math.round(n * 100) / 100;

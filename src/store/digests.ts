import { sql } from "kysely";
import type { Attention, Overdue, Report } from "../domain/measure.ts";
import type { Instant } from "../domain/time.ts";
import { type Week, weekBefore } from "../domain/week.ts";
import { ANSWERS, judgedIn, overdueAt, type Within } from "./counted.ts";
import { type Db, stamp } from "./db.ts";
import { type Circles, figures, firmFigures, trend } from "./figures.ts";
import type { Walled } from "./walls.ts";

/** The firm's week as one circle of readers may see it. The same for all its readers, but for their own line. */
export async function reportOf(db: Db, week: Week, within?: Within): Promise<(readerId?: number) => Report> {
  const circles = await figures(db, week, within);
  const report: Report = {
    week,
    figures: circles.firm,
    before: await firmFigures(db, weekBefore(week), within),
    oldest: await oldestOverdue(db, week, within),
    trend: await trend(db, week, within),
    groups: await named(db, circles.groups),
    attention: await attention(db, week, within),
  };
  return (readerId) => {
    const own = readerId === undefined ? undefined : circles.owners.get(readerId);
    return own ? { ...report, own } : report;
  };
}

async function named(db: Db, groups: Circles["groups"]): Promise<Report["groups"]> {
  const rows = await db.selectFrom("practice_groups").select(["id", "name"]).orderBy("name").execute();
  return rows.flatMap(({ id, name }) => {
    const figures = groups.get(id);
    return figures && figures.answer.judged > 0 ? [{ name, figures }] : [];
  });
}

async function oldestOverdue(db: Db, week: Week, within: Within): Promise<Overdue | undefined> {
  const { rows } = await sql<OverdueRow>`
    select o.inquiry_id as id, o.since, cl.name as client, m.name as matter
    from (${overdueAt(week, within)} order by since, inquiry_id limit 1) o
    join inquiries i on i.id = o.inquiry_id
    left join clients cl on cl.id = i.client_id
    left join matters m on m.id = i.matter_id`.execute(db);
  return rows[0] && overdue(rows[0]);
}

/** Clients with anything overdue when the week ended, or three answers missed in it; the worst three. */
async function attention(db: Db, week: Week, within: Within): Promise<Attention[]> {
  const { rows } = await sql<OverdueRow & { overdue: number; missed: number; judged: number }>`
    with judged as (
      select client_id, count(*)::int as judged, count(*) filter (where not in_time)::int as missed
      from (${judgedIn(week, within, ANSWERS)}) c where client_id is not null group by client_id
    ), overdue as (
      select client_id, count(*)::int as overdue, min(since) as since, (array_agg(inquiry_id order by since, inquiry_id))[1] as id
      from (${overdueAt(week, within)}) c where client_id is not null group by client_id
    )
    select cl.name as client, coalesce(j.judged, 0) as judged, coalesce(j.missed, 0) as missed,
      coalesce(o.overdue, 0) as overdue, o.since, o.id, m.name as matter
    from judged j full join overdue o on o.client_id = j.client_id
    join clients cl on cl.id = coalesce(j.client_id, o.client_id)
    left join inquiries i on i.id = o.id
    left join matters m on m.id = i.matter_id
    where o.overdue > 0 or j.missed >= 3
    order by coalesce(o.overdue, 0) desc, j.missed desc nulls last, o.since, cl.name limit 3`.execute(db);
  return rows.map((row) => ({
    client: row.client!,
    overdue: row.overdue,
    missed: row.missed,
    judged: row.judged,
    ...(row.id !== null && { oldest: overdue(row) }),
  }));
}

interface OverdueRow {
  readonly id: number;
  readonly since: Instant;
  readonly client: string | null;
  readonly matter: string | null;
}

const overdue = ({ id, since, client, matter }: OverdueRow): Overdue => ({
  inquiryId: id,
  ...(client !== null && { client }),
  ...(matter !== null && { matter }),
  since,
});

/** Who has had which week's digest since this Monday, `2026-11-09`; as `reader monday`. */
export async function postedSince(db: Db, monday: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("digests")
    .select(["reader_id", "week"])
    .where("week", ">=", sql<string>`${monday}::date`)
    .execute();
  return new Set(rows.map((row) => `${row.reader_id} ${row.week}`));
}

/** One for each reader and week. False: it was there. */
export async function recordDigest(
  db: Db,
  readerId: number,
  week: Week,
  key: string,
  walled: Walled,
  now: Instant,
): Promise<boolean> {
  const row = await db
    .insertInto("digests")
    .values({
      reader_id: readerId,
      week: sql<string>`${week.monday}::date`,
      posted_at: stamp(now),
      walled_clients: [...walled.clients],
      walled_matters: [...walled.matters],
      delivery_id: (eb) => eb.selectFrom("deliveries").select("id").where("key", "=", key),
    })
    .onConflict((c) => c.columns(["reader_id", "week"]).doNothing())
    .returning("reader_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Whose digest of which week, by its Monday, a delivery is. */
export const digestOf = (db: Db, deliveryId: number) =>
  db
    .selectFrom("digests")
    .select(["reader_id as readerId", "week"])
    .where("delivery_id", "=", deliveryId)
    .executeTakeFirst();

/** It was drawn anew, with so much left out. */
export const noteWalled = (db: Db, deliveryId: number, walled: Walled) =>
  db
    .updateTable("digests")
    .set({ walled_clients: [...walled.clients], walled_matters: [...walled.matters] })
    .where("delivery_id", "=", deliveryId)
    .execute();

/** True where anything was asked before `t`: before that, there is no week to report on. */
export async function anythingBefore(db: Db, t: Instant): Promise<boolean> {
  const row = await db
    .selectFrom("inquiries")
    .select("id")
    .where("asked_at", "<", stamp(t))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What the last complete week goes by: when the last inquiry was asked, and the Monday of the last week that was told. */
export async function lastWeekKnown(db: Db): Promise<{ askedAt: Instant; told?: string } | undefined> {
  const { rows } = await sql<{ asked: Instant | null; told: string | null }>`
    select (select max(asked_at) from inquiries) as asked, (select max(week) from digests) as told`.execute(db);
  const { asked, told } = rows[0]!;
  return asked === null ? undefined : { askedAt: asked, told: told ?? undefined };
}

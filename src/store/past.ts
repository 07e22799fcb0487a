import { sql } from "kysely";
import type { PastClock, PastCounts, Unanswered } from "../domain/past-figures.ts";
import type { Instant } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";

/** Clocks that say how the past went, with the channel each ran in. */
export async function pastClocks(db: Db): Promise<PastClock[]> {
  const { rows } = await sql<PastClock>`
    select case c.kind when 'next answer' then 'answer' else c.kind end as kind, ch.name as channel,
      c.started_at as "startedAt", c.due_at as "dueAt", c.stopped_at as "stoppedAt", c.minutes
    from clocks c join inquiries i on i.id = c.inquiry_id join channels ch on ch.id = i.channel_id
    where c.kind in ('acknowledge', 'answer', 'next answer') and c.state <> 'cancelled' and i.merged_into is null
    order by c.started_at, c.id`.execute(db);
  return rows;
}

/** What still waits for an answer, longest first. */
export async function unanswered(db: Db): Promise<Unanswered[]> {
  const { rows } = await sql<Unanswered>`
    select i.waiting_since as since, ch.name as channel, coalesce(co.name, 'someone') as by, i.unsure
    from inquiries i join channels ch on ch.id = i.channel_id left join contacts co on co.id = i.contact_id
    where i.waiting_since is not null and i.merged_into is null
    order by i.waiting_since, i.id`.execute(db);
  return rows;
}

export async function pastCounts(db: Db): Promise<PastCounts> {
  const { rows } = await sql<PastCounts>`
    select (select count(*)::int from inquiries where merged_into is null and state <> 'dismissed') as inquiries,
      (select count(*)::int from inquiries where merged_into is null and state <> 'dismissed' and unsure) as unsure,
      (select count(*)::int from accounts where not outside and not bot) as firm,
      (select count(*)::int from accounts where outside and not bot) as contacts,
      count(*)::int as kept, min(at) as "from", max(at) as "to"
    from messages where side is not null and deleted_at is null`.execute(db);
  return rows[0]!;
}

/** Nothing of the past is sent: whatever was planned or waits to leave is settled, so that no program that opens this store sends it. */
export async function letPastRest(db: Db, now: Instant): Promise<void> {
  await sql`update nudges set done_at = ${stamp(now)}, outcome = 'passed' where done_at is null`.execute(db);
  await sql`update deliveries set state = 'superseded', settled_at = ${stamp(now)} where state in ('pending', 'sending')`.execute(
    db,
  );
}

/** The firm's people in a past are told of, never written to: nobody there is at the firm any more whom a flow could ask or nudge. */
export async function nobodyToWriteTo(db: Db, now: Instant): Promise<void> {
  await sql`update people set left_at = ${stamp(now)} where left_at is null`.execute(db);
}

/** Everyone who was taken for one of the firm's, or for an outsider, when they were first met, by their platform's id. */
export async function whoWasWho(db: Db): Promise<{ workspace: string; id: string; outside: boolean; bot: boolean }[]> {
  return db.selectFrom("accounts").select(["workspace", "external_id as id", "outside", "bot"]).execute();
}

export async function pastChannels(db: Db): Promise<number[]> {
  const rows = await db.selectFrom("channels").select("id").orderBy("id").execute();
  return rows.map((row) => row.id);
}

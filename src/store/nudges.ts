import { sql } from "kysely";
import type { ClockKind } from "../domain/clock.ts";
import type { Audience, PlannedNudge } from "../domain/nudge.ts";
import { type Instant, MINUTE, type Minutes } from "../domain/time.ts";
import { type Db, stamp, stampOrNull } from "./db.ts";
import { inGap } from "./gaps.ts";
import { floorOf, lowerFloor, raiseFloor } from "./nudge-floor.ts";
import { inTrouble } from "./troubles.ts";

/** One rung of the ladder of a clock, under the clock's version. */
export type Rung = PlannedNudge & { readonly clock: { id: number; version: number; inquiryId: number } };

/**
 * Makes the ladders of clocks, under their versions, what they are now: one statement. What was said stays said: a rung whose
 * time has passed and that an earlier version of the clock sent, or passed over, is not sent again. One that was moot is alive
 * again: its clock had stopped and runs on, for a reply that was deleted, or a pause that moved nothing.
 */
export async function plan(db: Db, rungs: readonly Rung[], now: Instant) {
  if (rungs.length === 0) return;
  lowerFloor(db, Math.min(...rungs.map((r) => r.at)));
  await sql`
    insert into nudges (clock_id, version, step, inquiry_id, due_at, audience, done_at, outcome)
    select rung.clock_id, rung.version, rung.step, rung.inquiry_id, rung.due_at::timestamptz, string_to_array(rung.audience, ','),
      case when before.sent then ${stamp(now)} end, case when before.sent then 'passed' end
    from unnest(
      ${rungs.map((r) => r.clock.id)}::bigint[],
      ${rungs.map((r) => r.clock.version)}::int[],
      ${rungs.map((r) => r.step)}::int[],
      ${rungs.map((r) => r.clock.inquiryId)}::int[],
      ${rungs.map((r) => new Date(r.at).toISOString())}::text[],
      ${rungs.map((r) => r.to.join(","))}::text[]
    ) as rung (clock_id, version, step, inquiry_id, due_at, audience)
    cross join lateral (
      select rung.due_at::timestamptz <= ${stamp(now)} and exists (
        select from nudges n where n.clock_id = rung.clock_id and n.step = rung.step and n.outcome in ('sent', 'passed')
      ) as sent
    ) as before
    on conflict (clock_id, version, step) do update
      set due_at = excluded.due_at, audience = excluded.audience, done_at = excluded.done_at, outcome = excluded.outcome
      where nudges.outcome = 'moot'
        or nudges.done_at is null and (nudges.due_at, nudges.audience) is distinct from (excluded.due_at, excluded.audience)`.execute(
    db,
  );
}

/**
 * What is planned for this inquiry under another version, or for a clock that no longer runs, is moot; and so is the end of a
 * snooze that does not last until `until` now.
 */
export async function makeMoot(
  db: Db,
  inquiryId: number,
  running: readonly { id: number; version: number }[],
  until: Instant | null,
  now: Instant,
) {
  await sql`
    update nudges set done_at = ${stamp(now)}, outcome = 'moot'
    where inquiry_id = ${inquiryId} and done_at is null and (
      (clock_id, version) not in (
        select * from unnest(${running.map((c) => c.id)}::bigint[], ${running.map((c) => c.version)}::int[])
      )
      or step >= ${REMINDER} and due_at > ${stamp(now)} and due_at is distinct from ${stampOrNull(until)}::timestamptz
    )`.execute(db);
}

/** At the end of a snooze its owner is reminded, even where no rung is due just then. */
export async function remindAt(db: Db, inquiryId: number, until: Instant | null, now: Instant) {
  if (until === null || until <= now) return;
  lowerFloor(db, until);
  await sql`
    insert into nudges (clock_id, version, step, inquiry_id, due_at, audience)
    select c.id, c.version, ${REMINDER} + (select count(*) from nudges n where n.clock_id = c.id and n.step >= ${REMINDER}),
      c.inquiry_id, ${stamp(until)}, '{owner}'
    from clocks c
    where c.inquiry_id = ${inquiryId} and c.stopped_at is null and c.due_at is not null and not exists (
      select from nudges n where n.inquiry_id = ${inquiryId} and n.done_at is null and n.due_at = ${stamp(until)} and 'owner' = any(n.audience)
    )
    order by c.due_at limit 1
    on conflict do nothing`.execute(db);
}

/** Steps of a ladder are numbered from nought; from here on they are ends of snoozes. */
const REMINDER = 100;

export interface DueNudge {
  readonly id: number;
  readonly clockId: number;
  readonly step: number;
  readonly inquiryId: number;
  readonly dueAt: Instant;
  readonly audience: readonly Audience[];
  readonly kind: ClockKind;
  readonly clockDueAt: Instant | null;
  readonly ownerId: number | null;
  readonly groupId: number | null;
  readonly clientId: number | null;
  readonly matterId: number | null;
  /** The clock still runs, under the version the nudge was planned for. */
  readonly live: boolean;
}

/** A number of ours, that other programs in the same database hardly lock. */
const CLAIMING = 7_265_002;

/**
 * Claims what is due and, where anything is, what will be within `ahead` minutes, so that it can go in one message; what of that
 * is not settled stays planned. Until the transaction ends nobody else claims any.
 * `only`: what is due of this inquiry.
 */
export async function claimDueNudges(
  db: Db,
  now: Instant,
  ahead: Minutes,
  limit: number,
  only?: number,
): Promise<DueNudge[]> {
  // Two processes that claim at the same time would each have some of one person's, and write to them twice.
  await sql`select pg_advisory_xact_lock(${CLAIMING})`.execute(db);
  if (only !== undefined) return claim(db, sql`n.due_at <= ${stamp(now)} and n.inquiry_id = ${only}`, limit, now);
  const from = floorOf(db, now);
  const due = await claim(db, sql`n.due_at >= ${stamp(from)} and n.due_at <= ${stamp(now)}`, limit, now);
  raiseFloor(db, from, due[0]?.dueAt, now);
  if (!due.some((n) => n.live)) return due;
  const soon = sql`n.due_at > ${stamp(now)} and n.due_at <= ${stamp(now + ahead * MINUTE)}`;
  return [...due, ...(await claim(db, soon, limit, now))];
}

async function claim(db: Db, which: ReturnType<typeof sql>, limit: number, now: Instant): Promise<DueNudge[]> {
  const { rows } = await sql<DueNudge>`
    select n.id, n.clock_id as "clockId", n.step, n.inquiry_id as "inquiryId", n.due_at as "dueAt", n.audience,
      c.kind, c.due_at as "clockDueAt", i.owner_id as "ownerId", i.group_id as "groupId",
      i.client_id as "clientId", i.matter_id as "matterId",
      c.stopped_at is null and c.version = n.version and i.state = 'open' as live
    from nudges n join clocks c on c.id = n.clock_id join inquiries i on i.id = n.inquiry_id
    where n.done_at is null and ${which} and not ${inGap(now)} and not ${inTrouble(nudgesOf(sql.ref("n.inquiry_id")), now)}
    order by n.due_at, n.id limit ${limit}
    for update of n skip locked`.execute(db);
  return rows;
}

/** Inquiries with nudges that are due. */
export async function inquiriesDue(db: Db, now: Instant, limit: number): Promise<number[]> {
  const due = await claim(db, sql`n.due_at <= ${stamp(now)}`, limit, now);
  return [...new Set(due.map((n) => n.inquiryId))];
}

/** The name under which trouble with an inquiry's nudges is noted. */
const nudgesOf = (inquiryId: unknown) => sql`('nudges of ' || ${inquiryId})`;

export async function settleNudges(
  db: Db,
  ids: readonly number[],
  outcome: "sent" | "moot" | "passed" | "nobody",
  now: Instant,
) {
  if (ids.length === 0) return;
  // A list would be another statement for each length, and planned anew.
  await sql`update nudges set done_at = ${stamp(now)}, outcome = ${outcome} where id = any(${ids}::bigint[])`.execute(
    db,
  );
}

export async function nextNudgeAt(db: Db): Promise<Instant | undefined> {
  const row = await db
    .selectFrom("nudges")
    .select((eb) => eb.fn.min("due_at").as("at"))
    .where("done_at", "is", null)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Nudges of a message that reached nobody are due again, for whomever they are for now. */
export const tellAgain = (db: Db, deliveryId: number) =>
  sql`update nudges set done_at = null, outcome = null where id in (${saidIn(deliveryId)})`.execute(db);

/** Of what a message that is about to be said speaks of: what is still owed, and is not said in it, is due again for whom it is for now. */
export const tellOthers = (db: Db, deliveryId: number, inquiryIds: readonly number[]) =>
  sql`
    update nudges n set done_at = null, outcome = null
    from clocks c, inquiries i
    where n.id in (${saidIn(deliveryId)}) and n.inquiry_id = any(${inquiryIds}::int[])
      and c.id = n.clock_id and c.stopped_at is null and c.version = n.version and i.id = n.inquiry_id and i.state = 'open'`.execute(
    db,
  );

/** What a message says, and what was passed over for it: a lower rung of the same moment, whose readers it is for as well. */
const saidIn = (deliveryId: number) => sql`
  select each.id from delivery_inquiries a join nudges top on top.id = a.nudge_id
    join nudges each on each.inquiry_id = top.inquiry_id and each.done_at = top.done_at and each.outcome in ('sent', 'passed')
  where a.delivery_id = ${deliveryId}`;

/** What a message speaks of to its owner alone, and its owner has put off. */
export async function snoozedIn(db: Db, deliveryId: number, now: Instant): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select i.id from delivery_inquiries a join nudges n on n.id = a.nudge_id join inquiries i on i.id = a.inquiry_id
    where a.delivery_id = ${deliveryId} and i.snoozed_until > ${stamp(now)} and n.audience = '{owner}'`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

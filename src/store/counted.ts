import { type RawBuilder, sql } from "kysely";
import type { Week } from "../domain/week.ts";
import { stamp } from "./db.ts";

/** Practice groups whose inquiries count; undefined: the whole firm. */
export type Within = readonly number[] | undefined;

type Sql = RawBuilder<unknown>;

export const ANSWERS = sql`('answer', 'next answer')`;
const JUDGED = sql`('acknowledge', 'answer', 'next answer', 'promise')`;

/**
 * The clocks judged in this week, as they stood when it ended. One cancelled by then does not count; one that a later
 * dismissal cancelled still does. What was not answered by then, or closed without an answer, has taken infinitely long.
 */
export const judgedIn = (w: Week, within: Within, kinds: Sql = JUDGED): Sql => sql`
  select case c.kind when 'acknowledge' then 0 when 'promise' then 2 else 1 end as kind, c.group_id, c.owner_id, c.client_id,
    coalesce(c.stopped_at <= coalesce(c.due_at, 'infinity'), false) as in_time,
    case when a.answered then coalesce(c.minutes, 'infinity') else 'infinity' end as minutes,
    case when a.answered then date_part('epoch', c.stopped_at - c.started_at) / 60 else 'infinity' end as elapsed
  from clocks c
  cross join lateral (
    select c.state = 'met' or c.stopped_at < ${stamp(w.to)} and not ${closedUnanswered} as answered
  ) a
  where c.judged_at >= ${stamp(w.from)} and c.judged_at < ${stamp(w.to)} and c.kind in ${kinds} and ${ofGroups(within)}
    and (c.state <> 'cancelled' or c.stopped_at >= ${stamp(w.to)}
      or (c.due_at < c.stopped_at or ${replied}) and ${dismissedOnlyAfter(w)})`;

const ofGroups = (within: Within, table = "c"): Sql =>
  within ? sql`${sql.ref(`${table}.group_id`)} = any(${within}::int[])` : sql`true`;

// Each of these looks at one inquiry's few facts. They are written as values, not as `exists`, so that the database never
// thinks of reading every fact there is to answer for all clocks at once.

const REPLY = sql`(f.kind = 'answered' or c.kind = 'acknowledge' and f.kind in ('acknowledged', 'held'))`;

/** Resolving an overdue inquiry stops its clock too, but nobody was answered. */
const closedUnanswered = sql`coalesce((
  select bool_or(f.kind = 'resolved') and not bool_or(${REPLY}) from facts f
  where f.inquiry_id = c.inquiry_id and f.at = c.stopped_at), false)`;

const replied = sql`coalesce((
  select bool_or(${REPLY}) from facts f
  where f.inquiry_id = c.inquiry_id and f.at = c.stopped_at), false)`;

/** A dismissal voids what was over before it as well; a week that had ended by then keeps what it counted. */
const dismissedOnlyAfter = (w: Week): Sql => sql`
  (select min(f.at) from facts f where f.inquiry_id = c.inquiry_id and f.kind = 'dismissed' and f.at >= c.stopped_at) >= ${stamp(w.to)}`;

/** How many were received, answered and dismissed in a week, and open and overdue when it ended, by group and owner. */
export const countedIn = (w: Week, within: Within): Sql => {
  const each = ([what, rows]: [string, Sql]) => sql`
    select ${what}::text as what, group_id, owner_id, count(*) as n from (${rows}) r group by group_id, owner_id`;
  const counts: [string, Sql][] = [
    ["received", received(w, within)],
    ["answered", answered(w, within)],
    ["dismissed", dismissed(w, within)],
    ["open", openAt(w, within)],
    ["overdue", overdueAt(w, within)],
  ];
  return sql.join(counts.map(each), sql` union all `);
};

const received = (w: Week, within: Within): Sql => sql`
  select i.group_id, i.owner_id
  from inquiries i
  where i.asked_at >= ${stamp(w.from)} and i.asked_at < ${stamp(w.to)} and i.merged_into is null and ${ofGroups(within, "i")}
    and not (i.state = 'dismissed' and i.closed_at is null)
    and i.id not in (
      select f.inquiry_id from facts f
      where f.kind = 'dismissed' and f.at >= ${stamp(w.from)} and f.at < ${stamp(w.to)} and not coalesce((
        select bool_or(b.kind in ('asked', 'reopened') and b.at > f.at or b.kind = 'reopened' and b.at = f.at)
        from facts b where b.inquiry_id = f.inquiry_id and b.at < ${stamp(w.to)}), false))`;

const answered = (w: Week, within: Within): Sql => sql`
  select c.group_id, c.owner_id
  from clocks c
  where c.stopped_at >= ${stamp(w.from)} and c.stopped_at < ${stamp(w.to)} and c.kind in ${ANSWERS} and ${ofGroups(within)}
    and (c.state = 'met' or (c.state = 'breached' and not ${closedUnanswered})
      or (c.state = 'cancelled' and ${replied} and ${dismissedOnlyAfter(w)}))`;

const dismissed = (w: Week, within: Within): Sql => sql`
  select i.group_id, i.owner_id
  from (
    select f.inquiry_id from facts f where f.kind = 'dismissed' and f.at >= ${stamp(w.from)} and f.at < ${stamp(w.to)}
    union
    select c.inquiry_id from clocks c
    where c.stopped_at >= ${stamp(w.from)} and c.stopped_at < ${stamp(w.to)} and c.kind in ${ANSWERS}
      and c.state in ('breached', 'cancelled') and ${closedUnanswered}
  ) d join inquiries i on i.id = d.inquiry_id
  where i.merged_into is null and ${ofGroups(within, "i")}`;

/** Inquiries past due when the week ended, with the first instant that was missed. */
export const overdueAt = (w: Week, within: Within): Sql =>
  sql`select * from (${openAt(w, within)}) o where o.since is not null`;

/**
 * Inquiries of which anything was owed when the week ended, a promise that outlives the answer too; each once. Read in two
 * arms, so that each comes from the index alone: what runs still, and what stopped after the week.
 */
const openAt = (w: Week, within: Within): Sql => {
  const arm = (stopped: Sql) => sql`
    select c.inquiry_id, c.group_id, c.owner_id, c.client_id, c.due_at from clocks c
    where ${stopped} and c.started_at < ${stamp(w.to)} and c.kind in ${JUDGED} and ${ofGroups(within)}`;
  return sql`
    select c.inquiry_id, min(c.group_id) as group_id, min(c.owner_id) as owner_id, min(c.client_id) as client_id,
      min(c.due_at) filter (where c.due_at < ${stamp(w.to)}) as since
    from (${arm(sql`c.stopped_at is null`)} union all ${arm(sql`c.stopped_at >= ${stamp(w.to)}`)}) c
    group by c.inquiry_id`;
};

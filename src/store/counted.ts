import { type RawBuilder, sql } from "kysely";
import type { Week } from "../domain/week.ts";
import { stamp } from "./db.ts";

/** Practice groups whose inquiries count; undefined: the whole firm. */
export type Within = readonly number[] | undefined;

/**
 * The clocks judged in these adjoining weeks, each as it stood when its own week ended: `ago` 0 is the last week. A clock
 * cancelled by then does not count; one that a later dismissal cancelled still does. What was not answered by then, or
 * closed without an answer, has taken infinitely long.
 */
export function judgedIn(
  weeks: readonly Week[],
  within: Within,
  kinds: readonly string[] = JUDGED,
): RawBuilder<unknown> {
  const bounds = sql`array[${sql.join([...weeks.map((w) => w.from), weeks.at(-1)!.to].map(stamp))}]`;
  return sql`
    select ${weeks.length} - w.n as ago, case c.kind when 'next answer' then 'answer' else c.kind end as kind,
      c.group_id, c.owner_id, c.client_id, coalesce(c.stopped_at <= coalesce(c.due_at, 'infinity'), false) as in_time,
      case when a.answered then coalesce(c.minutes, 'infinity') else 'infinity' end as minutes,
      case when a.answered then extract(epoch from c.stopped_at - c.started_at)::float8 / 60 else 'infinity' end as elapsed
    from clocks c
    cross join lateral (select width_bucket(c.judged_at, ${bounds}) as n) w
    cross join lateral (select (${bounds})[w.n + 1] as over) e
    cross join lateral (select c.stopped_at < e.over and not (c.state <> 'met' and ${closedUnanswered}) as answered) a
    where c.judged_at >= ${stamp(weeks[0]!.from)} and c.judged_at < ${stamp(weeks.at(-1)!.to)}
      and c.kind = any(${kinds}::text[]) and ${ofGroups(within)}
      and (c.state <> 'cancelled' or c.stopped_at >= e.over
        or (c.due_at < c.stopped_at or ${replied}) and ${dismissedOnlyAfter(sql`e.over`)})`;
}

const JUDGED = ["acknowledge", "answer", "next answer", "promise"];

export const ofGroups = (within: Within, table = "c") =>
  within ? sql`${sql.ref(`${table}.group_id`)} = any(${within}::int[])` : sql`true`;

/** Resolving an overdue inquiry stops its clock too, but nobody was answered. */
const closedUnanswered = sql`exists (
  select from facts f where f.inquiry_id = c.inquiry_id and f.kind = 'resolved' and f.at = c.stopped_at
    and not exists (select from facts g where g.inquiry_id = f.inquiry_id and g.kind = 'answered' and g.at = f.at))`;

/** A dismissal voids what was over before it as well; a week that had ended by then keeps what it counted. */
const dismissedOnlyAfter = (over: RawBuilder<unknown>) => sql`
  (select min(f.at) from facts f where f.inquiry_id = c.inquiry_id and f.kind = 'dismissed' and f.at >= c.stopped_at) >= ${over}`;

const replied = sql`exists (
  select from facts f where f.inquiry_id = c.inquiry_id and f.at = c.stopped_at
    and (f.kind = 'answered' or c.kind = 'acknowledge' and f.kind in ('acknowledged', 'held')))`;

/** One row for everything that is counted in the two weeks: received, answered, dismissed; open and overdue when each ended. */
export function countedIn([before, week]: readonly Week[], within: Within): RawBuilder<unknown> {
  const each = (part: (w: Week, ago: number) => RawBuilder<unknown>) =>
    sql`${part(week!, 0)} union all ${part(before!, 1)}`;
  return sql`
    ${each((w, ago) => received(w, ago, within))}
    union all ${each((w, ago) => answered(w, ago, within))}
    union all ${each((w, ago) => dismissed(w, ago, within))}
    union all ${each(
      (w, ago) => sql`
      select ${ago}::int as ago, 'open' as what, c.group_id, c.owner_id from (${runningAt(w, within)}) c
      where c.kind in ('answer', 'next answer')`,
    )}
    union all ${each(
      (w, ago) => sql`
      select ${ago}::int as ago, 'overdue' as what, c.group_id, c.owner_id from (${overdueAt(w, within)}) c`,
    )}`;
}

const received = (w: Week, ago: number, within: Within) => sql`
  select ${ago}::int as ago, 'received' as what, i.group_id, i.owner_id
  from inquiries i
  where i.asked_at >= ${stamp(w.from)} and i.asked_at < ${stamp(w.to)} and i.merged_into is null and ${ofGroups(within, "i")}
    and not (i.state = 'dismissed' and i.closed_at is null)
    and not exists (
      select from facts f
      where f.inquiry_id = i.id and f.kind = 'dismissed' and f.at >= ${stamp(w.from)} and f.at < ${stamp(w.to)}
        and not exists (
          select from facts b where b.inquiry_id = f.inquiry_id and b.at < ${stamp(w.to)}
            and (b.kind in ('asked', 'reopened') and b.at > f.at or b.kind = 'reopened' and b.at = f.at)))`;

const answered = (w: Week, ago: number, within: Within) => sql`
  select ${ago}::int as ago, 'answered' as what, c.group_id, c.owner_id
  from clocks c
  where c.stopped_at >= ${stamp(w.from)} and c.stopped_at < ${stamp(w.to)} and c.kind in ('answer', 'next answer')
    and ${ofGroups(within)}
    and (c.state = 'met' or (c.state = 'breached' and not ${closedUnanswered})
      or (c.state = 'cancelled' and ${replied} and ${dismissedOnlyAfter(stamp(w.to))}))`;

const dismissed = (w: Week, ago: number, within: Within) => sql`
  select ${ago}::int as ago, 'dismissed' as what, i.group_id, i.owner_id
  from (
    select f.inquiry_id from facts f where f.kind = 'dismissed' and f.at >= ${stamp(w.from)} and f.at < ${stamp(w.to)}
    union
    select c.inquiry_id from clocks c
    where c.stopped_at >= ${stamp(w.from)} and c.stopped_at < ${stamp(w.to)} and c.kind in ('answer', 'next answer')
      and c.state in ('breached', 'cancelled') and ${closedUnanswered}
  ) d join inquiries i on i.id = d.inquiry_id
  where i.merged_into is null and ${ofGroups(within, "i")}`;

/** Two arms, so that each is read from the index alone: what runs still, and what stopped after the week. */
const runningAt = (w: Week, within: Within) => sql`
  select c.inquiry_id, c.kind, c.group_id, c.owner_id, c.client_id, c.due_at from clocks c
  where c.stopped_at is null and c.started_at < ${stamp(w.to)} and ${ofGroups(within)}
  union all
  select c.inquiry_id, c.kind, c.group_id, c.owner_id, c.client_id, c.due_at from clocks c
  where c.stopped_at >= ${stamp(w.to)} and c.started_at < ${stamp(w.to)} and ${ofGroups(within)}`;

/** Inquiries past due when the week ended, each once, with the first instant that was missed. */
export const overdueAt = (w: Week, within: Within) => sql`
  select c.inquiry_id, min(c.group_id) as group_id, min(c.owner_id) as owner_id, min(c.client_id) as client_id,
    min(c.due_at) as since
  from (${runningAt(w, within)}) c
  where c.due_at < ${stamp(w.to)} and c.kind = any(${JUDGED}::text[])
  group by c.inquiry_id`;

import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { inGap } from "./gaps.ts";

/** What happens next to an open inquiry; or why nothing does; or neither: then nobody will ever hear of it. */
export type Next =
  | "nudge planned"
  | "message on its way"
  | "being found out whether it was answered"
  | "waiting on the client"
  | "everyone on its ladder was told"
  | "no target applies"
  | "nothing";

/** How many open inquiries have which next action, or reason for none. */
export async function nextSteps(db: Db, now: Instant): Promise<Map<Next, number>> {
  const { rows } = await sql<{ next: Next; count: number }>`
    select next, count(*) as count from (${nextOfEach(now)}) as step group by next`.execute(db);
  return new Map(rows.map(({ next, count }) => [next, count]));
}

/** Open inquiries of which nobody would ever hear again. */
export async function unattended(db: Db, now: Instant): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (${nextOfEach(now)}) as step where next = 'nothing' order by id`.execute(db);
  return rows.map((row) => row.id);
}

/** In SQL: each open inquiry's `id` and `next`. */
export const nextOfEach = (now: Instant) => sql`
  select i.id, case
    when ${inGap(now)} then 'being found out whether it was answered'
    when exists (
      select from delivery_inquiries a join deliveries d on d.id = a.delivery_id
      where a.inquiry_id = i.id and d.state in ('pending', 'sending') and d.purpose in ('nudge', 'ask')
    ) then 'message on its way'
    when exists (
      select from nudges n join clocks c on c.id = n.clock_id and c.version = n.version
      where n.inquiry_id = i.id and n.done_at is null and c.stopped_at is null and i.state = 'open'
    ) then 'nudge planned'
    when i.state = 'paused' then 'waiting on the client'
    when not exists (
      select from clocks c where c.inquiry_id = i.id and c.stopped_at is null and c.due_at is not null
    ) then 'no target applies'
    when not exists (
      select from clocks c where c.inquiry_id = i.id and c.stopped_at is null and c.due_at is not null and not exists (
        select from nudges n where n.clock_id = c.id and n.outcome in ('sent', 'passed', 'nobody')
      )
    ) then 'everyone on its ladder was told'
    else 'nothing' end as next
  from inquiries i
  where i.waiting_since is not null and i.state in ('open', 'paused') and i.merged_into is null`;

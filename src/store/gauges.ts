import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { MINUTE } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";
import { nextOfEach } from "./unattended.ts";

/** What waits just now, in numbers. */
export interface Gauges {
  /** Nudges whose time has come, and those of them for which it came more than a minute ago. */
  readonly nudgesDue: number;
  readonly nudgesLate: number;
  readonly deliveriesPending: number;
  readonly deliveriesSending: number;
  /** Seconds since the oldest pending one might have left; 0 where none might. */
  readonly oldestPendingSeconds: number;
  readonly inboxWaiting: number;
  readonly inboxSetAside: number;
  readonly inquiriesOpen: number;
  readonly inquiriesOverdue: number;
  /** Open ones of which nobody would ever hear again. */
  readonly inquiriesUnattended: number;
  /** Tasks of the program's own that failed too often. */
  readonly jobsSetAside: number;
  /** Channels in which what was missed is still to be found. */
  readonly channelsBehind: number;
}

/** One query, and each part of it through a partial index: what is over and done is not walked through. */
export async function gauges(db: Db, now: Instant): Promise<Gauges> {
  const at = stamp(now);
  const { rows } = await sql<Record<keyof Gauges, string>>`
    select nudges.*, deliveries.*, inbox.*, inquiries.*, work.* from
      (select count(*) as "nudgesDue", count(*) filter (where due_at < ${stamp(now - MINUTE)}) as "nudgesLate"
        from nudges where done_at is null and due_at <= ${at}) as nudges,
      (select count(*) filter (where state = 'pending') as "deliveriesPending", count(*) filter (where state = 'sending') as "deliveriesSending",
        greatest(coalesce(extract(epoch from ${at} - min(not_before) filter (where state = 'pending')), 0), 0) as "oldestPendingSeconds"
        from deliveries where state in ('pending', 'sending')) as deliveries,
      (select count(*) filter (where failed is null) as "inboxWaiting", count(*) filter (where failed is not null) as "inboxSetAside"
        from inbox where done_at is null) as inbox,
      (select count(*) as "inquiriesOpen", count(*) filter (where due_at < ${at}) as "inquiriesOverdue"
        from inquiries where waiting_since is not null) as inquiries,
      (select (select count(*) from (${nextOfEach(now)}) as step where next = 'nothing') as "inquiriesUnattended",
        (select count(*) from troubles where again_at is null) as "jobsSetAside",
        (select count(*) from channels where gap_from is not null) as "channelsBehind") as work`.execute(db);
  return Object.fromEntries(
    Object.entries(rows[0]!).map(([name, value]) => [name, Number(value)]),
  ) as unknown as Gauges;
}

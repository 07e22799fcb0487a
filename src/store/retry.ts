import { sql } from "kysely";
import { byTerminal } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { DAY } from "../domain/wall-clock.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";
import { retrySetAside } from "./inbox.ts";

/** A kind of thing that failed too often, how many of it there are, and with what the latest failed. */
export interface Given {
  readonly what: "messages" | "channels" | "jobs" | "deliveries";
  readonly count: number;
  readonly reason: string | null;
}

/** A delivery that failed longer ago than this is of no use to anybody. */
const STALE = 14 * DAY;

/** What was set aside or given up, kind by kind; those with nothing are left out. */
export async function givenUp(db: Db, now: Instant): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select 'messages' as what, count(*) as count, max(failed) as reason from inbox where failed is not null and done_at is null
    union all select 'channels', count(*), max(gap_failed) from channels where gap_failed is not null
    union all select 'jobs', count(*), max(reason) from troubles where again_at is null
    union all select 'deliveries', count(*), (array_agg(reason order by settled_at desc))[1]
      from deliveries where state = 'failed' and settled_at > ${stamp(now - STALE)}`.execute(db);
  return rows.filter(({ count }) => count > 0);
}

/** Lets all of it be tried again, from now on. A nudge that is owed no more by then is not sent. */
export const retryAll = (db: Db, now: Instant): Promise<void> =>
  within(db, async (tx) => {
    await retrySetAside(tx, now);
    await sql`
      update channels set gap_failed = null, gap_tries = 0, gap_lease_until = null where gap_failed is not null`.execute(
      tx,
    );
    await tx.deleteFrom("troubles").execute();
    await sql`
      update deliveries set state = 'pending', not_before = ${stamp(now)}, settled_at = null
      where state = 'failed' and settled_at > ${stamp(now - STALE)}`.execute(tx);
    await record(tx, { ...byTerminal(now), act: "tried again", subject: { kind: "firm" } });
  });

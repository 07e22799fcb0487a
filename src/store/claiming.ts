import { sql } from "kysely";
import { fitting, fullLanes, type Paces, type Recent } from "../domain/lanes.ts";
import type { AccountRef } from "../domain/message.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";
import type { NewDelivery } from "./deliveries.ts";

/** Something to be said that this process says now. */
export interface Claimed {
  readonly id: number;
  readonly mark: string;
  readonly purpose: NewDelivery["purpose"];
  readonly personId: number;
  readonly card: unknown;
  readonly picture: Uint8Array | null;
  /** Tries so far, this one included. What settles it names it: whoever was overtaken writes over nothing. */
  readonly attempts: number;
  readonly inquiryIds: readonly number[];
  readonly key: string;
  /** A question to someone that answered itself meanwhile. */
  readonly moot: boolean;
  /** Nothing more will be said of it: said twice is better than not at all. */
  readonly last: boolean;
  /** An earlier try may have reached its reader. */
  readonly doubtful: boolean;
  /** Where its reader was last active, of the platforms there are. */
  readonly to?: AccountRef;
}

const LEASE = 2 * MINUTE;
/** The longest that any platform counts what it was asked. */
const LATELY = MINUTE;
/** A number of ours, that other programs in the same database hardly lock. */
const CLAIMING = 7_265_001;

/**
 * Claims what may leave now: what is due first leaves first, digests last, no faster than each workspace lets it. Committed as
 * *sending* before the call: a crash may then say a thing twice, never zero times.
 */
export async function claimDeliveries(
  db: Db,
  paces: ReadonlyMap<string, Paces>,
  now: Instant,
  limit: number,
): Promise<Claimed[]> {
  const paceOf = (lane: string) => paces.get(lane.split(" ", 1)[0]!)!;
  return db.transaction().execute(async (tx) => {
    // Two processes that count and claim at the same time would each use up what is left.
    await sql`select pg_advisory_xact_lock(${CLAIMING})`.execute(tx);
    const recent = await triedLately(tx, [...paces.keys()], now);
    const waiting = await waitingNow(tx, [...paces.keys()], fullLanes(recent, paceOf, now), now, limit);
    return take(tx, fitting(waiting, recent, paceOf, now), now);
  });
}

async function triedLately(db: Db, platforms: readonly string[], now: Instant): Promise<Recent[]> {
  const { rows } = await sql<Recent>`
    select lane, person_id as "personId", tried_at as at, state = 'sending' and lease_until > ${stamp(now)} as "underWay"
    from deliveries
    where tried_at > ${stamp(now - LATELY - LEASE)} and split_part(lane, ' ', 1) = any(${platforms}::text[])`.execute(
    db,
  );
  return rows;
}

interface Candidate {
  readonly id: number;
  readonly personId: number;
  readonly lane: string | undefined;
  readonly to: AccountRef | undefined;
  readonly isDigest: boolean;
}

const BEFORE = sql`d.purpose = 'digest', d.due_at nulls last, d.not_before, d.id`;

/** From each lane its foremost, so that one that is held up hides no other. */
async function waitingNow(
  db: Db,
  platforms: readonly string[],
  full: readonly string[],
  now: Instant,
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await sql<{
    id: number;
    personId: number;
    to: AccountRef | null;
    lane: string | null;
    isDigest: boolean;
  }>`
    with begun as materialized (
      -- Whether these were said is found out first: what else waits for the same person may then be said with them.
      select person_id from deliveries
      where purpose = 'nudge' and (state = 'sending' and lease_until <= ${stamp(now)} or state = 'pending' and doubtful and not_before <= ${stamp(now)})
    ), due as (
      select d.id, a.to, a.lane, row_number() over (partition by a.lane order by ${BEFORE}) as place
      from deliveries d left join lateral (
        select jsonb_build_object('platform', a.platform, 'workspace', a.workspace, 'id', a.external_id) as to,
          a.platform || ' ' || a.workspace as lane
        from accounts a
        where a.person_id = d.person_id and not a.deactivated and a.platform = any(${platforms}::text[])
        order by a.active_at desc nulls last, a.id limit 1
      ) a on true
      where d.state in ('pending', 'sending') and d.not_before <= ${stamp(now)}
        and (d.state = 'pending' or d.lease_until <= ${stamp(now)})
        and (d.purpose <> 'nudge' or d.state = 'sending' or d.doubtful or d.person_id not in (select person_id from begun))
    )
    select d.id, d.person_id as "personId", due.to, due.lane, d.purpose = 'digest' as "isDigest"
    from deliveries d join due on due.id = d.id
    where due.place <= ${limit} and (due.lane is null or due.lane <> all(${full}::text[]))
    order by ${BEFORE} for update of d skip locked`.execute(db);
  return rows.map(({ to, lane, ...row }) => ({ ...row, to: to ?? undefined, lane: lane ?? undefined }));
}

async function take(db: Db, leaving: readonly Candidate[], now: Instant): Promise<Claimed[]> {
  if (leaving.length === 0) return [];
  const { rows } = await sql<Omit<Claimed, "to">>`
    update deliveries d
    set state = 'sending', lease_until = ${stamp(now + LEASE)}, attempts = attempts + 1, lane = leaving.lane, tried_at = ${stamp(now)},
      -- Whoever had it did not live to say what became of it.
      doubtful = d.doubtful or d.state = 'sending'
    from unnest(${leaving.map((one) => one.id)}::bigint[], ${leaving.map((one) => one.lane ?? null)}::text[]) as leaving (id, lane)
    where d.id = leaving.id
    returning d.id, mark, purpose, person_id as "personId", key, card, picture, attempts, doubtful,
      purpose = 'ask' and not exists (
        select from delivery_inquiries a join inquiries i on i.id = a.inquiry_id
        where a.delivery_id = d.id and i.waiting_since is not null and (i.unsure or d.key not like 'unsure:%')
      ) as moot,
      purpose <> 'nudge' or exists (
        select from delivery_inquiries a join nudges n on n.id = a.nudge_id where a.delivery_id = d.id and not exists (
          select from nudges o where o.clock_id = n.clock_id and o.version = n.version and o.step > n.step and o.done_at is null
        )
      ) as last,
      coalesce((select array_agg(a.inquiry_id order by a.inquiry_id) from delivery_inquiries a where a.delivery_id = d.id), '{}') as "inquiryIds"`.execute(
    db,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return leaving.map(({ id, to }) => ({ ...byId.get(id)!, to }));
}

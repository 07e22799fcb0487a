import { sql } from "kysely";
import type { ChannelRef } from "../domain/message.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { type Db, stamp, stampOrNull } from "./db.ts";

/** A channel in which something may have been missed since `from`, in one process's hands. */
export interface Gap {
  readonly channelId: number;
  readonly ref: ChannelRef;
  readonly from: Instant;
  /** What settles it names it: whoever was overtaken writes over nothing. */
  readonly tries: number;
}

const LEASE = 5 * MINUTE;
/** After so many tries, over a day, a gap is set aside with its reason: a platform that is away for an hour comes back. */
const TRIES = 30;
const LONGEST_WAIT = 60;

/**
 * Says that the platform is listened to. Returns when that was last said; undefined the first time. What was said for a time yet to
 * come, by a clock that ran fast, is said anew.
 */
export async function noteAlive(db: Db, platform: string, now: Instant): Promise<Instant | undefined> {
  const { rows } = await sql<{ was: Instant | null }>`
    with before as (select alive_at from presence where platform = ${platform})
    insert into presence (platform, alive_at) values (${platform}, ${stamp(now)})
    on conflict (platform) do update set alive_at = case when presence.alive_at > ${stamp(now + MINUTE)}
      then excluded.alive_at else greatest(presence.alive_at, excluded.alive_at) end
    returning (select alive_at from before) as was`.execute(db);
  return rows[0]!.was ?? undefined;
}

/**
 * From `from` on something may have been missed in every channel that is read there. A wider gap takes in a narrower one. `until`:
 * where more may be missed until then, it is not looked for before. `waitFor`: nudges wait until it is known what was missed.
 */
export async function openGaps(
  db: Db,
  platform: string,
  workspace: string | undefined,
  from: Instant,
  now: Instant,
  { until = now, waitFor = true }: { until?: Instant; waitFor?: boolean } = {},
) {
  await sql`
    update channels
    set gap_from = least(gap_from, ${stamp(from)}::timestamptz), gap_noticed_at = coalesce(gap_noticed_at, ${stampOrNull(waitFor ? now : null)}),
      gap_tries = 0, gap_failed = null, gap_lease_until = ${stampOrNull(until > now ? until : null)}
    where platform = ${platform} and (${workspace ?? null}::text is null or workspace = ${workspace ?? null})
      and bot_in and not archived and kind <> 'other'`.execute(db);
}

/** Takes the oldest gap that nobody is at work on. */
export async function claimGap(db: Db, platforms: readonly string[], now: Instant): Promise<Gap | undefined> {
  const { rows } = await sql<Gap>`
    update channels set gap_lease_until = ${stamp(now + LEASE)}, gap_tries = gap_tries + 1
    where id = (
      select id from channels
      where gap_from is not null and gap_failed is null and platform = any(${platforms}::text[])
        -- None waits longer than that: it was put off by a clock that ran fast.
        and (gap_lease_until is null or gap_lease_until <= ${stamp(now)} or gap_lease_until > ${stamp(now + 2 * LONGEST_WAIT * MINUTE)})
      order by gap_from, id limit 1 for update skip locked
    )
    returning id as "channelId", gap_from as from, gap_tries as tries,
      jsonb_build_object('platform', platform, 'workspace', workspace, 'id', external_id) as ref`.execute(db);
  return rows[0];
}

/** Found again up to `to`: from there it goes on, here or elsewhere. False where it is in other hands now, or has grown wider. */
export const narrowGap = (db: Db, gap: Gap, to: Instant, now: Instant): Promise<boolean> =>
  mine(db, gap, sql`gap_from = ${stamp(to)}, gap_lease_until = ${stamp(now + LEASE)}`);

/** Nothing is missing any more up to `until`. */
export const closeGap = (db: Db, gap: Gap, until: Instant): Promise<boolean> =>
  mine(
    db,
    gap,
    sql`gap_from = null, gap_noticed_at = null, gap_lease_until = null, gap_tries = 0,
      heard_until = greatest(heard_until, ${stamp(until)}::timestamptz)`,
  );

/** Tried again a while later, or, after a few tries, set aside with its reason. */
export const leaveGap = (db: Db, gap: Gap, reason: string, now: Instant): Promise<boolean> =>
  mine(
    db,
    gap,
    sql`gap_lease_until = ${stamp(now + Math.min(2 ** (gap.tries - 1), LONGEST_WAIT) * MINUTE)},
      gap_failed = ${gap.tries >= TRIES ? reason : null}::text`,
  );

async function mine(db: Db, { channelId, tries, from }: Gap, set: ReturnType<typeof sql>): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channels set ${set}
    where id = ${channelId} and gap_tries = ${tries} and gap_from >= ${stampOrNull(from)}`.execute(db);
  return numAffectedRows === 1n;
}

/** A gap is waited for so long; then what is known has to do: better a nudge too many than none. */
const PATIENCE = 15 * MINUTE;

/**
 * While channels are still being gone through: what fell due between these was missed with what was said there. `from`: as far as
 * each of them was gone through before.
 */
export async function beingFoundAgain(
  db: Db,
  now: Instant,
): Promise<{ readonly from: Instant; readonly until: Instant } | undefined> {
  const { rows } = await sql<{ from: Instant | null; until: Instant | null }>`
    select min(coalesce(heard_until, 'epoch')) as from, max(gap_noticed_at) as until from channels
    where gap_from is not null and gap_failed is null and gap_noticed_at > ${stamp(now - PATIENCE)}`.execute(db);
  const { from, until } = rows[0]!;
  return from !== null && until !== null ? { from, until } : undefined;
}

/** Whether of the inquiry `i` it is being found out just now whether it was answered. */
export const inGap = (now: Instant) => sql<boolean>`exists (
  select from channels g where g.id = i.channel_id and g.gap_from is not null and g.gap_failed is null
    and g.gap_noticed_at > ${stamp(now - PATIENCE)}
)`;

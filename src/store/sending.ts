import { sql } from "kysely";
import { type Instant, MINUTE } from "../domain/time.ts";
import { type Db, json, stamp } from "./db.ts";
import type { NewDelivery } from "./deliveries.ts";

/** Something to be said that this process says now. */
export interface Claimed {
  readonly id: number;
  readonly mark: string;
  readonly purpose: NewDelivery["purpose"];
  readonly personId: number;
  readonly card: unknown;
  readonly picture: Uint8Array | null;
  readonly attempts: number;
  readonly inquiryIds: readonly number[];
  readonly key: string;
  /** A question to someone that answered itself meanwhile. */
  readonly moot: boolean;
  /** Nothing more will be said of it: said twice is better than not at all. */
  readonly last: boolean;
}

const LEASE = 2 * MINUTE;

/**
 * Claims what may leave now: nudges before digests, the oldest first. Committed as *sending* before the call: a crash may
 * then say a thing twice, never zero times.
 */
export async function claimDeliveries(db: Db, now: Instant, limit: number): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    update deliveries d set state = 'sending', lease_until = ${stamp(now + LEASE)}, attempts = attempts + 1
    where id in (
      select id from deliveries
      where state in ('pending', 'sending') and not_before <= ${stamp(now)}
        and (state = 'pending' or lease_until <= ${stamp(now)})
      order by purpose = 'digest', not_before, id limit ${limit} for update skip locked
    )
    returning id, mark, purpose, person_id as "personId", key, card, picture, attempts,
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
  return [...rows].sort((a, b) => Number(a.purpose === "digest") - Number(b.purpose === "digest") || a.id - b.id);
}

export interface SentAs {
  readonly platform: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly id: string;
}

export const settleSent = (db: Db, id: number, ref: SentAs, card: unknown, now: Instant) =>
  db
    .updateTable("deliveries")
    .set({
      state: "sent",
      card: json(card),
      lease_until: null,
      settled_at: stamp(now),
      sent_platform: ref.platform,
      sent_workspace: ref.workspace,
      sent_conversation: ref.conversation,
      sent_external_id: ref.id,
    })
    .where("id", "=", id)
    .execute();

export const settleOtherwise = (
  db: Db,
  id: number,
  state: "unknown" | "failed" | "superseded",
  reason: string,
  now: Instant,
) =>
  db
    .updateTable("deliveries")
    .set({ state, reason, lease_until: null, settled_at: stamp(now) })
    .where("id", "=", id)
    .execute();

export const tryLater = (db: Db, id: number, reason: string, at: Instant) =>
  db
    .updateTable("deliveries")
    .set({ state: "pending", reason, lease_until: null, not_before: stamp(at) })
    .where("id", "=", id)
    .execute();

/** What was claimed and not begun waits again as it did. */
export async function putBack(db: Db, ids: readonly number[]) {
  await sql`
    update deliveries set state = 'pending', lease_until = null, attempts = attempts - 1
    where id = any(${ids}::bigint[]) and state = 'sending'`.execute(db);
}

export async function nextDeliveryAt(db: Db): Promise<Instant | undefined> {
  const row = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.min("not_before").as("at"))
    .where("state", "=", "pending")
    .executeTakeFirst();
  return row?.at ?? undefined;
}

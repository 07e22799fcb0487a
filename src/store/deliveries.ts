import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { MINUTE } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { json, stamp } from "./db.ts";

export interface NewDelivery {
  readonly purpose: "nudge" | "ask" | "notice" | "digest";
  /** A second intent with the same key is the same delivery. */
  readonly key: string;
  readonly personId: number;
  /** Absent for a nudge: it is drawn when it is claimed. */
  readonly card?: unknown;
  readonly picture?: Uint8Array;
  readonly about?: readonly { inquiryId: number; nudgeId?: number }[];
}

/** Puts something to be said into the outbox. False: it was there. */
export async function post(db: Db, d: NewDelivery, now: Instant): Promise<boolean> {
  const row = await db
    .insertInto("deliveries")
    .values({
      purpose: d.purpose,
      key: d.key,
      person_id: d.personId,
      card: d.card === undefined ? null : json(d.card),
      picture: d.picture ?? null,
      not_before: stamp(now),
      created_at: stamp(now),
      lease_until: null,
      reason: null,
      settled_at: null,
      retired_at: null,
      sent_platform: null,
      sent_workspace: null,
      sent_conversation: null,
      sent_external_id: null,
    })
    .onConflict((c) => c.column("key").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return false;
  if (d.about?.length)
    await db
      .insertInto("delivery_inquiries")
      .values(d.about.map((a) => ({ delivery_id: row.id, inquiry_id: a.inquiryId, nudge_id: a.nudgeId ?? null })))
      .onConflict((c) => c.doNothing())
      .execute();
  return true;
}

export interface Claimed {
  readonly id: number;
  readonly mark: string;
  readonly purpose: "nudge" | "ask" | "notice" | "digest";
  readonly personId: number;
  readonly card: unknown;
  readonly picture: Uint8Array | null;
  readonly attempts: number;
  readonly inquiryIds: readonly number[];
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
    returning id, mark, purpose, person_id as "personId", card, picture, attempts,
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

/** Sent cards with buttons about inquiries of which none needs an answer from their reader any more. */
export async function toRetire(db: Db, limit: number) {
  const { rows } = await sql<{ id: number; personId: number; inquiryIds: number[]; ref: SentAs }>`
    select d.id, d.person_id as "personId", array_agg(a.inquiry_id order by a.inquiry_id) as "inquiryIds",
      jsonb_build_object('platform', d.sent_platform, 'workspace', d.sent_workspace, 'conversation', d.sent_conversation, 'id', d.sent_external_id) as ref
    from deliveries d join delivery_inquiries a on a.delivery_id = d.id join inquiries i on i.id = a.inquiry_id
    where d.state = 'sent' and d.retired_at is null and d.purpose in ('nudge', 'ask')
    group by d.id
    having bool_and(i.waiting_since is null or i.state not in ('open', 'paused')
      or (d.purpose = 'ask' and d.key like 'unsure:%' and not i.unsure))
    order by d.id limit ${limit}`.execute(db);
  return rows;
}

export const retire = (db: Db, id: number, now: Instant) =>
  db
    .updateTable("deliveries")
    .set({ retired_at: stamp(now) })
    .where("id", "=", id)
    .execute();

/** The delivery that a card in a chat is. */
export const deliverySentAs = (db: Db, ref: SentAs) =>
  db
    .selectFrom("deliveries")
    .select(["id", "purpose", "person_id as personId", "key"])
    .where("sent_conversation", "=", ref.conversation)
    .where("sent_external_id", "=", ref.id)
    .where("sent_platform", "=", ref.platform)
    .executeTakeFirst();

export async function nextDeliveryAt(db: Db): Promise<Instant | undefined> {
  const row = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.min("not_before").as("at"))
    .where("state", "=", "pending")
    .executeTakeFirst();
  return row?.at ?? undefined;
}

export async function inquiriesOn(db: Db, deliveryId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("delivery_inquiries")
    .select("inquiry_id")
    .where("delivery_id", "=", deliveryId)
    .orderBy("inquiry_id")
    .execute();
  return rows.map((row) => row.inquiry_id);
}

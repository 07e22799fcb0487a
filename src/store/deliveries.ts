import { sql } from "kysely";
import type { Instant, Minutes } from "../domain/time.ts";
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

/** What one person is to be nudged about, and from when on. */
export interface Parcel {
  readonly key: string;
  readonly personId: number;
  readonly notBefore: Instant;
  readonly about: readonly { inquiryId: number; nudgeId: number }[];
}

/** Puts nudges into the outbox. Where one waits there for the same person, within so many minutes, they are one message. */
export async function postNudges(db: Db, parcels: readonly Parcel[], within: Minutes, now: Instant) {
  const waiting = await db
    .selectFrom("deliveries")
    .select(["id", "person_id as personId", "not_before as notBefore"])
    .where("purpose", "=", "nudge")
    .where("state", "=", "pending")
    .where("person_id", "in", [0, ...parcels.map((p) => p.personId)])
    .orderBy("id")
    .forUpdate()
    .execute();
  for (const { about, ...parcel } of parcels) {
    const near = (w: { notBefore: Instant }) =>
      Math.abs(Math.max(w.notBefore, now) - parcel.notBefore) <= within * MINUTE;
    const with_ = waiting.find((w) => w.personId === parcel.personId && near(w));
    if (!with_) await post(db, { purpose: "nudge", about, ...parcel }, parcel.notBefore);
    else await addTo(db, with_.id, about, Math.min(with_.notBefore, parcel.notBefore));
  }
}

async function addTo(db: Db, id: number, about: Parcel["about"], notBefore: Instant) {
  await db
    .insertInto("delivery_inquiries")
    .values(about.map((a) => ({ delivery_id: id, inquiry_id: a.inquiryId, nudge_id: a.nudgeId })))
    .onConflict((c) =>
      c.columns(["delivery_id", "inquiry_id"]).doUpdateSet((eb) => ({ nudge_id: eb.ref("excluded.nudge_id") })),
    )
    .execute();
  await db
    .updateTable("deliveries")
    .set({ not_before: stamp(notBefore) })
    .where("id", "=", id)
    .execute();
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

export async function nextDeliveryAt(db: Db): Promise<Instant | undefined> {
  const row = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.min("not_before").as("at"))
    .where("state", "=", "pending")
    .executeTakeFirst();
  return row?.at ?? undefined;
}

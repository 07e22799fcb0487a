import { sql } from "kysely";
import { type Instant, MINUTE, type Minutes } from "../domain/time.ts";
import { type Db, json, stamp, stampOrNull } from "./db.ts";

export interface NewDelivery {
  readonly purpose: "nudge" | "ask" | "notice" | "digest";
  /** A second intent with the same key is the same delivery. */
  readonly key: string;
  readonly personId: number;
  /** Absent for a nudge: it is drawn when it is claimed. */
  readonly card?: unknown;
  readonly picture?: Uint8Array;
  readonly about?: readonly { inquiryId: number; nudgeId?: number }[];
  /** The nearest due that it speaks of: what is due first leaves first. */
  readonly dueAt?: Instant;
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
      due_at: stampOrNull(d.dueAt),
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
  readonly dueAt?: Instant;
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
    else await addTo(db, with_.id, { ...parcel, about, notBefore: Math.min(with_.notBefore, parcel.notBefore) });
  }
}

/** Which of these nudges whom was told, or is about to be: `nudge person`. */
export async function toldOf(
  db: Db,
  nudges: readonly { readonly id: number; readonly inquiryId: number }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ told: string }>`
    select a.nudge_id || ' ' || d.person_id as told from delivery_inquiries a join deliveries d on d.id = a.delivery_id
    where a.inquiry_id = any(${[...new Set(nudges.map((n) => n.inquiryId))]}::int[])
      and a.nudge_id = any(${nudges.map((n) => n.id)}::bigint[]) and d.state not in ('superseded', 'failed')`.execute(
    db,
  );
  return new Set(rows.map((row) => row.told));
}

async function addTo(db: Db, id: number, { about, notBefore, dueAt }: Omit<Parcel, "key">) {
  await db
    .insertInto("delivery_inquiries")
    .values(about.map((a) => ({ delivery_id: id, inquiry_id: a.inquiryId, nudge_id: a.nudgeId })))
    .onConflict((c) =>
      c.columns(["delivery_id", "inquiry_id"]).doUpdateSet((eb) => ({ nudge_id: eb.ref("excluded.nudge_id") })),
    )
    .execute();
  await db
    .updateTable("deliveries")
    .set({ not_before: stamp(notBefore), due_at: sql`least(due_at, ${stampOrNull(dueAt)})` })
    .where("id", "=", id)
    .execute();
}

import { sql } from "kysely";
import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";
import type { SentAs } from "./sending.ts";

/**
 * Sent cards with buttons that say what is no longer so. `over`: nothing on it needs its reader any more. Else a part of it does
 * not, or what was in doubt is certain. Handed on is done with, but for those who watch over it.
 */
export async function outdated(db: Db, limit: number): Promise<Outdated[]> {
  const { rows } = await sql<Outdated>`
    select d.id, d.person_id as "personId", array_agg(a.inquiry_id order by a.inquiry_id) as "inquiryIds", d.created_at as "createdAt",
      bool_and(is_it.done) as over,
      jsonb_build_object('platform', d.sent_platform, 'workspace', d.sent_workspace, 'conversation', d.sent_conversation, 'id', d.sent_external_id) as ref
    from deliveries d join people p on p.id = d.person_id
    join delivery_inquiries a on a.delivery_id = d.id join inquiries i on i.id = a.inquiry_id
    cross join lateral (select a.withdrawn_at is not null or i.waiting_since is null or (d.key like 'unowned:%' and i.owner_id is not null) or (
      i.owner_id <> d.person_id and not p.is_partner and not p.is_admin
      and not exists (select from practice_groups g where g.id = i.group_id and g.lead_id = p.id)
      and not exists (select from group_partners g where g.group_id = i.group_id and g.person_id = p.id)
      and exists (select from facts f where f.inquiry_id = i.id and f.kind = 'assigned' and f.at >= d.created_at)
    ) as done) is_it
    where d.state = 'sent' and d.retired_at is null and d.purpose in ('nudge', 'ask')
    group by d.id
    having bool_and(is_it.done)
      or (d.key not like 'ambiguous:%' and bool_or(is_it.done and a.withdrawn_at is null and i.last_fact_at > d.settled_at))
      or (d.purpose = 'ask' and d.key like 'unsure:%' and bool_and(not i.unsure))
    order by d.id limit ${limit}`.execute(db);
  return rows;
}

interface Outdated {
  readonly id: number;
  readonly personId: number;
  readonly inquiryIds: readonly number[];
  readonly createdAt: Instant;
  readonly over: boolean;
  readonly ref: SentAs;
}

/** Its card was drawn anew, with buttons for what is left; a question that was answered is a nudge from now on. */
export const refreshed = (db: Db, id: number, now: Instant) =>
  db
    .updateTable("deliveries")
    .set({ settled_at: stamp(now), purpose: "nudge" })
    .where("id", "=", id)
    .execute();

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
    .select(["id", "purpose", "person_id as personId", "key", "created_at as createdAt"])
    .where("sent_conversation", "=", ref.conversation)
    .where("sent_external_id", "=", ref.id)
    .where("sent_platform", "=", ref.platform)
    .executeTakeFirst();

/** By which account somebody reads what was sent to them there. */
export async function readerThere(
  db: Db,
  personId: number,
  { platform, workspace }: Omit<AccountRef, "id">,
): Promise<AccountRef | undefined> {
  const row = await db
    .selectFrom("accounts")
    .select("external_id as id")
    .where("person_id", "=", personId)
    .where("platform", "=", platform)
    .where("workspace", "=", workspace)
    .orderBy("deactivated")
    .orderBy("id")
    .executeTakeFirst();
  return row && { platform, workspace, id: row.id };
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

import { sql } from "kysely";
import type { Utterance } from "../domain/conversation.ts";
import { type Revision, standing } from "../domain/revisions.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { stamp } from "./db.ts";

/** A message as its conversation sees it, with the inquiry it was placed in. */
export interface StoredUtterance extends Utterance {
  readonly inquiryId: number | null;
}

/**
 * The part of a channel that a message at `around` (in `thread`, if it is in one) can have a say in: back to the start
 * of every inquiry that was alive then, and of every inquiry alive at that start, and so on. No words are read.
 */
export async function conversation(
  db: Db,
  channelId: number,
  around: Instant,
  thread: string | undefined,
): Promise<StoredUtterance[]> {
  const { rows } = await sql<Row>`
    with recursive since (t) as (
      select least(${stamp(around)}, (
        select min(i.asked_at) from messages m join inquiries i on i.id = m.inquiry_id
        where m.channel_id = ${channelId} and (m.external_id = ${thread ?? ""} or m.thread_external_id = ${thread ?? ""})
      ))
      union
      select i.asked_at from since join inquiries i
        on i.channel_id = ${channelId} and i.asked_at < since.t and (i.last_fact_at >= since.t or i.waiting_since is not null)
    )
    select m.id, m.at, m.thread_external_id, m.external_id, m.broadcast, m.account_id, a.person_id, a.contact_id,
      case when m.ruled = 'inquiry' then 'client' else m.side end as side,
      case when m.ruled = 'not' then 'not' when m.ruled = 'inquiry' then 'inquiry' else m.verdict end as verdict,
      m.grade, m.promised_for, m.revisions, m.answers_message_id, m.deleted_at, m.inquiry_id
    from messages m left join accounts a on a.id = m.account_id
    where m.channel_id = ${channelId} and m.at >= (select min(t) from since) and m.side in ('client', 'firm')`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    thread: row.thread_external_id ?? undefined,
    key: row.external_id,
    broadcast: row.broadcast,
    side: row.side,
    speaker: row.person_id ? `person ${row.person_id}` : `account ${row.account_id}`,
    contactId: row.contact_id ?? undefined,
    personId: row.person_id ?? undefined,
    verdict: row.verdict ?? undefined,
    grade: row.grade ?? undefined,
    promisedFor: row.promised_for ?? undefined,
    before: row.side === "firm" && row.grade ? earlier(row.revisions, row.at) : undefined,
    answers: row.answers_message_id ?? undefined,
    deleted: row.deleted_at !== null,
    inquiryId: row.inquiry_id,
  }));
}

/** What a reply said before it was edited, where it said something. */
const earlier = (revisions: readonly Revision[], at: Instant) =>
  revisions.length > 1 ? standing(revisions, Math.min(at, revisions[0]!.at)).before : undefined;

/** The first ask of an inquiry: where its conversation begins. */
export async function conversationStart(db: Db, inquiryId: number) {
  const row = await db
    .selectFrom("messages")
    .select(["id", "at", "external_id", "thread_external_id"])
    .where("inquiry_id", "=", inquiryId)
    .where("side", "=", "client")
    .orderBy("at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, at: row.at, thread: row.thread_external_id ?? row.external_id };
}

/** Writes down which inquiry each message belongs to; null: to none. One statement. */
export async function placeMessages(db: Db, places: readonly { id: number; inquiryId: number | null }[]) {
  if (places.length === 0) return;
  await sql`
    update messages set inquiry_id = placed.inquiry_id
    from unnest(${places.map((p) => p.id)}::bigint[], ${places.map((p) => p.inquiryId)}::int[]) as placed (id, inquiry_id)
    where messages.id = placed.id`.execute(db);
}

interface Row {
  id: number;
  at: Instant;
  thread_external_id: string | null;
  external_id: string;
  broadcast: boolean;
  account_id: number | null;
  person_id: number | null;
  contact_id: number | null;
  side: "client" | "firm";
  verdict: "inquiry" | "unsure" | "not" | null;
  grade: "acknowledgement" | "holding" | "substantive" | null;
  promised_for: Instant | null;
  revisions: readonly Revision[];
  answers_message_id: number | null;
  deleted_at: Instant | null;
  inquiry_id: number | null;
}

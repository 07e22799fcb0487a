import { sql } from "kysely";
import type { Utterance } from "../domain/conversation.ts";
import type { Message } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { stamp, stampOrNull } from "./db.ts";

/** What was made of a message's words when they came in. */
export interface Reading {
  readonly accountId: number | null;
  readonly side: "client" | "firm" | "none";
  readonly verdict?: "inquiry" | "unsure" | "not";
  readonly verdictWhy?: string;
  readonly grade?: "acknowledgement" | "holding" | "substantive";
  readonly promisedFor?: Instant;
}

/**
 * Keeps a message. Of two revisions the later stays, whichever comes first, and what was deleted stays deleted.
 * Undefined where this is old news.
 */
export async function saveMessage(db: Db, channelId: number, m: Message, r: Reading): Promise<number | undefined> {
  const words = {
    thread_external_id: m.thread ?? null,
    at: stamp(m.at),
    revised_at: stamp(m.revisedAt),
    account_id: r.accountId,
    side: r.side,
    broadcast: m.broadcast,
    files: m.files,
    body: m.text,
    verdict: r.verdict ?? null,
    verdict_why: r.verdictWhy ?? null,
    grade: r.grade ?? null,
    promised_for: stampOrNull(r.promisedFor),
  };
  const row = await db
    .insertInto("messages")
    .values({
      channel_id: channelId,
      external_id: m.id,
      deleted_at: null,
      ruled: null,
      ruled_by: null,
      answers_message_id: null,
      inquiry_id: null,
      ...words,
    })
    .onConflict((c) =>
      c
        .columns(["channel_id", "external_id"])
        .doUpdateSet(words)
        .where("messages.deleted_at", "is", null)
        .whereRef("messages.revised_at", "<", "excluded.revised_at"),
    )
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** The words go, the stone stays: the original may still be on its way. Undefined where it was gone already. */
export async function deleteMessage(db: Db, channelId: number, externalId: string, at: Instant) {
  const row = await db
    .insertInto("messages")
    .values({
      channel_id: channelId,
      external_id: externalId,
      thread_external_id: null,
      at: stamp(at),
      revised_at: stamp(at),
      deleted_at: stamp(at),
      account_id: null,
      side: null,
      body: null,
      verdict: null,
      verdict_why: null,
      ruled: null,
      ruled_by: null,
      grade: null,
      promised_for: null,
      answers_message_id: null,
      inquiry_id: null,
    })
    .onConflict((c) =>
      c
        .columns(["channel_id", "external_id"])
        .doUpdateSet({ deleted_at: stamp(at), body: null })
        .where("messages.deleted_at", "is", null),
    )
    .returning(["id", "at"])
    .executeTakeFirst();
  return row;
}

export async function messageByExternalId(db: Db, channelId: number, externalId: string) {
  return db
    .selectFrom("messages")
    .select(["id", "at", "side", "verdict", "ruled", "inquiry_id as inquiryId", "thread_external_id as thread"])
    .where("channel_id", "=", channelId)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
}

/** True where someone tracks this thread by hand: it is read then, even in a channel that is not. */
export async function threadIsTracked(db: Db, channelId: number, root: string): Promise<boolean> {
  const row = await db
    .selectFrom("messages")
    .select("id")
    .where("channel_id", "=", channelId)
    .where((eb) => eb.or([eb("external_id", "=", root), eb("thread_external_id", "=", root)]))
    .where("ruled", "=", "inquiry")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A person's word stands above the detector's. */
export const rule = (db: Db, messageId: number, ruled: "inquiry" | "not", by: number | null) =>
  db
    .updateTable("messages")
    .set({ ruled, ruled_by: by, ...(ruled === "inquiry" ? { side: "client" as const } : {}) })
    .where("id", "=", messageId)
    .execute();

/** Which ask a reply was for, as its owner said. */
export const sayItAnswers = (db: Db, replyId: number, askId: number) =>
  db.updateTable("messages").set({ answers_message_id: askId }).where("id", "=", replyId).execute();

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
      m.grade, m.promised_for, m.answers_message_id, m.deleted_at, m.inquiry_id
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
    answers: row.answers_message_id ?? undefined,
    deleted: row.deleted_at !== null,
    inquiryId: row.inquiry_id,
  }));
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
  answers_message_id: number | null;
  deleted_at: Instant | null;
  inquiry_id: number | null;
}

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

/** Messages that ask something in this inquiry. */
export async function asksOf(db: Db, inquiryId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("facts")
    .select("message_id")
    .where("inquiry_id", "=", inquiryId)
    .where("kind", "=", "asked")
    .where("message_id", "is not", null)
    .execute();
  return rows.map((row) => row.message_id!);
}

export async function messageById(db: Db, id: number) {
  const row = await db
    .selectFrom("messages")
    .select(["id", "at", "channel_id", "external_id", "thread_external_id"])
    .where("id", "=", id)
    .executeTakeFirst();
  return (
    row && { id: row.id, at: row.at, channelId: row.channel_id, thread: row.thread_external_id ?? row.external_id }
  );
}

/** It answered nothing here, as who wrote it said. */
export const sayItAnswersNone = (db: Db, replyId: number) =>
  db.updateTable("messages").set({ grade: null, promised_for: null }).where("id", "=", replyId).execute();

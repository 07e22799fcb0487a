import { sql } from "kysely";
import { type Act, byItself } from "../domain/audit.ts";
import { type Revision, standing } from "../domain/conversation/revisions.ts";
import type { Message } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "./audit.ts";
import { type Db, json, stamp, stampOrNull } from "./db.ts";
import { isMessageHeld } from "./holds.ts";
import type { Pen } from "./vault.ts";
import { bodyOf } from "./words.ts";

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
 * Keeps a message. Of two revisions the later one's words stay, whichever comes first, and what was deleted stays deleted:
 * what it was read as is kept, and its words are not.
 * Undefined where this is old news. The channel's lock is held. Without a `pen` its words are not kept.
 */
export async function saveMessage(
  db: Db,
  channelId: number,
  m: Message,
  r: Reading,
  pen: Pen | undefined,
  now: Instant,
): Promise<number | undefined> {
  const words = {
    thread_external_id: m.thread ?? null,
    revised_at: stamp(m.revisedAt),
    account_id: r.accountId,
    side: r.side,
    broadcast: m.broadcast,
    files: m.files,
    body: pen?.seal(m.text, bodyOf(channelId, m.id)) ?? null,
    plain_body: null,
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
      at: stamp(m.at),
      ...words,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .executeTakeFirst();
  const id = row?.id ?? (await saveRevision(db, channelId, m, r, words));
  if (id !== undefined) await recordMessage(db, row ? "message kept" : "message changed", id, channelId, now, r);
  return id;
}

const recordMessage = (db: Db, act: Act, id: number, channel: number, now: Instant, r?: Reading) =>
  record(db, {
    ...byItself(now),
    act,
    subject: { kind: "message", id },
    details: { channel, ...(r && { account: r.accountId, side: r.side, read: r.verdict ?? r.grade }) },
  });

/** What each revision was read as is kept, so that the order they come in is of no account. */
async function saveRevision(db: Db, channelId: number, m: Message, r: Reading, words: object) {
  const known = await db
    .selectFrom("messages")
    .select(["id", "at", "revised_at", "deleted_at", "side", "verdict", "grade", "promised_for", "revisions"])
    .where("channel_id", "=", channelId)
    .where("external_id", "=", m.id)
    .executeTakeFirst();
  // What was said after the deletion undoes it.
  const back = known !== undefined && known.deleted_at !== null && m.revisedAt > known.deleted_at;
  if (!known) return undefined;
  const { verdict, grade, promised_for } = known;
  const only = revision(known.revised_at, verdict, grade, promised_for);
  // Deleted before anything of it came: what it was is known only now. Its words are not kept.
  const isStone = known.side === null;
  const before = known.revisions.length > 0 ? known.revisions : isStone ? [] : [only];
  if (before.some(({ at }) => at === m.revisedAt)) return undefined;
  const revisions = [...before, revision(m.revisedAt, r.verdict, r.grade, r.promisedFor)].sort((a, b) => a.at - b.at);
  await db
    .updateTable("messages")
    .set({
      ...(isStone || m.revisedAt > known.revised_at ? words : {}),
      ...(back ? { deleted_at: null } : known.deleted_at !== null ? { body: null } : {}),
      at: stamp(standing(revisions, Math.min(m.at, known.at)).at),
      revisions: json(revisions),
    })
    .where("id", "=", known.id)
    .execute();
  return known.id;
}

const revision = (
  at: Instant,
  verdict: Revision["verdict"] | null,
  grade: Revision["grade"] | null,
  promisedFor: Instant | null | undefined,
): Revision => ({
  at,
  ...(verdict && { verdict }),
  ...(grade && { grade }),
  ...(promisedFor && { promisedFor }),
});

/** The words go, the stone stays: the original may still be on its way. Undefined where it was gone already. */
export async function deleteMessage(db: Db, channelId: number, externalId: string, at: Instant, now: Instant) {
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
        .doUpdateSet({
          deleted_at: stamp(at),
          // A legal hold outlasts what people delete.
          body: sql<Uint8Array | null>`case when ${isMessageHeld} then messages.body end`,
          plain_body: sql<string | null>`case when ${isMessageHeld} then messages.plain_body end`,
        })
        .where("messages.deleted_at", "is", null),
    )
    .returning(["id", "at", "revisions"])
    .executeTakeFirst();
  if (row) await recordMessage(db, "message deleted", row.id, channelId, now);
  return row && { id: row.id, at: Math.min(row.at, ...row.revisions.map((r) => r.at)) };
}

export async function messageByExternalId(db: Db, channelId: number, externalId: string) {
  return db
    .selectFrom("messages")
    .select(["id", "at", "side", "verdict", "ruled", "inquiry_id as inquiryId", "thread_external_id as thread"])
    .where("channel_id", "=", channelId)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
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
    .selectFrom("messages as m")
    .leftJoin("accounts as a", "a.id", "m.account_id")
    .select(["m.id", "m.at", "m.channel_id", "m.external_id", "m.thread_external_id", "a.person_id"])
    .where("m.id", "=", id)
    .executeTakeFirst();
  return (
    row && {
      ...{ id: row.id, at: row.at, channelId: row.channel_id, thread: row.thread_external_id ?? row.external_id },
      /** Who wrote it, where that was someone of the firm. */
      personId: row.person_id,
    }
  );
}

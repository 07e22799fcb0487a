import { byPerson } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "./audit.ts";
import type { Db } from "./db.ts";

/** A person's word stands above the detector's. */
export async function rule(tx: Db, messageId: number, ruled: "inquiry" | "not", personId: number, at: Instant) {
  await tx
    .updateTable("messages")
    .set({ ruled, ruled_by: personId, ...(ruled === "inquiry" ? { side: "client" as const } : {}) })
    .where("id", "=", messageId)
    .execute();
  const subject = { kind: "message", id: messageId } as const;
  await record(tx, { ...byPerson(personId, at), act: "message ruled", subject, details: { ruled } });
}

/** Which ask a reply was for, as its owner said. */
export const sayItAnswers = (db: Db, replyId: number, askId: number) =>
  db.updateTable("messages").set({ answers_message_id: askId }).where("id", "=", replyId).execute();

/** It answered nothing here, as who wrote it said. */
export const sayItAnswersNone = (db: Db, replyId: number) =>
  db.updateTable("messages").set({ grade: null, promised_for: null }).where("id", "=", replyId).execute();

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

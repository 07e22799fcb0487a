import type { Db } from "./db.ts";

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

/** It answered nothing here, as who wrote it said. */
export const sayItAnswersNone = (db: Db, replyId: number) =>
  db.updateTable("messages").set({ grade: null, promised_for: null }).where("id", "=", replyId).execute();

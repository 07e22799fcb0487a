import { sql } from "kysely";
import { type AuditEntry, entryText } from "../domain/audit.ts";
import type { Db } from "./db.ts";

/**
 * Adds to the log, in the transaction of what it tells of; what was only seen is an entry by itself. It is chained to what came
 * before when the transaction commits. @throws RangeError where an entry says more than ids, instants and fixed words
 */
export async function record(tx: Db, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const texts = entries.map(entryText);
  await sql`insert into audit (entry) select * from unnest(${texts}::text[])`.execute(tx);
}

/** In the transaction that is under way, or in one of its own: for what is to be one with its entry, whoever calls. */
export const within = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work);

import { sql } from "kysely";
import type { Db } from "../src/store/db.ts";

/** What a test puts into a store that is governed, past the log: rows as if they had always been so. */
export const unaudited = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    return work(tx);
  });

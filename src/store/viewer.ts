import { sql } from "kysely";
import type { Db } from "./db.ts";

/**
 * Reads for a person: PostgreSQL shows `work` no row of what is walled from them, and lets it write nothing. For several people:
 * what all of them may see. Within a transaction it goes on as before afterwards; else it is a transaction of its own.
 */
export async function asViewer<T>(
  db: Db,
  viewer: number | readonly number[],
  work: (db: Db) => Promise<T>,
): Promise<T> {
  if (!db.isTransaction) return db.transaction().execute((tx) => asViewer(tx, viewer, work));
  const viewers = typeof viewer === "number" ? [viewer] : viewer;
  const before = await begin(db, viewers);
  const done = await work(db);
  // Where it failed the transaction is over, and the role with it.
  await sql`select set_config('role', ${before}, true), set_config('rejoinder.viewer', '', true)`.execute(db);
  return done;
}

/** One statement: who looks, what the database finds walled from them, and the role that it holds it against. */
async function begin(tx: Db, viewers: readonly number[]): Promise<string> {
  const { rows } = await sql<{ before: string }>`
    select current_setting('role') as before,
      set_config('rejoinder.viewer', ${viewers.length === 1 ? String(viewers[0]) : ""}, true),
      set_config('rejoinder.walled_clients', w.clients::text, true),
      set_config('rejoinder.walled_matters', w.matters::text, true),
      set_config('rejoinder.walled_partly', w.partly::text, true),
      set_config('rejoinder.walled', (cardinality(w.clients) + cardinality(w.matters) > 0)::text, true),
      set_config('role', 'rejoinder_view', true)
    from rejoinder_walled(${viewers}::int[]) w`.execute(tx);
  return rows[0]!.before;
}

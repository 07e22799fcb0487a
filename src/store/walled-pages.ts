import { sql } from "kysely";
import type { Db } from "./db.ts";

/** The newest wall there ever was; 0: none. */
export async function lastWall(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from walls`.execute(db);
  return rows[0]!.id;
}

/** Who is outside of a wall that stands and is newer than that, and had a page, by the log, that told of something behind it. */
export async function readersOutside(db: Db, after: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct p.id from walls w join people p on p.left_at is null and rejoinder_outside(w.id, w.kind, p.id)
    where w.id > ${after} and w.lifted_at is null and exists (
      select from audit a cross join lateral jsonb_array_elements(a.inquiries) one join inquiries i on i.id = one::bigint
      where a.subject = 'person' and a.subject_id = p.id and a.entry::jsonb ->> 'act' = 'saw home'
        and i.client_id = w.client_id and (w.matter_id is null or i.matter_id = w.matter_id))
    order by p.id`.execute(db);
  return rows.map(({ id }) => id);
}

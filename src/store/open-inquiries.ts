import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Those to which an answer is owed. */
export async function openInquiries(db: Db): Promise<number[]> {
  const open = db.selectFrom("inquiries").select("id").where("waiting_since", "is not", null).orderBy("id");
  return (await open.execute()).map(({ id }) => id);
}

/** Those of one client, or of one practice group. */
export async function openInquiriesOf(
  db: Db,
  of: { readonly clientId: number } | { readonly groupId: number },
): Promise<number[]> {
  const open = db.selectFrom("inquiries").select("id").where("waiting_since", "is not", null).orderBy("id");
  const those = "clientId" in of ? open.where("client_id", "=", of.clientId) : open.where("group_id", "=", of.groupId);
  return (await those.execute()).map(({ id }) => id);
}

/** What is not closed goes with its matter or client to the practice group that it belongs to now. @returns those that moved */
export async function regroupOpen(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update inquiries i set group_id = now.group_id
    from (
      select i.id, coalesce(m.group_id, c.group_id) as group_id
      from inquiries i join clients c on c.id = i.client_id left join matters m on m.id = i.matter_id
      where i.closed_at is null
    ) as now
    where i.id = now.id and i.group_id is distinct from now.group_id
    returning i.id`.execute(db);
  return rows.map(({ id }) => id);
}

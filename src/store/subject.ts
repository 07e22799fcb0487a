import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";

/** One inquiry as a sentence names it, with when it is due next; answered and closed ones too. */
export async function subjectCard(db: Db, inquiryId: number) {
  const { rows } = await sql<{ client: string; matter: string | null; owner: string | null; due_at: Instant | null }>`
    select coalesce(cl.name, 'No client') as client, m.name as matter, p.name as owner, i.due_at
    from inquiries i
    left join clients cl on cl.id = i.client_id
    left join matters m on m.id = i.matter_id
    left join people p on p.id = i.owner_id
    where i.id = ${inquiryId}`.execute(db);
  const row = rows[0]!;
  return {
    inquiryId,
    client: row.client,
    matter: row.matter ?? undefined,
    owner: row.owner ?? undefined,
    dueAt: row.due_at ?? undefined,
  };
}

import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";

/** What became of an inquiry, and by whom. */
export interface SettledRow {
  readonly client: string;
  readonly matter?: string;
  readonly at: Instant;
  readonly how: "answered" | "answered elsewhere" | "resolved" | "not an inquiry" | "withdrawn";
  readonly by?: string;
}

/** How each of these came to need nothing more: by its last deciding fact; a question that was deleted has none. */
export async function howSettled(db: Db, inquiryIds: readonly number[]): Promise<SettledRow[]> {
  const { rows } = await sql<{
    client: string;
    matter: string | null;
    at: Instant;
    kind: string | null;
    key: string | null;
    by: string | null;
  }>`
    select coalesce(cl.name, 'No client') as client, m.name as matter, coalesce(f.at, i.last_fact_at) as at, f.kind, f.key, p.name as by
    from inquiries i
    left join clients cl on cl.id = i.client_id
    left join matters m on m.id = i.matter_id
    left join lateral (
      select * from facts f where f.inquiry_id = i.id and f.kind in ('answered', 'resolved', 'dismissed')
      order by f.at desc, f.key desc limit 1
    ) f on true
    left join people p on p.id = f.person_id
    where i.id = any(${inquiryIds}::int[]) order by i.id`.execute(db);
  return rows.map((r) => ({
    client: r.client,
    matter: r.matter ?? undefined,
    at: r.at,
    how: howOf(r.kind, r.key),
    by: r.by ?? undefined,
  }));
}

function howOf(kind: string | null, key: string | null): SettledRow["how"] {
  if (kind === "answered") return key?.startsWith("message:") ? "answered" : "answered elsewhere";
  if (kind === "resolved") return "resolved";
  return kind === "dismissed" ? "not an inquiry" : "withdrawn";
}

import { sql } from "kysely";
import type { InquiryState } from "../domain/inquiry.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { stamp } from "./db.ts";

/** What became of an inquiry, and by whom. */
export interface SettledRow {
  readonly inquiryId: number;
  readonly client: string;
  readonly matter?: string;
  readonly at: Instant;
  readonly how:
    | "answered"
    | "answered elsewhere"
    | "resolved"
    | "not an inquiry"
    | "withdrawn"
    | { readonly movedTo: string }
    | { readonly snoozedUntil: Instant }
    | { readonly pausedUntil: Instant | undefined };
  readonly by?: string;
}

/** Those of these that need nothing more of this reader just now, and how each came to that. Handed on: since `since`. */
export async function howSettled(
  db: Db,
  inquiryIds: readonly number[],
  readerId: number,
  since: Instant,
  now: Instant,
): Promise<SettledRow[]> {
  const { rows } = await sql<Row>`
    select i.id, coalesce(cl.name, 'No client') as client, m.name as matter, coalesce(f.at, i.last_fact_at) as at, i.state,
      i.paused_until, case when i.snoozed_until > ${stamp(now)} then i.snoozed_until end as snoozed_until,
      case when f.kind = 'assigned' and f.at >= ${stamp(since)} and i.owner_id <> ${readerId} then o.name end as moved_to, f.kind, f.key, p.name as by
    from inquiries i
    left join clients cl on cl.id = i.client_id
    left join matters m on m.id = i.matter_id
    left join people o on o.id = i.owner_id
    left join lateral (
      select * from facts f where f.inquiry_id = i.id and f.kind = any(case i.state
        when 'answered' then '{answered}' when 'resolved' then '{resolved}' when 'dismissed' then '{dismissed}'
        when 'paused' then '{paused}' else '{assigned}' end::text[])
      order by f.at desc, f.key desc limit 1
    ) f on true
    left join people p on p.id = f.person_id
    where i.id = any(${inquiryIds}::int[]) order by i.id`.execute(db);
  return rows.flatMap((r) => {
    const how = howOf(r);
    if (how === undefined) return [];
    const { id: inquiryId, client, at } = r;
    return [{ inquiryId, client, matter: r.matter ?? undefined, at, how, by: r.by ?? undefined }];
  });
}

function howOf(r: Row): SettledRow["how"] | undefined {
  if (r.state === "answered") return r.key?.startsWith("message:") ? "answered" : "answered elsewhere";
  if (r.state === "resolved") return "resolved";
  if (r.state === "dismissed") return r.kind === "dismissed" ? "not an inquiry" : "withdrawn";
  if (r.state === "paused") return { pausedUntil: r.paused_until ?? undefined };
  if (r.moved_to !== null) return { movedTo: r.moved_to };
  return r.snoozed_until === null ? undefined : { snoozedUntil: r.snoozed_until };
}

interface Row {
  id: number;
  client: string;
  matter: string | null;
  at: Instant;
  state: InquiryState;
  paused_until: Instant | null;
  snoozed_until: Instant | null;
  moved_to: string | null;
  kind: string | null;
  key: string | null;
  by: string | null;
}

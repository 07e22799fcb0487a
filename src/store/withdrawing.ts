import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { type Db, stamp, stampOrNull } from "./db.ts";
import type { SentAs } from "./sending.ts";

/** A message that stands in somebody's chat and speaks of what has been walled from them since. */
interface ToWithdraw {
  readonly id: number;
  readonly purpose: "nudge" | "ask" | "notice" | "digest";
  readonly personId: number;
  readonly inquiryIds: readonly number[];
  readonly createdAt: Instant;
  readonly ref: SentAs;
}

const REF = sql`jsonb_build_object('platform', d.sent_platform, 'workspace', d.sent_workspace, 'conversation', d.sent_conversation, 'id', d.sent_external_id)`;

/** Of whatever age, and whether or not anything in it is still owed. From the walls on, so that without any it costs nothing. */
export async function toWithdraw(db: Db, limit: number): Promise<ToWithdraw[]> {
  const { rows } = await sql<ToWithdraw>`
    with spoken as (
      select distinct a.delivery_id as id
      from walls w
      join inquiries i on i.client_id = w.client_id and (w.matter_id is null or i.matter_id = w.matter_id)
      join delivery_inquiries a on a.inquiry_id = i.id and a.withdrawn_at is null
      join deliveries d on d.id = a.delivery_id and d.state = 'sent' and d.purpose <> 'digest'
      where w.lifted_at is null and rejoinder_outside(w.id, w.kind, d.person_id)
    ), readers as (
      select r.reader_id, w.clients, w.matters from (select distinct reader_id from digests where exists (select from walls where lifted_at is null)) r
      cross join lateral rejoinder_walled(array[r.reader_id]) w
    ), reports as (
      select g.delivery_id as id from readers r join digests g on g.reader_id = r.reader_id
      join deliveries d on d.id = g.delivery_id and d.state = 'sent' and d.retired_at is null
      where not (r.clients <@ g.walled_clients and r.matters <@ g.walled_matters)
    )
    select d.id, d.purpose, d.person_id as "personId", d.created_at as "createdAt", ${REF} as ref,
      coalesce((select array_agg(a.inquiry_id order by a.inquiry_id) from delivery_inquiries a where a.delivery_id = d.id), '{}') as "inquiryIds"
    from deliveries d where d.id in (select id from spoken union select id from reports)
    order by d.id limit ${limit}`.execute(db);
  return rows;
}

/** It says nothing of that any more; or could not be changed: then it says so of itself, and is not tried again. */
export async function withdrawn(db: Db, id: number, failed: string | undefined, now: Instant): Promise<void> {
  await leaveOut(db, id, now);
  await sql`
    update deliveries d set retired_at = ${stamp(now)}, reason = coalesce(${failed ?? null}, reason)
    where id = ${id} and (purpose in ('notice', 'digest') or ${failed ?? null}::text is not null
      or not exists (select from delivery_inquiries a where a.delivery_id = d.id and a.withdrawn_at is null))`.execute(
    db,
  );
}

/** Nothing is said in it of what is walled from its reader; `at`: since then. Where absent, it never was. */
export const leaveOut = (db: Db, id: number, at?: Instant) =>
  sql`
    update delivery_inquiries a set withdrawn_at = coalesce(${stampOrNull(at)}, d.tried_at, d.created_at) from inquiries i, deliveries d
    where a.delivery_id = ${id} and i.id = a.inquiry_id and d.id = a.delivery_id and a.withdrawn_at is null
      and not rejoinder_sees(d.person_id, i.client_id, i.matter_id)`.execute(db);

/** Whether all that something about to be said speaks of may still be said to its reader. Of a digest: as when it was drawn. */
export async function mayBeTold(db: Db, deliveryId: number): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select not exists (
      select from delivery_inquiries a join inquiries i on i.id = a.inquiry_id join deliveries d on d.id = a.delivery_id
      where a.delivery_id = ${deliveryId} and not rejoinder_sees(d.person_id, i.client_id, i.matter_id)
    ) and not exists (
      select from digests g cross join lateral rejoinder_walled(array[g.reader_id]) w
      where g.delivery_id = ${deliveryId} and not (w.clients <@ g.walled_clients and w.matters <@ g.walled_matters)
    ) as may`.execute(db);
  return rows[0]!.may;
}

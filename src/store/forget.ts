import { sql } from "kysely";
import { byItself } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";
import { isHeld } from "./holds.ts";

/** Of whom, and what is older than which instant. Without a client: what is no client's, and all whose client has no rule of its own. */
export interface Due {
  readonly clientId?: number;
  /** Clients that have a rule of their own, which the firm's leaves alone. */
  readonly except: readonly number[];
  readonly before: Instant;
}

const MESSAGE = {
  client: sql`coalesce(i.client_id, c.client_id)`,
  // A channel's matter is its messages', unless their inquiry says otherwise.
  matter: sql`coalesce(i.matter_id, case when i.client_id is not distinct from c.client_id or i.id is null then c.matter_id end)`,
};
const INQUIRY = { client: sql`i.client_id`, matter: sql`i.matter_id` };

const whose = (client: ReturnType<typeof sql>, { clientId, except }: Due) =>
  clientId === undefined
    ? sql`not coalesce(${client} = any(${[...except]}::int[]), false)`
    : sql`${client} = ${clientId}`;

/** Words that are old enough, and those of deleted messages that no hold keeps any more. @returns how many messages */
export const forgetWords = (db: Db, due: Due, now: Instant, limit: number): Promise<number> =>
  within(db, async (tx) => {
    const { rows } = await sql<{ id: number; inquiryId: number | null }>`
      select m.id, m.inquiry_id as "inquiryId" from messages m join channels c on c.id = m.channel_id
      left join inquiries i on i.id = m.inquiry_id
      where (m.body is not null or m.plain_body is not null) and m.at < ${stamp(due.before)}
        and ${whose(MESSAGE.client, due)} and not ${isHeld(MESSAGE.client, MESSAGE.matter)}
      order by m.at limit ${limit} for update of m skip locked`.execute(tx);
    return forgotten(tx, rows, now);
  });

/** Words that outlived a message's deletion because a hold kept them. */
export const forgetDeleted = (db: Db, now: Instant, limit: number): Promise<number> =>
  within(db, async (tx) => {
    const { rows } = await sql<{ id: number; inquiryId: number | null }>`
      select m.id, m.inquiry_id as "inquiryId" from messages m join channels c on c.id = m.channel_id
      left join inquiries i on i.id = m.inquiry_id
      where m.deleted_at is not null and m.body is not null and not ${isHeld(MESSAGE.client, MESSAGE.matter)}
      limit ${limit} for update of m skip locked`.execute(tx);
    return forgotten(tx, rows, now);
  });

async function forgotten(tx: Db, rows: readonly { id: number }[], now: Instant): Promise<number> {
  if (rows.length === 0) return 0;
  await sql`update messages set body = null, plain_body = null where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(
    tx,
  );
  const entry = { ...byItself(now), act: "forgotten" } as const;
  await record(tx, ...rows.map(({ id }) => ({ ...entry, subject: { kind: "message" as const, id } })));
  return rows.length;
}

/** Who asked, and why something was dismissed, of inquiries that are closed for long enough. @returns how many inquiries */
export const forgetPeople = (db: Db, due: Due, now: Instant, limit: number): Promise<number> =>
  within(db, async (tx) => {
    const { rows } = await sql<{ id: number }>`
      select i.id from inquiries i
      where i.waiting_since is null and i.last_fact_at < ${stamp(due.before)}
        and (i.contact_id is not null or exists (
          select from facts f where f.inquiry_id = i.id and (f.contact_id is not null or f.reason is not null)))
        and ${whose(INQUIRY.client, due)} and not ${isHeld(INQUIRY.client, INQUIRY.matter)}
      order by i.last_fact_at limit ${limit} for update of i skip locked`.execute(tx);
    if (rows.length === 0) return 0;
    const ids = rows.map((row) => row.id);
    await sql`update facts set contact_id = null, reason = null where inquiry_id = any(${ids}::int[])`.execute(tx);
    await sql`update inquiries set contact_id = null where id = any(${ids}::int[])`.execute(tx);
    const entry = { ...byItself(now), act: "forgotten" } as const;
    await record(tx, ...ids.map((id) => ({ ...entry, subject: { kind: "inquiry" as const, id } })));
    return ids.length;
  });

/** Cards and pictures that were settled long enough ago; that they were sent, to whom and when, stays. @returns how many */
export const forgetSent = (db: Db, due: Due, limit: number): Promise<number> =>
  within(db, async (tx) => {
    const { numAffectedRows } = await sql`
      update deliveries set card = null, picture = null where id in (
        select d.id from deliveries d
        where d.card is not null and d.settled_at < ${stamp(due.before)}
          and ${
            due.clientId === undefined
              ? sql`not exists (select from delivery_inquiries a join inquiries i on i.id = a.inquiry_id
                  where a.delivery_id = d.id and (i.client_id = any(${[...due.except]}::int[]) or ${isHeld(INQUIRY.client, INQUIRY.matter)}))`
              : sql`exists (select from delivery_inquiries a join inquiries i on i.id = a.inquiry_id
                  where a.delivery_id = d.id and i.client_id = ${due.clientId})
                and not exists (select from delivery_inquiries a join inquiries i on i.id = a.inquiry_id
                  where a.delivery_id = d.id and (i.client_id is distinct from ${due.clientId} or ${isHeld(INQUIRY.client, INQUIRY.matter)}))`
          }
        order by d.settled_at limit ${limit} for update skip locked)`.execute(tx);
    return Number(numAffectedRows ?? 0);
  });

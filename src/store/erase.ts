import { sql } from "kysely";
import type { By } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record, within } from "./audit.ts";
import { destroyKeys } from "./data-keys.ts";
import { type Db, stamp } from "./db.ts";

/** What stands in the way of erasing a client: the numbers of the legal holds in force on it or its matters. */
export async function holdsOn(db: Db, clientId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("holds")
    .select("id")
    .where("client_id", "=", clientId)
    .where("lifted_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Erases a client: its keys are destroyed, so that nothing that was sealed with them is ever opened again, wherever a copy lies;
 * its words, its people and every name go; figures stay, under a number. Its channels are nobody's and are not read any more.
 * @returns false, and nothing is changed, where a legal hold is on
 */
export const eraseClient = (db: Db, clientId: number, by: By): Promise<boolean> =>
  within(db, async (tx) => {
    // Whoever would place a hold meanwhile waits: its row refers to this one.
    await tx.selectFrom("clients").select("id").where("id", "=", clientId).forUpdate().executeTakeFirstOrThrow();
    if ((await holdsOn(tx, clientId)).length > 0) return false;
    const channels = await tx.selectFrom("channels").select("id").where("client_id", "=", clientId).execute();
    await destroyKeys(tx, `client:${clientId}`, by);
    for (const { id } of channels) await destroyKeys(tx, `channel:${id}`, by);
    await withoutNames(tx, clientId, by.at);
    await record(tx, { ...by, act: "erased", subject: { kind: "firm" }, details: { client: clientId } });
    return true;
  });

/** After a restore: what was erased since the backup was made is erased in it too. Destroyed keys tell of whom. @returns how many */
export async function eraseAgain(tx: Db): Promise<number> {
  const { rows } = await sql<{ id: number; at: Instant }>`
    select c.id, min(k.destroyed_at) as at from data_keys k join clients c on k.owner = 'client:' || c.id
    where k.destroyed_at is not null and c.erased_at is null group by c.id`.execute(tx);
  for (const { id, at } of rows) {
    await withoutNames(tx, id, at);
    await record(tx, { actor: "system", at, act: "erased", subject: { kind: "firm" }, details: { client: id } });
  }
  return rows.length;
}

async function withoutNames(tx: Db, client: number, at: Instant): Promise<void> {
  const inquiries = sql`(select id from inquiries where client_id = ${client})`;
  const channels = sql`(select id from channels where client_id = ${client})`;
  const contacts = sql`(select id from contacts where client_id = ${client})`;
  // Those who wrote there and nowhere else, met or not.
  const { rows } = await sql<{ id: number }>`
    select a.id from accounts a where a.outside and (a.contact_id in ${contacts} or (
      exists (select from messages m where m.account_id = a.id and m.channel_id in ${channels})
      and not exists (select from messages m where m.account_id = a.id and m.channel_id not in ${channels})))`.execute(
    tx,
  );
  const accounts = rows.map((row) => row.id);
  for (const change of [
    // What is open is nobody's any more.
    sql`insert into facts (inquiry_id, key, kind, at)
      select id, 'erased', 'dismissed', ${stamp(at)} from inquiries where client_id = ${client} and waiting_since is not null
      on conflict do nothing`,
    sql`update nudges set done_at = ${stamp(at)}, outcome = 'moot' where done_at is null and inquiry_id in ${inquiries}`,
    sql`update clocks set state = 'cancelled', stopped_at = ${stamp(at)} where stopped_at is null and inquiry_id in ${inquiries}`,
    sql`update inquiries set state = 'dismissed', waiting_since = null, due_at = null, paused_until = null, snoozed_until = null, closed_at = ${stamp(at)}
      where client_id = ${client} and waiting_since is not null`,
    sql`update deliveries set state = 'superseded', settled_at = ${stamp(at)} where state = 'pending' and id in (
      select delivery_id from delivery_inquiries where inquiry_id in ${inquiries})`,
    sql`update messages set body = null, plain_body = null, account_id = null, external_id = 'erased ' || id, thread_external_id = null
      where inquiry_id in ${inquiries} or channel_id in ${channels}`,
    sql`update facts set reason = null, contact_id = null where inquiry_id in ${inquiries}`,
    sql`update inquiries set contact_id = null where client_id = ${client} or contact_id in ${contacts}`,
    sql`update facts set contact_id = null where contact_id in ${contacts}`,
    // Reports and notices name clients without being about one inquiry: of those that were sent, none is kept.
    sql`update deliveries set card = null, picture = null where id in (
      select delivery_id from delivery_inquiries where inquiry_id in ${inquiries})
      or settled_at is not null and not exists (select from delivery_inquiries a where a.delivery_id = deliveries.id)`,
    sql`update messages set account_id = null where account_id = any(${accounts}::int[])`,
    sql`delete from accounts where id = any(${accounts}::int[])`,
    // What was found of whom stays with whoever may know; in which message it was does not.
    sql`update conflicts set message = null, message_at = null where subject = 'channel' and subject_id in ${channels}`,
    sql`delete from contacts where client_id = ${client}`,
    sql`update channels set name = 'erased ' || id, external_id = 'erased ' || id, kind = 'other', client_id = null, matter_id = null, bot_in = false, archived = true
      where client_id = ${client}`,
    sql`update matters set name = 'Matter ' || id, closed_at = coalesce(closed_at, ${stamp(at)}) where client_id = ${client}`,
    sql`update clocks set source = null where client_id = ${client}`,
    sql`update standards set source = 'erased' where scope = 'client' and scope_id = ${client}
      or scope = 'matter' and scope_id in (select id from matters where client_id = ${client})`,
    sql`delete from retentions where client_id = ${client}`,
    sql`update clients set name = 'Client ' || id, responsible_id = null, erased_at = ${stamp(at)} where id = ${client}`,
  ])
    await change.execute(tx);
}

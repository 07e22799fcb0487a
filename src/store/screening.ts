import { type RawBuilder, sql } from "kysely";
import { byItself } from "../domain/audit.ts";
import type { Subject } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "./audit.ts";
import { type Db, stamp, stampOrNull } from "./db.ts";
import { inTrouble } from "./troubles.ts";

/** Something that has a name, and whose it is. */
export interface Named {
  readonly subject: Exclude<Subject, "search">;
  readonly id: number;
  readonly name: string;
  readonly clientId: number | null;
  readonly matterId: number | null;
}

/** All that can be met under a name; or of the queue, the first that wait. An outsider who is somebody's contact is that contact. */
async function named(db: Db, only: RawBuilder<unknown>): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select n.* from (
      select 'client' as subject, id, name, id as "clientId", null::int as "matterId", 'client' as kind, id as of from clients where erased_at is null
      union all select 'matter', m.id, m.name, m.client_id, m.id, 'matter', m.id from matters m join clients c on c.id = m.client_id where c.erased_at is null
      union all select 'contact', id, name, client_id, null, 'contact', id from contacts
      union all select case when contact_id is null then 'account' else 'contact' end, coalesce(a.contact_id, a.id), a.name, k.client_id, null, 'account', a.id
        from accounts a left join contacts k on k.id = a.contact_id where a.outside and not a.bot
      union all select 'channel', id, name, client_id, matter_id, 'channel', id from channels where client_id is not null or bot_in
    ) n where ${only} order by n.subject, n.id`.execute(db);
  return rows;
}

export const allNamed = (db: Db): Promise<Named[]> => named(db, sql`true`);

/** What waits to be looked at. */
export interface Waiting {
  readonly subject: Exclude<Subject, "search"> | "message";
  readonly id: number;
}

/** The first that wait, but for what failed a moment ago, messages last, as their word sorts; held until the transaction ends. */
export async function waitingToBeScreened(tx: Db, limit: number, now: Instant): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select subject, subject_id as id from to_screen where not ${inTrouble(sql`${JOB} || subject || ' ' || subject_id`, now)}
    order by subject, subject_id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

const JOB = "screen ";

export const jobOf = ({ subject, id }: Waiting): string => `${JOB}${subject} ${id}`;

export async function namedBy(tx: Db, { subject, id }: Waiting): Promise<Named[]> {
  return named(tx, sql`n.kind = ${subject} and n.of = ${id}`);
}

export const screened = (tx: Db, { subject, id }: Waiting) =>
  sql`delete from to_screen where subject = ${subject} and subject_id = ${id}`.execute(tx);

export const screenLater = (tx: Db, { subject, id }: Waiting) =>
  sql`insert into to_screen (subject, subject_id) values (${subject}, ${id}) on conflict do nothing`.execute(tx);

export interface Met {
  readonly nameId: number | null;
  readonly subject: Subject;
  readonly id: number;
  readonly message?: { readonly id: string; readonly at: Instant };
}

/** Each once, for ever: what is on record, settled or not, is not met anew. An outsider met before they were a contact is known, too. */
export async function noteMet(tx: Db, met: readonly Met[], now: Instant): Promise<number> {
  let count = 0;
  for (const { nameId, subject, id, message } of met) {
    const { rows } = await sql<{ id: number }>`
      insert into conflicts (name_id, subject, subject_id, message, message_at, found_at)
      select ${nameId}::int, ${subject}::text, ${id}::int, ${message?.id ?? null}::text, ${stampOrNull(message?.at)}, ${stamp(now)}
      where not exists (
        select from conflicts c where c.name_id is not distinct from ${nameId} and (
          c.subject = ${subject} and c.subject_id = ${id}
          or ${subject} = 'contact' and c.subject = 'account' and c.subject_id in (select id from accounts where contact_id = ${id})))
      on conflict do nothing returning id`.execute(tx);
    if (!rows[0]) continue;
    count++;
    const details = { name: nameId, on: subject, of: id };
    await record(tx, {
      ...byItself(now),
      act: "conflict found",
      subject: { kind: "conflict", id: rows[0].id },
      details,
    });
  }
  return count;
}

/** Names of which it has not been looked at what was there before them. */
export async function newNames(db: Db, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from listed_names where screened_at is null and removed_at is null order by id limit ${limit}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** What was said before they were listed waits, as far as its words are kept, behind all that is new. */
export async function namesScreened(tx: Db, ids: readonly number[], now: Instant): Promise<void> {
  await sql`update listed_names set screened_at = ${stamp(now)} where id = any(${[...ids]}::int[])`.execute(tx);
  await sql`
    insert into to_screen (subject, subject_id)
    select 'message', m.id from messages m join channels c on c.id = m.channel_id
    where m.body is not null and c.kind <> 'other' and (c.client_id is not null or c.shared) on conflict do nothing`.execute(
    tx,
  );
}

export const searchScreened = (tx: Db, id: number, now: Instant) =>
  sql`update conflict_searches set screened_at = ${stamp(now)} where id = ${id}`.execute(tx);

/** The words of a message whose names could not be looked for when it came; nothing where none are kept. */
export async function keptWords(tx: Db, id: number) {
  const { rows } = await sql<{
    channelId: number;
    externalId: string;
    at: Instant;
    clientId: number | null;
    body: Uint8Array | null;
  }>`
    select m.channel_id as "channelId", m.external_id as "externalId", m.at, c.client_id as "clientId", m.body
    from messages m join channels c on c.id = m.channel_id where m.id = ${id}`.execute(tx);
  return rows[0];
}

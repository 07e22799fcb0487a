import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { stamp } from "./db.ts";

/** Someone of the firm by their own e-mail address, or an account's. */
export async function personByEmail(db: Db, email: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from people where lower(email) = lower(${email})
    union select person_id from accounts where lower(email) = lower(${email}) and person_id is not null
    limit 1`.execute(db);
  return rows[0]?.id;
}

/** Whether both have an account that works in the same workspace: then they are two people. */
export async function sharesAPlace(db: Db, a: number, b: number): Promise<boolean> {
  const { rows } = await sql`
    select from accounts one join accounts other using (platform, workspace)
    where one.person_id = ${a} and other.person_id = ${b} and not one.deactivated and not other.deactivated
    limit 1`.execute(db);
  return rows.length > 0;
}

/** Everything of one person becomes another's, and the one is no more. Call within a transaction. */
export async function mergePeople(tx: Db, kept: number, gone: number, now: Instant): Promise<void> {
  // In the order of ids, so that two admins never wait for each other.
  await sql`select from people where id in (${kept}, ${gone}) order by id for update`.execute(tx);
  for (const [table, column] of OWN)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${kept} where ${sql.ref(column)} = ${gone}`.execute(
      tx,
    );
  await mergeGroups(tx, kept, gone);
  await mergeLeaves(tx, kept, gone);
  await mergeDigests(tx, kept, gone, now);
  const { rows } = await sql<{
    email: string | null;
    zone: string | null;
    partner: boolean;
    admin: boolean;
    risk: boolean;
  }>`
    delete from people where id = ${gone} returning email, zone, is_partner as partner, is_admin as admin, is_risk_officer as risk`.execute(
    tx,
  );
  const { email, zone, partner, admin, risk } = rows[0]!;
  await sql`
    update people set email = coalesce(email, ${email}), zone = coalesce(zone, ${zone}),
      is_partner = is_partner or ${partner}, is_admin = is_admin or ${admin}, is_risk_officer = is_risk_officer or ${risk}
    where id = ${kept}`.execute(tx);
}

/** Where someone is named and may be named any number of times. */
const OWN = [
  ["accounts", "person_id"],
  ["practice_groups", "lead_id"],
  ["clients", "responsible_id"],
  ["matters", "responsible_id"],
  ["inquiries", "owner_id"],
  ["clocks", "owner_id"],
  ["messages", "ruled_by"],
  ["facts", "person_id"],
  ["facts", "to_person_id"],
  ["deliveries", "person_id"],
  ["set_up_steps", "person_id"],
  ["walls", "made_by"],
  ["walls", "lifted_by"],
  ["wall_people", "person_id"],
  ["listed_names", "listed_by"],
  ["listed_names", "removed_by"],
  ["conflict_searches", "asked_by"],
  ["conflicts", "settled_by"],
] as const;

async function mergeGroups(tx: Db, kept: number, gone: number): Promise<void> {
  for (const table of ["group_members", "group_partners"].map((name) => sql.table(name))) {
    await sql`
      insert into ${table} (group_id, person_id) select group_id, ${kept}::integer from ${table} where person_id = ${gone}
      on conflict do nothing`.execute(tx);
    await sql`delete from ${table} where person_id = ${gone}`.execute(tx);
  }
}

/** A leave that both had is one; nobody stands in for themselves. */
async function mergeLeaves(tx: Db, kept: number, gone: number): Promise<void> {
  await sql`update leaves set delegate_id = null where person_id in (${kept}, ${gone}) and delegate_id in (${kept}, ${gone})`.execute(
    tx,
  );
  await sql`
    delete from leaves l where person_id = ${gone} and exists (
      select from leaves k where k.person_id = ${kept} and (k.from_at, k.to_at) = (l.from_at, l.to_at))`.execute(tx);
  await sql`update leaves set person_id = ${kept} where person_id = ${gone}`.execute(tx);
  await sql`update leaves set delegate_id = ${kept} where delegate_id = ${gone}`.execute(tx);
}

/** One digest a week: of two the one that is on its way is not sent. */
async function mergeDigests(tx: Db, kept: number, gone: number, now: Instant): Promise<void> {
  await sql`
    with twice as (
      delete from digests d where reader_id = ${gone} and exists (
        select from digests k where k.reader_id = ${kept} and k.week = d.week)
      returning delivery_id)
    update deliveries set state = 'superseded', reason = 'its reader is one with another', settled_at = ${stamp(now)}::timestamptz
    where id in (select delivery_id from twice) and state = 'pending'`.execute(tx);
  await sql`update digests set reader_id = ${kept} where reader_id = ${gone}`.execute(tx);
}

import { type RawBuilder, sql } from "kysely";
import { type AuditEntry, readEntry } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";

/** An entry with its place in the chain. */
export type Logged = AuditEntry & { readonly seq: number };

export interface LogAsked {
  /** What this person did, saw or was told, and what was done about them. */
  readonly personId?: number;
  /** What is about this matter, or about one of its inquiries. */
  readonly matterId?: number;
  /** What is about this client, about one of their matters, or about one of their inquiries. */
  readonly clientId?: number;
  /** What was done to one of these, or said of it. */
  readonly subject?: { readonly kind: "wall" | "group"; readonly ids: readonly number[] };
  readonly since?: Instant;
}

/** What the log says, oldest first. Reads all of it: for whoever has a question, not for a program at work. */
export async function logged(db: Db, { personId, matterId, clientId, subject, since }: LogAsked): Promise<Logged[]> {
  const wanted: RawBuilder<unknown>[] = [sql`true`];
  if (personId !== undefined)
    wanted.push(sql`(a.entry::jsonb @> ${JSON.stringify({ actor: { person: personId } })}::jsonb
      or a.entry::jsonb @> ${JSON.stringify({ details: { person: personId } })}::jsonb
      or a.entry::jsonb @> ${JSON.stringify({ details: { to: personId } })}::jsonb
      or a.subject = 'person' and a.subject_id = ${personId})`);
  if (matterId !== undefined)
    wanted.push(sql`(a.subject = 'matter' and a.subject_id = ${matterId}
      or a.entry::jsonb @> ${JSON.stringify({ details: { matter: matterId } })}::jsonb
      or a.subject = 'inquiry' and a.subject_id in (select id from inquiries where matter_id = ${matterId})
      or exists (select from jsonb_array_elements(a.inquiries) as one where one::bigint in (select id from inquiries where matter_id = ${matterId})))`);
  if (clientId !== undefined)
    wanted.push(sql`(a.subject = 'client' and a.subject_id = ${clientId}
      or a.entry::jsonb @> ${JSON.stringify({ details: { client: clientId } })}::jsonb
      or a.entry::jsonb @> ${JSON.stringify({ details: { clients: [clientId] } })}::jsonb
      or a.subject = 'matter' and a.subject_id in (select id from matters where client_id = ${clientId})
      or a.subject = 'inquiry' and a.subject_id in (select id from inquiries where client_id = ${clientId})
      or exists (select from jsonb_array_elements(a.inquiries) as one where one::bigint in (select id from inquiries where client_id = ${clientId})))`);
  if (subject !== undefined)
    wanted.push(sql`a.subject = ${subject.kind} and a.subject_id = any(${subject.ids}::bigint[])`);
  if (since !== undefined) wanted.push(sql`a.entry::jsonb ->> 'at' >= ${new Date(since).toISOString()}`);
  const { rows } = await sql<{ seq: number; entry: string }>`
    select c.seq, a.entry from audit_chain c join audit a on a.id = c.entry_id
    where ${sql.join(wanted, sql` and `)} order by c.seq`.execute(db);
  return rows.map(({ seq, entry }) => ({ seq, ...readEntry(entry) }));
}

/** The inquiries of a matter, as they are filed now. */
export async function inquiriesOfMatter(db: Db, matterId: number): Promise<number[]> {
  const rows = await db.selectFrom("inquiries").select("id").where("matter_id", "=", matterId).orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/** The inquiries of a client, as they are filed now. */
export async function inquiriesOfClient(db: Db, clientId: number): Promise<number[]> {
  const rows = await db.selectFrom("inquiries").select("id").where("client_id", "=", clientId).orderBy("id").execute();
  return rows.map(({ id }) => id);
}

interface MatterNamed {
  readonly id: number;
  readonly client: string;
  readonly name: string;
}

/** Every matter, closed ones too, with its client. */
export async function allMatters(db: Db): Promise<MatterNamed[]> {
  return db
    .selectFrom("matters as m")
    .innerJoin("clients as c", "c.id", "m.client_id")
    .select(["m.id", "c.name as client", "m.name"])
    .orderBy("c.name")
    .orderBy("m.name")
    .execute();
}

/** Everyone there ever was, by id: who has left did and saw things as well. */
export async function everyonesNames(db: Db): Promise<Map<number, string>> {
  const rows = await db.selectFrom("people").select(["id", "name"]).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

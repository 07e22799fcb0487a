import { sql } from "kysely";
import type { By } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "./audit.ts";
import { type Db, stampOrNull } from "./db.ts";
import { asViewer } from "./viewer.ts";
import { walledFrom } from "./walls.ts";

export interface Client {
  readonly id: number;
  readonly name: string;
}

interface Matter {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
}

export const clients = (db: Db): Promise<Client[]> =>
  db.selectFrom("clients").select(["id", "name"]).orderBy("name").execute();

/** Matters that are not closed, of one client or of all. */
function matters(db: Db, clientId?: number): Promise<Matter[]> {
  const open = db
    .selectFrom("matters")
    .select(["id", "client_id as clientId", "name"])
    .where("closed_at", "is", null)
    .orderBy("name");
  return (clientId === undefined ? open : open.where("client_id", "=", clientId)).execute();
}

/** Every matter of every client, with the client's name. */
const mattersNamed = (db: Db) =>
  db
    .selectFrom("matters as m")
    .innerJoin("clients as c", "c.id", "m.client_id")
    .select(["m.id", "m.name", "c.id as clientId", "c.name as client"])
    .orderBy("m.id")
    .execute();

/** What a wall, a hold or a listing can be about, by name. `matterId`: null where it is the client as a whole. */
export interface NamedSubject {
  readonly clientId: number;
  readonly matterId: number | null;
  readonly name: string;
}

/** All clients, then all matters, as `Client, matter`. */
export async function subjectsNamed(db: Db): Promise<NamedSubject[]> {
  const all = (await clients(db)).map(({ id, name }) => ({ clientId: id, matterId: null, name }));
  const matters = (await mattersNamed(db)).map(({ id, clientId, client, name }) => ({
    ...{ clientId, matterId: id },
    name: `${client}, ${name}`,
  }));
  return [...all, ...matters];
}

/** A client by this name; made where there is none. */
export const clientNamed = (db: Db, name: string, by: By): Promise<number> => clientFor(db, undefined, name, by);

/** The same, for someone who may not know of one that is called so: then they make another. */
export async function clientFor(db: Db, viewerId: number | undefined, name: string, by: By): Promise<number> {
  const hidden = viewerId === undefined ? [] : (await walledFrom(db, [viewerId])).clients;
  const { rows } = await sql<{ id: number; added: boolean }>`
    insert into clients (name, twin) select ${name}, coalesce(max(twin) + 1, 0) from clients where name = ${name} and id = any(${hidden}::int[])
    on conflict (name, twin) do update set name = excluded.name returning id, xmax = 0 as added`.execute(db);
  const { id, added } = rows[0]!;
  if (added) await record(db, { ...by, act: "client added", subject: { kind: "client", id } });
  return id;
}

export async function contactNamed(db: Db, clientId: number, name: string, by: By): Promise<number> {
  const known = await db
    .selectFrom("contacts")
    .select("id")
    .where("client_id", "=", clientId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (known) return known.id;
  const made = await db
    .insertInto("contacts")
    .values({ client_id: clientId, name })
    .returning("id")
    .executeTakeFirstOrThrow();
  const details = { client: clientId };
  await record(db, { ...by, act: "contact added", subject: { kind: "contact", id: made.id }, details });
  return made.id;
}

/**
 * A matter of this client by this name, however it is capitalised; made where there is none, or none that whoever names it may
 * know of.
 */
export async function matterFor(db: Db, viewerId: number, clientId: number, typed: string, by: By): Promise<number> {
  const name = typed.trim();
  const seen = await asViewer(db, viewerId, (view) => matters(view, clientId));
  const known = seen.find((m) => m.name.toLowerCase() === name.toLowerCase());
  if (known) return known.id;
  const hidden = (await walledFrom(db, [viewerId])).matters;
  const { rows } = await sql<{ id: number; added: boolean }>`
    insert into matters (client_id, name, twin)
    select ${clientId}, ${name}, coalesce(max(twin) + 1, 0) from matters where client_id = ${clientId} and name = ${name} and id = any(${hidden}::int[])
    on conflict (client_id, name, twin) do update set name = excluded.name returning id, xmax = 0 as added`.execute(db);
  const { id, added } = rows[0]!;
  if (added)
    await record(db, { ...by, act: "matter added", subject: { kind: "matter", id }, details: { client: clientId } });
  return id;
}

interface ClientFacts {
  readonly name: string;
  /** Which of those of its name; see `freeTwin`. */
  readonly twin?: number;
  readonly groupId?: number | null;
  readonly responsibleId?: number | null;
}

/** A new client. @returns its id. @throws where there is one of this name; `clientNamed` finds or makes one. */
export async function addClient(db: Db, c: ClientFacts): Promise<number> {
  const values = { group_id: null, responsible_id: null, ...columns(c), name: c.name };
  return (await db.insertInto("clients").values(values).returning("id").executeTakeFirstOrThrow()).id;
}

/** What is not said stays as it is. */
export async function saveClient(db: Db, id: number, c: Partial<ClientFacts>): Promise<void> {
  const set = columns(c);
  if (Object.keys(set).length > 0) await db.updateTable("clients").set(set).where("id", "=", id).execute();
}

interface MatterFacts extends ClientFacts {
  readonly closedAt?: Instant | null;
}

/** A new matter of a client. @returns its id. @throws where the client has one of this name; `matterNamed` finds or makes one. */
export async function addMatter(db: Db, clientId: number, m: MatterFacts): Promise<number> {
  const values = { group_id: null, responsible_id: null, ...columns(m), name: m.name, client_id: clientId };
  const made = db.insertInto("matters").values({ ...values, closed_at: stampOrNull(m.closedAt) });
  return (await made.returning("id").executeTakeFirstOrThrow()).id;
}

/** What is not said stays as it is. */
export async function saveMatter(db: Db, id: number, m: Partial<MatterFacts>): Promise<void> {
  const set = { ...columns(m), ...(m.closedAt !== undefined && { closed_at: stampOrNull(m.closedAt) }) };
  if (Object.keys(set).length > 0) await db.updateTable("matters").set(set).where("id", "=", id).execute();
}

const columns = (c: Partial<ClientFacts>) => ({
  ...(c.name !== undefined && { name: c.name }),
  ...(c.twin !== undefined && { twin: c.twin }),
  ...(c.groupId !== undefined && { group_id: c.groupId }),
  ...(c.responsibleId !== undefined && { responsible_id: c.responsibleId }),
});

/** For a client, or a matter of `clientId`, that takes a name which others have that whoever gives it may not know of. */
export async function freeTwin(db: Db, name: string, clientId?: number): Promise<number> {
  const named =
    clientId === undefined
      ? sql`clients where name = ${name}`
      : sql`matters where client_id = ${clientId} and name = ${name}`;
  const { rows } = await sql<{ twin: number }>`select coalesce(max(twin) + 1, 0) as twin from ${named}`.execute(db);
  return rows[0]!.twin;
}

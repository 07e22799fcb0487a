import type { Db } from "./db.ts";

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

/** A client by this name; made where there is none. */
export async function clientNamed(db: Db, name: string): Promise<number> {
  const row = await db
    .insertInto("clients")
    .values({ name, group_id: null, responsible_id: null })
    .onConflict((c) => c.column("name").doUpdateSet({ name }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function contactNamed(db: Db, clientId: number, name: string): Promise<number> {
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
  return made.id;
}

/** A matter of this client by this name, however it is capitalised; made where there is none. */
export async function matterNamed(db: Db, clientId: number, name: string): Promise<number> {
  const known = (await matters(db, clientId)).find((m) => m.name.toLowerCase() === name.trim().toLowerCase());
  if (known) return known.id;
  const made = await db
    .insertInto("matters")
    .values({ client_id: clientId, name: name.trim(), group_id: null, responsible_id: null, closed_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return made.id;
}

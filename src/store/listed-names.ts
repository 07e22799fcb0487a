import { sql } from "kysely";
import type { By } from "../domain/audit.ts";
import type { ListedKind, ListedName } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import type { Place } from "../seal/cipher.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";
import type { Vault } from "./vault.ts";

export interface NewName {
  readonly kind: ListedKind;
  readonly clientId: number | null;
  readonly matterId: number | null;
  readonly names: readonly [name: string, ...also: string[]];
}

const namesOf = (id: number): Place => ({ column: "listed_names.names", row: [id] });
const askedOf = (id: number): Place => ({ column: "conflict_searches.name", row: [id] });

/** @returns its number */
export async function listName(db: Db, vault: Vault, it: NewName, by: By): Promise<number> {
  const pen = await vault.pen(db, "firm", by.at);
  return within(db, async (tx) => {
    const id = await nextIn(tx, "listed_names");
    const names = pen.seal(JSON.stringify(it.names), namesOf(id));
    await tx
      .insertInto("listed_names")
      .values({
        ...{ id, kind: it.kind, client_id: it.clientId, matter_id: it.matterId, names },
        ...{ listed_by: personOf(by), listed_at: stamp(by.at) },
      })
      .execute();
    const details = { kind: it.kind, client: it.clientId, matter: it.matterId };
    await record(tx, { ...by, act: "names listed", subject: { kind: "name", id }, details });
    return id;
  });
}

/** False where there is no such name on the list. What was found for it and is open is settled: nobody is to look for it. */
export const unlistName = (db: Db, id: number, by: By): Promise<boolean> =>
  within(db, async (tx) => {
    const { rows } = await sql`update listed_names set removed_at = ${stamp(by.at)}, removed_by = ${personOf(by)}
      where id = ${id} and removed_at is null returning id`.execute(tx);
    if (rows.length === 0) return false;
    const subject = { kind: "name", id } as const;
    await record(tx, { ...by, act: "names listed", subject, details: { removed: true } });
    return true;
  });

/** Those that are listed now, opened; `known` are not opened again. Every name stays as it was listed. */
export async function listedNames(
  db: Db,
  vault: Vault,
  now: Instant,
  known: ReadonlyMap<number, ListedName> = new Map(),
): Promise<ListedName[]> {
  const rows = await db
    .selectFrom("listed_names")
    .select(["id", "kind", "client_id as clientId", "matter_id as matterId", "names", "listed_at as listedAt"])
    .where("removed_at", "is", null)
    .orderBy("id")
    .execute();
  const opened: ListedName[] = [];
  for (const { names, ...row } of rows) {
    const there = known.get(row.id);
    opened.push(there ?? { ...row, names: JSON.parse(await vault.open(db, names, namesOf(row.id), now)) });
  }
  return opened;
}

/** All that was ever listed for a client, opened. */
export async function listedFor(db: Db, vault: Vault, clientId: number, now: Instant) {
  const rows = await db
    .selectFrom("listed_names")
    .select(["id", "kind", "matter_id as matterId", "names", "listed_at as listedAt", "removed_at as removedAt"])
    .where("client_id", "=", clientId)
    .orderBy("id")
    .execute();
  const opened = [];
  for (const { names, ...row } of rows)
    opened.push({ ...row, names: JSON.parse(await vault.open(db, names, namesOf(row.id), now)) as string[] });
  return opened;
}

/** Another one as soon as a name is listed, or is no more. */
export async function listVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select count(*) || ' ' || coalesce(max(id), 0) as version from listed_names where removed_at is null`.execute(db);
  return rows[0]!.version;
}

/** Whether anybody relies on being told of conflicts: no matter whether there are any. */
export async function keepsList(db: Db): Promise<boolean> {
  const { rows } = await sql<{ keeps: boolean }>`select exists (select from listed_names where removed_at is null)
    or exists (select from conflict_searches) as keeps`.execute(db);
  return rows[0]!.keeps;
}

/** A name that somebody asks about who is not told whether there is anything: it is looked at later, for the risk officers. */
export async function askAbout(
  db: Db,
  vault: Vault,
  name: string,
  by: By & { readonly actor: { readonly person: number } },
) {
  const pen = await vault.pen(db, "firm", by.at);
  await within(db, async (tx) => {
    const id = await nextIn(tx, "conflict_searches");
    const sealed = pen.seal(name, askedOf(id));
    const asked = { id, name: sealed, asked_by: by.actor.person, asked_at: stamp(by.at) };
    await tx.insertInto("conflict_searches").values(asked).execute();
    await record(tx, { ...by, act: "conflicts searched", subject: { kind: "person", id: by.actor.person } });
  });
}

export interface Asked {
  readonly id: number;
  readonly name: string;
  readonly askedBy: number;
  readonly askedAt: Instant;
}

/** What was asked about: those of these numbers, or those that were not looked at yet. */
export async function askedAbout(db: Db, vault: Vault, ids: readonly number[] | "new", now: Instant): Promise<Asked[]> {
  const { rows } = await sql<Omit<Asked, "name"> & { name: Uint8Array }>`
    select id, name, asked_by as "askedBy", asked_at as "askedAt" from conflict_searches
    where ${ids === "new" ? sql`screened_at is null` : sql`id = any(${[...ids]}::int[])`} order by id limit 50`.execute(
    db,
  );
  const opened: Asked[] = [];
  for (const { name, ...row } of rows) opened.push({ ...row, name: await vault.open(db, name, askedOf(row.id), now) });
  return opened;
}

async function nextIn(tx: Db, table: "listed_names" | "conflict_searches"): Promise<number> {
  const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence(${table}, 'id'))::int as id`.execute(
    tx,
  );
  return rows[0]!.id;
}

const personOf = ({ actor }: By): number | null =>
  typeof actor === "object" && "person" in actor ? actor.person : null;

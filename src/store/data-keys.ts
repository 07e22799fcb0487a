import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Owner } from "../seal/cipher.ts";
import { type Db, stamp } from "./db.ts";

/** A key as it is kept: wrapped by the firm's key of that name; without `wrapped` once it is destroyed. */
export interface WrappedKey {
  readonly id: string;
  readonly owner: Owner;
  readonly wrapped: Uint8Array | null;
  readonly firmKey: string;
  readonly madeAt: Instant;
  readonly retiredAt: Instant | null;
  readonly destroyedAt: Instant | null;
}

/** The one that what is new of this owner's is sealed with. */
export const keyInUse = (db: Db, owner: Owner): Promise<WrappedKey | undefined> =>
  keys(db).where("owner", "=", owner).where("retired_at", "is", null).executeTakeFirst() as Promise<
    WrappedKey | undefined
  >;

export const keyById = (db: Db, id: string): Promise<WrappedKey | undefined> =>
  keys(db).where("id", "=", id).executeTakeFirst() as Promise<WrappedKey | undefined>;

/** All of them, the firm's first, each owner's newest last. */
export const allKeys = (db: Db): Promise<WrappedKey[]> =>
  keys(db).orderBy(sql`owner = 'firm'`, "desc").orderBy("owner").orderBy("made_at").orderBy("id").execute() as Promise<
    WrappedKey[]
  >;

/** Keeps a new key as the owner's; false where another process was quicker. */
export async function keepKey(
  db: Db,
  key: Pick<WrappedKey, "id" | "owner" | "firmKey"> & { wrapped: Uint8Array },
  now: Instant,
) {
  const { id, owner, wrapped, firmKey } = key;
  const row = await db
    .insertInto("data_keys")
    .values({ id, owner, wrapped, firm_key: firmKey, made_at: stamp(now) })
    .onConflict((clash) => clash.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The owner's next word is sealed with a new key; what this one sealed is sealed anew with that, by and by. */
export const retireKey = (db: Db, owner: Owner, now: Instant) =>
  db
    .updateTable("data_keys")
    .set({ retired_at: stamp(now) })
    .where("owner", "=", owner)
    .where("retired_at", "is", null)
    .execute();

/** Nobody opens anything again that this owner's keys sealed. */
export async function destroyKeys(db: Db, owner: Owner, now: Instant): Promise<number> {
  const rows = await db
    .updateTable("data_keys")
    .set({ wrapped: null, destroyed_at: stamp(now), retired_at: sql<Instant>`coalesce(retired_at, ${stamp(now)})` })
    .where("owner", "=", owner)
    .where("destroyed_at", "is", null)
    .returning("id")
    .execute();
  return rows.length;
}

/** Those that another key than `firmKey` wrapped. */
export const keysWrappedOtherwise = (db: Db, firmKey: string, limit: number): Promise<WrappedKey[]> =>
  keys(db)
    .where("firm_key", "<>", firmKey)
    .where("wrapped", "is not", null)
    .orderBy("id")
    .limit(limit)
    .execute() as Promise<WrappedKey[]>;

/** The same key, wrapped anew; nothing where it was wrapped anew or destroyed meanwhile. */
export const rewrapped = (db: Db, { id, firmKey }: WrappedKey, wrapped: Uint8Array, by: string) =>
  db
    .updateTable("data_keys")
    .set({ wrapped, firm_key: by })
    .where("id", "=", id)
    .where("firm_key", "=", firmKey)
    .where("wrapped", "is not", null)
    .execute();

/** Forgets keys that are retired or destroyed, and with which nothing here is sealed any more. @returns how many */
export async function dropRetired(db: Db, before: Instant): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from data_keys k where retired_at <= ${stamp(before)} and owner <> 'firm'
      and not exists (select from messages m where m.body_key = k.id) returning id`.execute(db);
  return rows.length;
}

const keys = (db: Db) =>
  db
    .selectFrom("data_keys")
    .select([
      "id",
      "owner",
      "wrapped",
      "firm_key as firmKey",
      "made_at as madeAt",
      "retired_at as retiredAt",
      "destroyed_at as destroyedAt",
    ]);

import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { type Act, type AuditEntry, type By, byItself } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import type { Owner } from "../seal/cipher.ts";
import { record, within } from "./audit.ts";
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
export function keepKey(
  db: Db,
  key: Pick<WrappedKey, "id" | "owner" | "firmKey"> & { wrapped: Uint8Array },
  now: Instant,
): Promise<boolean> {
  const { id, owner, wrapped, firmKey } = key;
  return within(db, async (tx) => {
    const row = await tx
      .insertInto("data_keys")
      .values({ id, owner, wrapped, firm_key: firmKey, made_at: stamp(now) })
      .onConflict((clash) => clash.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (row) await note(tx, "key made", owner, byItself(now));
    return row !== undefined;
  });
}

/** The owner's next word is sealed with a new key; what this one sealed is sealed anew with that, by and by. */
export const retireKey = (db: Db, owner: Owner, by: By): Promise<void> =>
  within(db, async (tx) => {
    await tx
      .updateTable("data_keys")
      .set({ retired_at: stamp(by.at) })
      .where("owner", "=", owner)
      .where("retired_at", "is", null)
      .execute();
    await note(tx, "key rotated", owner, by);
  });

/** Nobody opens anything again that this owner's keys sealed. */
export const destroyKeys = (db: Db, owner: Owner, by: By): Promise<void> =>
  within(db, async (tx) => {
    const at = stamp(by.at);
    await tx
      .updateTable("data_keys")
      .set({ wrapped: null, destroyed_at: at, retired_at: sql<Instant>`coalesce(retired_at, ${at})` })
      .where("owner", "=", owner)
      .where("destroyed_at", "is", null)
      .execute();
    // Who never had a key leaves a stone all the same: a restore tells by it what is to be erased again.
    await sql`
      insert into data_keys (id, owner, firm_key, made_at, retired_at, destroyed_at)
      select ${randomUUID()}::uuid, ${owner}, 'none', ${at}, ${at}, ${at} where not exists (select from data_keys where owner = ${owner})`.execute(
      tx,
    );
    await note(tx, "key destroyed", owner, by);
  });

/** Those that another key than `firmKey` wrapped. */
export const keysWrappedOtherwise = (db: Db, firmKey: string, limit: number): Promise<WrappedKey[]> =>
  keys(db)
    .where("firm_key", "<>", firmKey)
    .where("wrapped", "is not", null)
    .orderBy("id")
    .limit(limit)
    .execute() as Promise<WrappedKey[]>;

/** The same key, wrapped anew; nothing where it was wrapped anew or destroyed meanwhile. */
export const rewrapped = (db: Db, { id, owner, firmKey }: WrappedKey, wrapped: Uint8Array, by: string, now: Instant) =>
  within(db, async (tx) => {
    await tx
      .updateTable("data_keys")
      .set({ wrapped, firm_key: by })
      .where("id", "=", id)
      .where("firm_key", "=", firmKey)
      .where("wrapped", "is not", null)
      .execute();
    await note(tx, "key rotated", owner, byItself(now), { wrapped: true });
  });

/** Forgets keys that are retired, and with which nothing here is sealed any more; destroyed ones stay as a trace. @returns how many */
export const dropRetired = (db: Db, by: By): Promise<number> =>
  within(db, async (tx) => {
    const { rows } = await sql<{ owner: Owner }>`
      delete from data_keys k where retired_at <= ${stamp(by.at)} and wrapped is not null and owner <> 'firm'
        and not exists (select from messages m where m.body_key = k.id)
        and not exists (select from facts f where f.reason_key = k.id) returning owner`.execute(tx);
    for (const { owner } of rows) await note(tx, "key destroyed", owner, by);
    return rows.length;
  });

/** Whose key it was, by number. */
function note(tx: Db, act: Act, owner: Owner, by: By, more: AuditEntry["details"] = {}): Promise<void> {
  const [kind, id] = owner.split(":");
  const whose = id === undefined ? { of: "firm" } : { [kind!]: Number(id) };
  return record(tx, { ...by, act, subject: { kind: "key" }, details: { ...whose, ...more } });
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

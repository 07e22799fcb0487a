import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Owner } from "../seal/cipher.ts";
import type { Listed } from "../seal/key-list.ts";
import { allKeys } from "./data-keys.ts";
import { type Db, stamp, stampOrNull } from "./db.ts";

/** Whether this store was ever brought so far that words are sealed. */
export async function hasKeys(db: Db): Promise<boolean> {
  const { rows } = await sql<{ it: string | null }>`select to_regclass('data_keys')::text as it`.execute(db);
  return rows[0]!.it !== null;
}

/** All keys of a store, as they stand in a list; none where it is older than sealing. */
export async function listKeys(db: Db): Promise<Listed[]> {
  if (!(await hasKeys(db))) return [];
  const keys = await allKeys(db);
  return keys.map(({ id, owner, wrapped, firmKey, madeAt, retiredAt, destroyedAt }) => ({
    ...{ id, owner, firmKey, madeAt },
    ...(wrapped && { wrapped: Buffer.from(wrapped).toString("base64") }),
    ...(retiredAt !== null && { retiredAt }),
    ...(destroyedAt !== null && { destroyedAt }),
  }));
}

/** Puts the keys of a list in place of all that are there. */
export async function putKeys(tx: Db, keys: readonly Listed[]): Promise<void> {
  await tx.deleteFrom("data_keys").execute();
  for (const key of keys)
    await tx
      .insertInto("data_keys")
      .values({
        id: key.id,
        owner: key.owner as Owner,
        wrapped: key.wrapped === undefined ? null : Buffer.from(key.wrapped, "base64"),
        firm_key: key.firmKey,
        made_at: stamp(key.madeAt),
        retired_at: stampOrNull(key.retiredAt),
        destroyed_at: stampOrNull(key.destroyedAt),
      })
      .execute();
}

/** Whether there is anything that a key must open. */
export async function isAnySealed(db: Db): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from messages where body is not null) or exists (select from installations where tokens is not null)
      or exists (select from inbox where body is not null) as is`.execute(db);
  return rows[0]!.is;
}

/** Words and tokens of which the key is gone: nobody could open them again. @returns how many messages lost their words */
export async function forgetUnopenable(tx: Db, at: Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update messages set body = null where body is not null
      and not exists (select from data_keys k where k.id = messages.body_key and k.wrapped is not null)`.execute(tx);
  await sql`
    update facts set reason = null where reason_key is not null
      and not exists (select from data_keys k where k.id = facts.reason_key and k.wrapped is not null)`.execute(tx);
  await sql`
    update installations set tokens = null, plain_tokens = null, expires_at = null, trouble = null, trouble_since = null, removed_at = ${stamp(at)}
    where tokens is not null and not exists (
      select from data_keys k where k.wrapped is not null and k.id = encode(substring(tokens from 2 for 16), 'hex')::uuid)`.execute(
    tx,
  );
  await sql`
    update inbox set body = null, plain_body = null, lease_until = null, done_at = ${stamp(at)} where body is not null and not exists (
      select from data_keys k where k.wrapped is not null and k.id = encode(substring(body from 2 for 16), 'hex')::uuid)`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

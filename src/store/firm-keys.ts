import { sql } from "kysely";
import type { Finding } from "../domain/finding.ts";
import type { Instant } from "../domain/time.ts";
import { SealError } from "../seal/cipher.ts";
import { keyInUse, keysWrappedOtherwise, rewrapped } from "./data-keys.ts";
import type { Db } from "./db.ts";
import { sealOwn } from "./reseal.ts";
import { purposeOf, unknownKey, type Vault } from "./vault.ts";

/**
 * Before anything is sealed or opened: whether the firm's key is the one that this database is sealed with, and whether it can
 * be had. Seals what an older program left in the open and the program needs at once.
 * @throws SealError in words for whoever starts the program
 */
export async function startSealing(db: Db, vault: Vault, now: Instant): Promise<void> {
  for (const id of await firmKeysOf(db))
    if (!(await vault.ring.find(id)))
      throw unknownKey(id, await vault.ring.current().catch(() => undefined), vault.ring.where);
  await vault.pen(db, "firm", now);
  await sealOwn(db, vault, now);
}

/** Whether words can be opened with the keys that are given. Changes nothing. */
export async function keysFit(db: Db, vault: Vault): Promise<Finding> {
  const say = (ok: boolean, words: string): Finding => ({ name: "Keys", ok, say: words });
  try {
    const needed = await firmKeysOf(db);
    for (const id of needed)
      if (!(await vault.ring.find(id)))
        throw unknownKey(id, await vault.ring.current().catch(() => undefined), vault.ring.where);
    const own = await keyInUse(db, "firm");
    if (!own?.wrapped) return say(true, "Nothing is sealed yet.");
    const by = (await vault.ring.find(own.firmKey))!;
    (await by.unwrap(Buffer.from(own.wrapped), purposeOf(own))).fill(0);
    return say(
      true,
      `${vault.ring.where} opens what is sealed.`.replace(/^./, (first) => first.toUpperCase()),
    );
  } catch (fault) {
    if (!(fault instanceof SealError)) throw fault;
    return say(false, fault.message);
  }
}

/** The names of the firm's keys that anything here is wrapped with. */
export async function firmKeysOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct firm_key as id from data_keys where wrapped is not null order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Keys that an older key of the firm's wrapped are wrapped with the one in use: so many at most. @returns how many */
export async function rewrapKeys(db: Db, { ring }: Vault, limit: number, now: Instant): Promise<number> {
  const current = await ring.current();
  const old = await keysWrappedOtherwise(db, current.id, limit);
  for (const row of old) {
    const by = await ring.find(row.firmKey);
    if (!by) throw unknownKey(row.firmKey, current, ring.where);
    const secret = await by.unwrap(Buffer.from(row.wrapped!), purposeOf(row));
    await rewrapped(db, row, await current.wrap(secret, purposeOf(row)), current.id, now);
    secret.fill(0);
  }
  return old.length;
}

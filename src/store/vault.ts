import { randomBytes, randomUUID } from "node:crypto";
import type { Instant } from "../domain/time.ts";
import { MINUTE } from "../domain/time.ts";
import { type DataKey, keyIdOf, type Owner, open, type Place, SealError, seal } from "../seal/cipher.ts";
import type { FirmKey, Keyring } from "../seal/firm-key.ts";
import type { Listed } from "../seal/key-list.ts";
import { keepKey, keyById, keyInUse, type WrappedKey } from "./data-keys.ts";
import type { Db } from "./db.ts";

/** Where words are sealed and opened: the only place that has keys. */
export interface Vault {
  /** Whether what clients and lawyers wrote is kept; else it is read as it passes by, and only what it meant is. */
  readonly keepsText: boolean;
  readonly ring: Keyring;
  /** Keeps the list of all keys where it is kept, outside of the database; absent where it is not. */
  readonly list?: (keys: readonly Listed[]) => Promise<void>;
  /** What to seal an owner's words with; its key is made where it has none. `db`: the transaction under way, where one is. */
  pen(db: Db, owner: Owner, now: Instant): Promise<Pen>;
  /** @throws SealError where it was not sealed for that place, or its key is gone or cannot be had */
  open(db: Db, sealed: Uint8Array, place: Place, now: Instant): Promise<string>;
  /** Keys that nobody needed for a while are wiped from memory. */
  wipe(now: Instant): void;
}

export interface Pen {
  readonly key: string;
  readonly owner: Owner;
  seal(words: string, place: Place): Buffer;
}

/** So long a key is trusted to be the owner's before the database is asked again. */
const TRUSTED = MINUTE;
/** And so long it stays in memory after it was last needed. The firm's own stays: it seals all that comes in. */
const KEPT = 10 * MINUTE;

interface Kept {
  readonly key: DataKey;
  usedAt: Instant;
}

/** What one store's words are sealed with. Keys are unwrapped once, and kept in memory while they are in use. */
export function vaultWith(
  ring: Keyring,
  { keepsText = true, list }: Partial<Pick<Vault, "keepsText" | "list">> = {},
): Vault {
  const byId = new Map<string, Kept>();
  const inUse = new Map<Owner, { readonly id: string; readonly until: Instant }>();
  const underWay = new Map<Owner, Promise<DataKey>>();
  // What a transaction made goes with it if it is rolled back.
  const within = new WeakMap<Db, Map<Owner, DataKey>>();

  function held(id: string, now: Instant): DataKey | undefined {
    const kept = byId.get(id);
    if (kept) kept.usedAt = now;
    return kept?.key;
  }

  async function unwrapped(row: WrappedKey, now: Instant): Promise<DataKey> {
    const there = held(row.id, now);
    if (there && row.wrapped) return there;
    if (!row.wrapped) throw new SealError("Its key was destroyed: nobody can read this any more.", "LOST");
    const firmKey = await ring.find(row.firmKey);
    if (!firmKey) throw unknownKey(row.firmKey, await ring.current().catch(() => undefined), ring.where);
    const secret = await firmKey.unwrap(Buffer.from(row.wrapped), purposeOf(row));
    return { id: row.id, owner: row.owner, secret };
  }

  async function keyOf(db: Db, owner: Owner, now: Instant): Promise<DataKey> {
    const there = await keyInUse(db, owner);
    if (there) return unwrapped(there, now);
    const [id, secret, firmKey] = [randomUUID(), randomBytes(32), await ring.current()];
    const wrapped = await firmKey.wrap(secret, purposeOf({ id, owner }));
    const ours = await keepKey(db, { id, owner, wrapped, firmKey: firmKey.id }, now);
    return ours ? { id, owner, secret } : unwrapped((await keyInUse(db, owner))!, now);
  }

  async function inHand(db: Db, owner: Owner, now: Instant): Promise<DataKey> {
    const known = inUse.get(owner);
    const key = known && now < known.until ? held(known.id, now) : within.get(db)?.get(owner);
    if (key) return key;
    if (db.isTransaction) {
      const found = await keyOf(db, owner, now);
      const made = within.get(db) ?? new Map<Owner, DataKey>();
      within.set(db, made.set(owner, found));
      return found;
    }
    // Whoever asks meanwhile waits for the same answer: a key service is asked once.
    const asked = underWay.get(owner) ?? keyOf(db, owner, now).finally(() => underWay.delete(owner));
    underWay.set(owner, asked);
    const found = await asked;
    keep(found, now);
    inUse.set(owner, { id: found.id, until: now + TRUSTED });
    return found;
  }

  function keep(key: DataKey, now: Instant) {
    if (!byId.has(key.id)) byId.set(key.id, { key, usedAt: now });
  }

  return {
    keepsText,
    ring,
    list,
    async pen(db, owner, now) {
      const key = await inHand(db, owner, now);
      return { key: key.id, owner, seal: (words, place) => seal(key, place, words) };
    },
    async open(db, sealed, place, now) {
      const id = keyIdOf(sealed);
      const there = held(id, now);
      if (there) return open(there, place, sealed);
      const row = await keyById(db, id);
      if (!row)
        throw new SealError("The key it was sealed with is not in this database: nobody can read it here.", "LOST");
      const key = await unwrapped(row, now);
      if (!db.isTransaction) keep(key, now);
      return open(key, place, sealed);
    },
    wipe(now) {
      for (const [id, { key, usedAt }] of byId) {
        if (key.owner === "firm" || (usedAt <= now && now - usedAt < KEPT)) continue;
        key.secret.fill(0);
        byId.delete(id);
      }
    },
  };
}

/** What a key is wrapped for. */
export const purposeOf = ({ owner, id }: Pick<WrappedKey, "owner" | "id">): string => `${owner} ${id}`;

/** For work that touches no words: it has no keys. */
export const withoutKeys: Vault = vaultWith({
  where: "nowhere",
  current: () => Promise.reject(new SealError("This command works without the firm's key, and so without words.")),
  find: async () => undefined,
});

export function unknownKey(needed: string, given: FirmKey | undefined, where: string): SealError {
  const has = given ? `; ${where} holds ${given.id}` : "";
  return new SealError(
    `This database is sealed with the firm's key ${needed}${has}. Put ${needed} back: as SEALING_KEY, in the key file, or as SEALING_KEY_OLD beside a newer one.`,
  );
}

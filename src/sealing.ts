import type { SealingSettings } from "./config-sealing.ts";
import type { Instant } from "./domain/time.ts";
import { writeKeyList } from "./seal/key-list.ts";
import { keyring, makeFirstKey } from "./seal/keyring.ts";
import type { Store } from "./store/db.ts";
import { firmKeysOf, startSealing } from "./store/firm-keys.ts";
import { type Vault, vaultWith } from "./store/vault.ts";

/**
 * What a migrated store's words are sealed with, checked against the store before anything is sealed or opened. An embedded database
 * that has no key yet gets one, in a file beside it: what there is to say of that is said by `made`.
 * @throws SealError in words for whoever starts the program
 */
export async function sealing(
  settings: SealingSettings,
  store: Store,
  now: () => Instant,
): Promise<{ vault: Vault; made?: string }> {
  const mayMake = store.kind === "embedded" && (await firmKeysOf(store.db)).length === 0;
  const ring = keyring(settings, now);
  const file = mayMake ? await makeFirstKey(settings) : undefined;
  const vault = vaultWith(ring, { keepsText: settings.keepsText, list: listIn(settings.list) });
  await startSealing(store.db, vault, now());
  return { vault, ...(file && { made: MADE(file) }) };
}

/** The list is written when it is another than before. */
function listIn(file: string): NonNullable<Vault["list"]> {
  let last = "";
  return async (keys) => {
    const next = JSON.stringify(keys);
    if (next === last) return;
    await writeKeyList(file, keys);
    last = next;
  };
}

const MADE = (file: string) =>
  `Made the firm's key, ${file}. Without it nobody can read what is sealed here: keep a copy where no backup lies.`;

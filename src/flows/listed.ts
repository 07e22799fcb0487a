import { type ListedName, type Screen, screenOf } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { listedNames, listVersion } from "../store/listed-names.ts";
import type { Vault } from "../store/vault.ts";

/** Who is listed, by number, and how they are recognised. */
export interface Listed {
  readonly names: ReadonlyMap<number, ListedName>;
  readonly screen: Screen<ListedName>;
}

interface Kept extends Listed {
  readonly version: string;
  readonly at: Instant;
}

// Opened and put together once for each change of the list; it is as secret as the keys beside it, and in memory as they are.
const kept = new WeakMap<Vault, Kept>();

/** Milliseconds for which a message goes by the list as it was: what another process lists counts as of then. */
const TRUSTED = 5_000;

/** The list as it is now; for a message, as it was a moment ago. @throws SealError where it cannot be opened */
export async function listedNow(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  now: Instant,
  isMessage = false,
): Promise<Listed> {
  const known = kept.get(vault);
  if (isMessage && known && now >= known.at && now - known.at < TRUSTED) return known;
  const version = await listVersion(db);
  if (known?.version === version) {
    kept.set(vault, { ...known, at: now });
    return known;
  }
  const names = await listedNames(db, vault, now, known?.names);
  const listed = { names: new Map(names.map((one) => [one.id, one])), screen: screenOf(names), version, at: now };
  kept.set(vault, listed);
  return listed;
}

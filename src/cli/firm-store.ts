import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import type { MayKeep } from "../domain/firm-plan.ts";
import type { Instant } from "../domain/time.ts";
import { readFirmFile } from "../firm-file/read.ts";
import { firmReader } from "../flows/firm-reader.ts";
import { sealing } from "../sealing.ts";
import { openStore, type Store } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { firmKeysOf } from "../store/firm-keys.ts";
import { isBlank, pendingMigrations } from "../store/migrate.ts";
import { readFirm } from "../store/read-firm.ts";
import { type Vault, withoutKeys } from "../store/vault.ts";

/** The places where a firm's channels can be. */
export const platforms = ["slack", "teams"] as const satisfies (keyof Config["platforms"])[];

/** Its message is for whoever runs the command. */
export class FirmFileError extends Error {}

/** The firm as it is there for whoever asks; undefined where there is nothing yet. */
export async function firmIn(store: Store, vault: Vault, now: Instant, as: string | undefined) {
  if (await isBlank(store.db)) return undefined;
  if ((await pendingMigrations(store.db)).length > 0)
    throw new StoreError(
      `The database is older than this program. Start the program once (npm start), which brings it up to date.`,
    );
  const whole = await readFirm(store.db, now);
  if (!whole) return undefined;
  const reader = await firmReader(store.db, as, now);
  if (!reader)
    throw new FirmFileError(`Nobody at the firm is called "${as}". Write the whole name, or the e-mail address.`);
  return { reader, known: await readFirm(store.db, now, reader.sight, vault) };
}

export const isThere = ({ url, folder }: Config["store"]) => url !== undefined || existsSync(join(folder, "postgres"));

export async function withStore<T>(
  config: Config,
  now: Instant,
  work: (store: Store, vault: Vault) => Promise<T>,
): Promise<T> {
  const store = await openStore({ ...config.store, applicationName: "rejoinder firm" });
  try {
    return await work(store, await vaultFor(config, store, now));
  } finally {
    await store.close();
  }
}

/** Why something is on legal hold is sealed. A firm that has no key yet has nothing that is. */
async function vaultFor(config: Config, store: Store, now: Instant): Promise<Vault> {
  if ((await isBlank(store.db)) || (await pendingMigrations(store.db)).length > 0) return withoutKeys;
  if ((await firmKeysOf(store.db)).length === 0) return withoutKeys;
  return (await sealing(config.sealing, store, () => now)).vault;
}

/** Before there is a firm, whoever its file makes a risk officer is one. */
export function firstReader(as: string | undefined, yaml: string): MayKeep {
  const read = as === undefined ? undefined : readFirmFile(yaml, { platforms, now: 0 });
  const people = read && "plan" in read ? read.plan.people : [];
  const officer = people.some((one) => one.riskOfficer && one.name.toLowerCase() === as?.toLowerCase());
  return { walls: officer, holds: true, retention: true };
}

import { type Config, machineClock, readConfig } from "../config.ts";
import { findByName } from "../domain/nearest.ts";
import { sealing } from "../sealing.ts";
import { type Client, clients, type NamedSubject } from "../store/clients.ts";
import { type Db, openStore } from "../store/db.ts";
import type { Vault } from "../store/vault.ts";
import { list } from "../views/words.ts";
import { Refusal } from "./store-command.ts";

/** With the firm's own store, once its key is known to fit. */
export async function withKeys(
  name: string,
  work: (db: Db, vault: Vault, config: Config) => Promise<string>,
): Promise<string> {
  const config = readConfig();
  const store = await openStore({ ...config.store, applicationName: `rejoinder ${name}` });
  try {
    const { vault } = await sealing(config.sealing, store, machineClock.now);
    const said = await work(store.db, vault, config);
    return said;
  } finally {
    await store.close();
  }
}

/** @throws Refusal where no client, or more than one, is called so */
export async function clientCalled(db: Db, name: string): Promise<Client> {
  const all = await clients(db);
  const exact = all.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (exact) return exact;
  const by = findByName(name, all);
  if ("found" in by) return by.found;
  const names = ("several" in by ? by.several : by.nearest).map((one) => one.name);
  throw new Refusal(
    `There is no client "${name}"${names.length > 0 ? `; there is ${list(names)}` : ""}. Write the whole name.`,
  );
}

/** A client, or a matter as `Client, matter` or by its name alone. @throws Refusal where it is not clear which */
export function subjectCalled(all: readonly NamedSubject[], name: string): NamedSubject {
  const by = findByName(name, all);
  if ("found" in by) return by.found;
  const near = ("several" in by ? by.several : by.nearest).map((one) => one.name);
  const quoted = near.map((one) => `"${one}"`);
  const which = near.length > 0 ? ` Did you mean ${list(quoted, "or")}?` : "";
  throw new Refusal(`No matter or client is clearly "${name}".${which}`);
}

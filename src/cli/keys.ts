import { machineClock, readConfig } from "../config.ts";
import type { SealingSettings } from "../config-sealing.ts";
import { byTerminal } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import type { Owner } from "../seal/cipher.ts";
import { addKey, dropKey, readKeyFile } from "../seal/key-file.ts";
import { writeKeyList } from "../seal/key-list.ts";
import { sealing } from "../sealing.ts";
import { clients } from "../store/clients.ts";
import { allKeys, dropRetired, retireKey, type WrappedKey } from "../store/data-keys.ts";
import { type Db, openStore, type Store } from "../store/db.ts";
import { firmKeysOf } from "../store/firm-keys.ts";
import { listKeys } from "../store/listed-keys.ts";
import { list, plural } from "../views/words.ts";
import { Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run keys [-- <what to do>]

The keys by which all that is confided is sealed. Each client has one of its own, and
each is wrapped by the firm's key, which is never in the database. Alone it says what
there is; names and dates, never a key.

  make                   writes a first key of the firm's into the key file
  rotate firm            adds a new key of the firm's to the key file; the program
                         wraps all other keys with it within a minute or so. Of a key
                         in SEALING_KEY or with a key service, the help says below
  rotate <client>        a new key for one client; "all" for every one, "own" for what
                         came in and tokens. What is there is sealed anew, by and by
  drop firm <key>        takes an old key out of the key file, once nothing needs it
  drop retired           forgets keys that were rotated, once nothing here is sealed
                         with them. Backups from before can then not be read any more
  --help                 this

A key in SEALING_KEY or with a key service is rotated by the settings: SEALING_KEY to the
new one, SEALING_KEY_OLD to the one before. Where several programs run, first give each
the new one in SEALING_KEY_OLD, then swap. Once npm run keys names the new one alone, the
old one may go.

The embedded database has room for one program at a time: stop the bot first.
`;

if (import.meta.main)
  await storeCommand({ name: "npm run keys", help: HELP, words: 20 }, async (_, __, said) => {
    const config = readConfig();
    const [what, which, ...more] = said;
    if (what === "make" && which === undefined) return make(config.sealing);
    if (what === "drop" && which === "firm" && more.length === 1)
      return inStore((store) => dropFirm(store.db, config.sealing, more[0]!));
    if (what === "drop" && which === "retired" && more.length === 0)
      return inStore((store) => dropOld(store.db, config.sealing, machineClock.now()));
    if (what === "rotate" && which === "firm" && more.length === 0) return rotateFirm(config.sealing);
    if (what === "rotate" && which !== undefined)
      return inStore((store) => rotate(store.db, [which, ...more].join(" "), machineClock.now()));
    if (what !== undefined)
      throw new Refusal(`"${said.join(" ")}" is nothing to do with keys. See npm run keys -- --help`);
    return inStore((store) => tell(store.db));
  });

/** With the store, once the firm's key is known to fit it. */
async function inStore(work: (store: Store) => Promise<string>): Promise<string> {
  const config = readConfig();
  const store = await openStore({ ...config.store, applicationName: "rejoinder keys" });
  try {
    await sealing(config.sealing, store, machineClock.now);
    return await work(store);
  } finally {
    await store.close();
  }
}

async function make({ key, file }: SealingSettings): Promise<string> {
  if (key !== undefined) throw new Refusal("SEALING_KEY is set: the firm has its key already.");
  if (await readKeyFile(file))
    throw new Refusal(`${file} is there already. For a new key: npm run keys -- rotate firm`);
  const { id } = await addKey(file);
  return `Wrote ${file}, which holds the firm's key ${id}. Only you can read it. Keep a copy where no backup lies: without it nobody can read what is sealed.`;
}

async function rotateFirm({ key, file }: SealingSettings): Promise<string> {
  if (key !== undefined)
    throw new Refusal(
      "The firm's key is in SEALING_KEY. Set that to the new one and SEALING_KEY_OLD to this one: npm run keys -- --help says how.",
    );
  if (!(await readKeyFile(file))) throw new Refusal(`There is no ${file} yet: npm run keys -- make writes one.`);
  const { id } = await addKey(file);
  return `The firm's key is now ${id}. Programs that run wrap all keys with it within a minute or so; then npm run keys names which older one may be dropped.`;
}

/** Whatever is wrapped with it could never be opened again. */
async function dropFirm(db: Db, { file }: SealingSettings, id: string): Promise<string> {
  if ((await firmKeysOf(db)).includes(id))
    throw new Refusal(`${id} is still needed. Start the program: it wraps all keys with the one in use.`);
  if (!(await dropKey(file, id)))
    throw new Refusal(`${file} holds no ${id}. npm run keys names those that are in use.`);
  return `Took ${id} out of ${file}. Whatever was wrapped with it, in old copies of the database too, nobody opens any more.`;
}

async function rotate(db: Db, name: string, now: Instant): Promise<string> {
  const owners = await ownersNamed(db, name);
  for (const owner of owners) await retireKey(db, owner, byTerminal(now));
  return `${plural(owners.length, "key")} rotated. The program seals anew what is there, a few hundred messages a minute.`;
}

async function ownersNamed(db: Db, name: string): Promise<Owner[]> {
  const inUse = (await allKeys(db)).filter((key) => key.retiredAt === null).map((key) => key.owner);
  if (name === "all") return inUse;
  if (name === "own") return ["firm"];
  const client = (await clients(db)).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!client) throw new Refusal(`There is no client "${name}".`);
  const owner: Owner = `client:${client.id}`;
  if (!inUse.includes(owner)) throw new Refusal(`${client.name} has no key yet: nothing of theirs is sealed.`);
  return [owner];
}

async function dropOld(db: Db, { list: file }: SealingSettings, now: Instant): Promise<string> {
  const count = await dropRetired(db, byTerminal(now));
  await writeKeyList(file, await listKeys(db));
  return count === 0
    ? "No key may be forgotten yet: with each, something here is still sealed."
    : `${plural(count, "key")} forgotten. What they sealed in older backups nobody can read any more.`;
}

async function tell(db: Db): Promise<string> {
  const [keys, names] = [await allKeys(db), new Map((await clients(db)).map(({ id, name }) => [`client:${id}`, name]))];
  const day = (at: Instant) => new Date(at).toISOString().slice(0, 10);
  const line = ({ owner, madeAt, retiredAt, destroyedAt, firmKey }: WrappedKey) => {
    const whose = owner === "firm" ? "the firm's own" : (names.get(owner) ?? owner.replace(":", " "));
    const state =
      destroyedAt !== null
        ? `destroyed ${day(destroyedAt)}`
        : retiredAt !== null
          ? `rotated ${day(retiredAt)}`
          : "in use";
    return `  ${whose}: made ${day(madeAt)}, ${state}${destroyedAt === null ? `, wrapped with ${firmKey}` : ""}`;
  };
  const needed = await firmKeysOf(db);
  return [`${plural(keys.length, "key")}, wrapped with ${list(needed) || "none"}.`, ...keys.map(line)].join("\n");
}

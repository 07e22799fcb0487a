import { machineClock, readConfig } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { readKeyList } from "../seal/key-list.ts";
import { checkArchive, readArchive } from "../store/archive/file.ts";
import { load, NO_KEYS } from "../store/archive/load.ts";
import { programsOn } from "../store/archive/room.ts";
import { record } from "../store/audit.ts";
import { type Db, openStore } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { listKeys } from "../store/listed-keys.ts";
import { loadedWords, Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run restore -- <file> [--replace]

Puts a backup (npm run backup) into the database that npm start uses: PostgreSQL where
DATABASE_URL names one, else the embedded one in DATA_FOLDER. All of it or nothing: what
was put in is read back and compared before it counts. A backup by an older program is
brought up to this one. Stop the bot first.

The keys are not in the backup, but in a list of their own (KEY_LIST_FILE), always the
newest: what was destroyed since stays unreadable. Without it, those of the database that
is replaced are taken.

  <file>      the backup
  --replace   the database may hold something: that is deleted first. Without it, only
              an empty database is taken.
  --without-keys   the list is lost: everything but words and tokens comes back
  --help      this
`;

const options = { replace: { type: "boolean" }, "without-keys": { type: "boolean" } } as const;

await storeCommand(
  { name: "npm run restore", help: HELP, options },
  async (file, { replace, "without-keys": without }) => {
    if (!file) throw new Refusal("Name the backup: npm run restore -- <file>");
    const { createdAt } = await checkArchive(file);
    const config = readConfig();
    const store = await openStore({ ...config.store, applicationName: "rejoinder restore" });
    try {
      const others = await programsOn(store.db);
      if (others > 0)
        throw new Refusal(`The bot is running on ${store.describe}. Stop it first; start it again after the restore.`);
      const keys = (await readKeyList(config.sealing.list)) ?? (await keysThere(store.db));
      const asked = { replace: replace === true, keys: keys ?? (without === true ? [] : undefined) };
      const loading = load(store.db, readArchive(file), asked);
      const loaded = await loading.catch((thrown) => sayHow(thrown, config.sealing.list));
      await record(store.db, { ...byTerminal(machineClock.now()), act: "restored", subject: { kind: "firm" } });
      return `${store.describe} now holds the backup of ${createdAt.slice(0, 16).replace("T", " ")} UTC: ${loadedWords(loaded)}`;
    } finally {
      await store.close();
    }
  },
);

/** Those of the database that is to be replaced; undefined where it has none. */
async function keysThere(db: Db) {
  const keys = await listKeys(db);
  return keys.length > 0 ? keys : undefined;
}

function sayHow(thrown: unknown, list: string): never {
  if (thrown instanceof StoreError && thrown.message === NO_KEYS)
    throw new Refusal(
      `${NO_KEYS} Put the newest copy of it at ${list}, or set KEY_LIST_FILE. Where it is lost, --without-keys brings back everything but words and tokens.`,
    );
  if (!(thrown instanceof StoreError && / is not empty: /.test(thrown.message))) throw thrown;
  throw new Refusal(
    `${thrown.message} To delete that and restore in its place, add --replace (a backup of it first is wise).`,
  );
}

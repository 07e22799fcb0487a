import { machineClock, readConfig } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { checkArchive, readArchive } from "../store/archive/file.ts";
import { load } from "../store/archive/load.ts";
import { programsOn } from "../store/archive/room.ts";
import { record } from "../store/audit.ts";
import { openStore } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { loadedWords, Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run restore -- <file> [--replace]

Puts a backup (npm run backup) into the database that npm start uses: PostgreSQL where
DATABASE_URL names one, else the embedded one in DATA_FOLDER. All of it or nothing: what
was put in is read back and compared before it counts. A backup by an older program is
brought up to this one. Stop the bot first.

  <file>      the backup
  --replace   the database may hold something: that is deleted first. Without it, only
              an empty database is taken.
  --help      this
`;

const options = { replace: { type: "boolean" } } as const;

await storeCommand({ name: "npm run restore", help: HELP, options }, async (file, { replace }) => {
  if (!file) throw new Refusal("Name the backup: npm run restore -- <file>");
  const { createdAt } = await checkArchive(file);
  const store = await openStore({ ...readConfig().store, applicationName: "rejoinder restore" });
  try {
    const others = await programsOn(store.db);
    if (others > 0)
      throw new Refusal(`The bot is running on ${store.describe}. Stop it first; start it again after the restore.`);
    const loaded = await load(store.db, readArchive(file), { replace: replace === true }).catch(replaceable);
    await record(store.db, { ...byTerminal(machineClock.now()), act: "restored", subject: { kind: "firm" } });
    return `${store.describe} now holds the backup of ${createdAt.slice(0, 16).replace("T", " ")} UTC: ${loadedWords(loaded)}`;
  } finally {
    await store.close();
  }
});

function replaceable(thrown: unknown): never {
  if (!(thrown instanceof StoreError && / is not empty: /.test(thrown.message))) throw thrown;
  throw new Refusal(
    `${thrown.message} To delete that and restore in its place, add --replace (a backup of it first is wise).`,
  );
}

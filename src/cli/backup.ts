import { machineClock, readConfig, storeToRead } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { writeKeyList } from "../seal/key-list.ts";
import { dump } from "../store/archive/dump.ts";
import { checkArchive, writeArchive } from "../store/archive/file.ts";
import { record } from "../store/audit.ts";
import { openStore } from "../store/db.ts";
import { listKeys } from "../store/listed-keys.ts";
import { contents, isEmbeddedIn, Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run backup [-- <file>]

Writes everything that Rejoinder keeps into one file: people, clients, standards,
inquiries with their timelines and clocks, messages, what was sent. It is the store as
it stood at one moment; on PostgreSQL the bot may go on working meanwhile. The embedded
database has room for one program at a time: stop the bot first.

  <file>   a new file; backup-<today>.ndjson.gz if unset; never written over
  --help   this

The file holds clients' words, sealed, and no key: those are in a list of their own
(KEY_LIST_FILE), which is written over each time, and which the firm's key opens. Keep
the three apart; of the list, the newest copy alone. Only you can read either (mode 0600).
It can be restored into either kind of database, also by a newer program: npm run restore.
`;

await storeCommand({ name: "npm run backup", help: HELP }, async (named) => {
  const config = readConfig();
  const at = storeToRead(config);
  if (!at.url && !isEmbeddedIn(at.folder))
    throw new Refusal(`There is no database in ${at.folder} yet: npm start makes one, or set DATABASE_URL to yours.`);
  const { list } = config.sealing;
  const now = machineClock.now();
  const file = named ?? `backup-${new Date(now).toISOString().slice(0, 10)}.ndjson.gz`;
  const store = await openStore({ ...at, applicationName: "rejoinder backup" });
  try {
    await record(store.db, { ...byTerminal(now), act: "backed up", subject: { kind: "firm" } });
    await writeArchive(file, dump(store.db, now));
    // The sandbox's keys end with it.
    if (at === config.store) await writeKeyList(list, await listKeys(store.db));
  } finally {
    await store.close();
  }
  const { tables } = await checkArchive(file);
  return [
    `${file} holds all of ${store.describe}: ${contents(new Map(Object.entries(tables)))}.`,
    `It was read again and is whole. It holds clients' words, sealed; what opens them is ${list}, and the firm's key. Keep the three apart.`,
  ].join("\n");
});

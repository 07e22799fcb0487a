import { machineClock, readConfig, storeToRead } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { dump } from "../store/archive/dump.ts";
import { checkArchive, writeArchive } from "../store/archive/file.ts";
import { record } from "../store/audit.ts";
import { openStore } from "../store/db.ts";
import { contents, isEmbeddedIn, Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run backup [-- <file>]

Writes everything that Rejoinder keeps into one file: people, clients, standards,
inquiries with their timelines and clocks, messages, what was sent. It is the store as
it stood at one moment; on PostgreSQL the bot may go on working meanwhile. The embedded
database has room for one program at a time: stop the bot first.

  <file>   a new file; backup-<today>.ndjson.gz if unset; never written over
  --help   this

The file holds clients' words. Only you can read it (mode 0600): keep it as you keep
the files of a matter. It can be restored into either kind of database, also by a
newer program: npm run restore.
`;

await storeCommand({ name: "npm run backup", help: HELP }, async (named) => {
  const at = storeToRead(readConfig());
  if (!at.url && !isEmbeddedIn(at.folder))
    throw new Refusal(`There is no database in ${at.folder} yet: npm start makes one, or set DATABASE_URL to yours.`);
  const now = machineClock.now();
  const file = named ?? `backup-${new Date(now).toISOString().slice(0, 10)}.ndjson.gz`;
  const store = await openStore({ ...at, applicationName: "rejoinder backup" });
  try {
    await record(store.db, { ...byTerminal(now), act: "backed up", subject: { kind: "firm" } });
    await writeArchive(file, dump(store.db, now));
  } finally {
    await store.close();
  }
  const { tables } = await checkArchive(file);
  return [
    `${file} holds all of ${store.describe}: ${contents(new Map(Object.entries(tables)))}.`,
    "It was read again and is whole. It holds clients' words: keep it where only those may read it who may read them.",
  ].join("\n");
});

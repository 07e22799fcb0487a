import { machineClock, readConfig } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { dump } from "../store/archive/dump.ts";
import { load } from "../store/archive/load.ts";
import { record } from "../store/audit.ts";
import { openStore } from "../store/db.ts";
import { listKeys } from "../store/listed-keys.ts";
import { isEmbeddedIn, loadedWords, Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run move -- <postgresql url>

Copies everything from the embedded database (in DATA_FOLDER) to PostgreSQL, 15 or
newer, and compares what arrived, table by table, before it counts. The embedded
database stays as it was. Stop the bot first.

  <postgresql url>  an empty database: postgresql://user:password@host:5432/rejoinder
                    (createdb --encoding=UTF8 --template=template0 rejoinder makes it);
                    DATABASE_URL if unset
  --help            this

Afterwards set DATABASE_URL to that address: the bot goes on there where it left off.
`;

await storeCommand({ name: "npm run move", help: HELP }, async (named) => {
  const { store: at } = readConfig();
  const url = named ?? at.url;
  if (!url)
    throw new Refusal("Name the PostgreSQL to move to: npm run move -- postgresql://user:password@host:5432/rejoinder");
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new Refusal("That is not a PostgreSQL address. Write it like postgresql://user:password@host:5432/rejoinder");
  if (!isEmbeddedIn(at.folder))
    throw new Refusal(
      `There is no embedded database in ${at.folder}: nothing to move. Set DATA_FOLDER if it is elsewhere.`,
    );
  const from = await openStore({ folder: at.folder });
  try {
    const to = await openStore({ url, applicationName: "rejoinder move" });
    try {
      const keys = await listKeys(from.db);
      const loaded = await load(to.db, dump(from.db, machineClock.now()), { keys });
      await record(to.db, { ...byTerminal(machineClock.now()), act: "restored", subject: { kind: "firm" } });
      return [
        `Moved from ${from.describe} to ${to.describe}: ${loadedWords(loaded)}`,
        `${at.folder} is as it was.`,
        "What was sealed stays sealed with the firm's key, which stays where it is (SEALING_KEY, or the key file).",
        named === undefined
          ? "DATABASE_URL names it already: npm start goes on there."
          : "One setting is to change: DATABASE_URL, to the address you gave, in .env or wherever you set it. Then npm start.",
      ].join("\n");
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
});

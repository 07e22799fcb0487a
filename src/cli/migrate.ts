import { machineClock, readConfig } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { record } from "../store/audit.ts";
import { openStore } from "../store/db.ts";
import { migrateAsOwner } from "../store/owner.ts";
import { plural } from "../views/words.ts";
import { Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run migrate [-- --roles]

Brings PostgreSQL up to this program, as npm start does by itself where it may.
It works as the user of MIGRATE_DATABASE_URL, or else of DATABASE_URL, who owns the tables.

  --roles  splits what one user could do: the program then works as a member of
           rejoinder_run, which reads and writes what a firm works with, may only add to
           the audit log, and may change no table. Once, and again after every update
           that this command did not make. Then, as whoever may make users:
             create role rejoinder_app login password '…' in role rejoinder_run;
           and set DATABASE_URL to that user, MIGRATE_DATABASE_URL to the owner.
           npm run doctor says whether they are split.
  --help   this
`;

await storeCommand(
  { name: "npm run migrate", help: HELP, options: { roles: { type: "boolean" } } },
  async (named, { roles }) => {
    if (named) throw new Refusal(`"${named}" is nothing to be named here. See npm run migrate -- --help`);
    const { store, migrateUrl } = readConfig();
    const url = migrateUrl ?? store.url;
    if (!url) throw new Refusal("The embedded database is brought up to date by npm start, and has one user only.");
    const owner = await openStore({ url, applicationName: "rejoinder migrate" });
    try {
      const done = await migrateAsOwner(owner.db, { split: roles === true });
      if (roles)
        await record(owner.db, { ...byTerminal(machineClock.now()), act: "roles split", subject: { kind: "log" } });
      const migrated =
        done.length === 0
          ? `${owner.describe} was up to date.`
          : `${owner.describe} was brought up to this program: ${plural(done.length, "migration")}.`;
      const next = `Its roles are split. A user for the program: create role rejoinder_app login password '…' in role rejoinder_run;`;
      return roles ? `${migrated} ${next}` : migrated;
    } finally {
      await owner.close();
    }
  },
);

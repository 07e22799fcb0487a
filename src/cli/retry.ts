import { parseArgs } from "node:util";
import { ConfigError, machineClock, readConfig, storeToRead } from "../config.ts";
import type { Instant } from "../domain/time.ts";
import { type Db, openStore } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { type Given, givenUp, retryAll } from "../store/retry.ts";

const HELP = `npm run retry [-- --all]

Lists what failed so often that Rejoinder set it aside: messages that could not be taken
up, channels whose history could not be read, work of its own, and messages to people
that could not be delivered in the last two weeks. Nothing of it is lost.

  --all    lets all of it be tried again, from the program's next round on
  --help   this

The embedded database has room for one program at a time: stop the bot first. It also
tries what came in again whenever it starts.`;

/** Does what is asked, and returns what to print. */
export async function retry(db: Db, all: boolean, now: Instant): Promise<string> {
  const found = await givenUp(db, now);
  if (found.length === 0) return "Nothing is set aside.\n";
  if (!all) return `${lines(found)}To have them tried again: npm run retry -- --all\n`;
  await retryAll(db, now);
  return `${lines(found)}All of it is tried again from the program's next round on.\n`;
}

const lines = (found: readonly Given[]): string => found.map((given) => `${line(given)}\n`).join("");

function line({ what, count, reason }: Given): string {
  const [one, many] = words[what];
  const said = count === 1 ? one : `${count} ${many}`;
  return reason ? `${said}, the last with: ${reason.replace(/\.$/, "")}.` : `${said}.`;
}

const words: Readonly<Record<Given["what"], readonly [one: string, many: string]>> = {
  messages: ["One message came in and could not be taken up", "messages came in and could not be taken up"],
  channels: [
    "One channel could not be read back to where Rejoinder was away",
    "channels could not be read back to where Rejoinder was away",
  ],
  jobs: ["One piece of Rejoinder's own work failed", "pieces of Rejoinder's own work failed"],
  deliveries: ["One message to a person could not be delivered", "messages to people could not be delivered"],
};

if (import.meta.main) {
  try {
    const options = { all: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
    const { help, all = false } = parseArgs({ options }).values;
    if (help) console.log(HELP);
    else {
      const store = await openStore({ ...storeToRead(readConfig()), applicationName: "rejoinder retry" });
      try {
        process.stdout.write(await retry(store.db, all, machineClock.now()));
      } finally {
        await store.close();
      }
    }
  } catch (thrown) {
    const ours = thrown instanceof ConfigError || thrown instanceof StoreError || thrown instanceof TypeError;
    console.error(ours ? thrown.message : "That failed, by a fault of Rejoinder's own.");
    process.exitCode = 1;
  }
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Chat } from "../chat/platform.ts";
import { chatsOf } from "../chats.ts";
import { type Config, ConfigError, isConfigured, machineClock, readConfig, storeToRead } from "../config.ts";
import type { Finding } from "../domain/finding.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { logger } from "../log.ts";
import { settingsHelp } from "../settings.ts";
import { checkup, databaseClock } from "../store/checkup.ts";
import { type Db, openStore } from "../store/db.ts";
import { storeError } from "../store/errors.ts";
import { type Installations, installationsOf } from "../store/installations.ts";
import { pendingMigrations } from "../store/migrate.ts";

const HELP = `npm run doctor [-- --json]

Looks at everything that Rejoinder needs and says, line by line, what is well (✓)
and what is not (✗), with the one thing to do. Changes nothing. Ends with 0 where
all is well, with 1 where something is not.

  --json   the same as JSON: { ok, findings: [{ name, ok, say }] }
  --help   this

${settingsHelp()}
`;

/** Everything a check-up finds, in the order in which it is best put right. Changes nothing. `clock` is the machine's. */
export async function diagnose(
  env: Readonly<Record<string, string | undefined>> | undefined,
  clock: () => Instant,
  chats: (config: Config) => Promise<readonly Chat[]> = configured,
): Promise<Finding[]> {
  try {
    const config = readConfig(env);
    const settings = {
      name: "Settings",
      ok: true,
      say: isConfigured(config.platforms) ? "Complete." : "No platform is set: npm start serves the sandbox.",
    };
    return [settings, ...(await database(config, clock)), ...(await platforms(await chats(config)))];
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    return thrown.problems.map((say) => ({ name: "Settings", ok: false, say }));
  }
}

async function database(config: Config, clock: () => Instant): Promise<Finding[]> {
  const at = storeToRead(config);
  const name = "Database";
  if (isMissing(at))
    return [{ name, ok: false, say: `There is none in ${at.folder} yet. Start the program once (npm start).` }];
  try {
    const store = await openStore({ ...at, applicationName: "rejoinder doctor" });
    try {
      const pending = await pendingMigrations(store.db);
      const where = `${store.describe.charAt(0).toUpperCase()}${store.describe.slice(1)}`;
      const behind = `${where} is older than this program: it lacks ${pending.join(", ")}. Start the program once (npm start).`;
      if (pending.length > 0) return [{ name, ok: false, say: behind }];
      const found = { name, ok: true, say: `${where}, up to date.` };
      return [found, await clocks(store.db, clock), ...(await checkup(store.db, clock()))];
    } finally {
      await store.close();
    }
  } catch (thrown) {
    return [{ name, ok: false, say: storeError(thrown).message }];
  }
}

const isMissing = (at: ReturnType<typeof storeToRead>) => !at.url && !existsSync(join(at.folder, "postgres"));

async function clocks(db: Db, clock: () => Instant): Promise<Finding> {
  const apart = Math.round(Math.abs((await databaseClock(db)) - clock()) / 1000);
  return apart < MINUTE / 1000
    ? { name: "Clock", ok: true, say: "This machine and the database agree on the time." }
    : {
        name: "Clock",
        ok: false,
        say: `This machine and the database are ${apart} s apart. Set both by a time server (NTP).`,
      };
}

async function platforms(chats: readonly Chat[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const chat of chats) {
    const unknown = [{ name: chat.platform, ok: true, say: "Configured; it is tried when the program starts." }];
    found.push(...((await chat.checkup?.()) ?? unknown));
  }
  return found;
}

const configured = (config: Config): Promise<Chat[]> =>
  chatsOf(config.platforms, {
    clock: machineClock,
    log: logger("silent"),
    installations: (platform) => lookedUp(config, platform),
  });

/** Where the bot is installed, read while the database is open for that alone: nothing is written. */
function lookedUp(config: Config, platform: string): Installations {
  const never = () => Promise.reject(new Error("The doctor changes nothing."));
  const all = async () => {
    const at = storeToRead(config);
    if (isMissing(at)) throw new Error("There is no database yet.");
    const store = await openStore({ ...at, applicationName: "rejoinder doctor" });
    try {
      return await installationsOf(store.db, platform).all();
    } finally {
      await store.close();
    }
  };
  return { all, install: never, remove: never, renew: never };
}

function draw(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings.map(({ name, ok, say }) => `${ok ? "✓" : "✗"} ${name.padEnd(width)}  ${say}\n`).join("");
}

function options() {
  try {
    return parseArgs({ options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } }).values;
  } catch (thrown) {
    process.stderr.write(`${(thrown as Error).message}\nnpm run doctor -- --help says what there is.\n`);
    process.exit(1);
  }
}

if (import.meta.main) {
  const { help, json } = options();
  if (help) process.stdout.write(HELP);
  else {
    const findings = await diagnose(undefined, machineClock.now);
    const ok = findings.every((finding) => finding.ok);
    process.stdout.write(json ? `${JSON.stringify({ ok, findings }, null, 2)}\n` : draw(findings));
    process.exitCode = ok ? 0 : 1;
  }
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Chat, ChatError } from "../chat/platform.ts";
import { chatsOf } from "../chats.ts";
import { type Config, ConfigError, isConfigured, machineClock, readConfig, storeToRead } from "../config.ts";
import type { Finding } from "../domain/finding.ts";
import type { Instant } from "../domain/time.ts";
import { checkUp, platformsSay } from "../flows/check-up.ts";
import { logger } from "../log.ts";
import { keyring } from "../seal/keyring.ts";
import { settingsHelp } from "../settings.ts";
import { openStore } from "../store/db.ts";
import { storeError } from "../store/errors.ts";
import { keysFit } from "../store/firm-keys.ts";
import { type Installations, installationsOf } from "../store/installations.ts";
import { pendingMigrations } from "../store/migrate.ts";
import { type Notes, notesOf } from "../store/notes.ts";
import { vaultWith } from "../store/vault.ts";
import { askRunning } from "./ask-running.ts";

const HELP = `npm run doctor [-- --json]

Looks at everything that Rejoinder needs and says, line by line, what is well (✓)
and what is not (✗), with the one thing to do, in the order in which it is best put
right. Changes nothing. Ends with 0 where all is well, with 1 where something is not.
While the program runs on the embedded database, the program itself is asked.

  --json   the same as JSON: { ok, findings: [{ name, ok, say }] }
  --help   this

${settingsHelp()}
`;

/** Everything a check-up finds, in the order in which it is best put right. Changes nothing. `clock` is the machine's. */
export async function diagnose(
  env: Readonly<Record<string, string | undefined>> | undefined,
  clock: () => Instant,
  chats: (config: Config, kept?: Kept) => Promise<readonly Chat[]> = configured,
): Promise<Finding[]> {
  try {
    const config = readConfig(env);
    const settings = {
      name: "Settings",
      ok: true,
      say: isConfigured(config.platforms) ? "Complete." : "No platform is set: npm start serves the sandbox.",
    };
    return [settings, ...(await everything(config, clock, chats))];
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    return thrown.problems.map((say) => ({ name: "Settings", ok: false, say }));
  }
}

async function everything(
  config: Config,
  clock: () => Instant,
  chats: (config: Config, kept?: Kept) => Promise<readonly Chat[]>,
): Promise<Finding[]> {
  const at = storeToRead(config);
  const without = async (say: string) => [
    { name: "Database", ok: false, say },
    ...(await platformsSay(await chats(config))),
  ];
  if (!at.url && !existsSync(join(at.folder, "postgres")))
    return without(`There is none in ${at.folder} yet. Start the program once (npm start).`);
  try {
    const store = await openStore({ ...at, applicationName: "rejoinder doctor" });
    try {
      const vault = vaultWith(keyring(config.sealing, clock));
      const served = isConfigured(config.platforms) && (await pendingMigrations(store.db)).length === 0;
      const keys = served ? await keysFit(store.db, vault) : undefined;
      const kept: Kept = {
        notes: (platform) => readOnly(notesOf(store.db, platform)),
        installations: (platform) =>
          keys?.ok
            ? onlySeen(installationsOf(store.db, vault, platform, clock))
            : withoutDatabase.installations(platform),
      };
      return await checkUp({ ...store, chats: await chats(config, kept), keys }, clock);
    } finally {
      await store.close();
    }
  } catch (thrown) {
    if (thrown instanceof ChatError) return [{ name: "Platforms", ok: false, say: thrown.message }];
    const { code, message } = storeError(thrown);
    return code === "HELD" ? askRunning(config, message) : without(message);
  }
}

/** What is kept for the platforms, for reading alone. */
interface Kept {
  readonly notes?: (platform: string) => Notes;
  readonly installations: (platform: string) => Installations;
}

/** What is learned while looking is kept no longer than the look. */
const readOnly = ({ get }: Notes): Notes => ({ get, put: async () => {} });

const never = () => Promise.reject(new Error("The doctor changes nothing."));
const onlySeen = ({ all }: Pick<Installations, "all">): Installations => ({
  all,
  install: never,
  remove: never,
  renew: never,
});

const withoutDatabase: Kept = {
  installations: () => onlySeen({ all: () => Promise.reject(new Error("There is no database.")) }),
};

const configured = ({ platforms }: Config, kept = withoutDatabase): Promise<Chat[]> =>
  chatsOf(platforms, { clock: machineClock, log: logger("silent"), ...kept });

function draw(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ name, ok, say }) => `${ok ? "✓" : "✗"} ${name.padEnd(width)}  ${say}`);
  const ills = findings.filter(({ ok }) => !ok);
  const sum =
    ills.length === 0
      ? "All is well."
      : ills.length === 1
        ? "One thing is to be put right."
        : `${ills.length} things are to be put right; the first of them first: it may be why others are not well.`;
  return `${[...lines, "", sum].join("\n")}\n`;
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

import { readFileSync } from "node:fs";
import { problem, type Setting } from "./settings.ts";

/** What nobody may read who may not act for the firm: never printed, and each may stand in a file of its own. */
export const SECRETS = [
  "DATABASE_URL",
  "MIGRATE_DATABASE_URL",
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_APP_TOKEN",
  "SLACK_CLIENT_SECRET",
  "TEAMS_APP_PASSWORD",
  "BUTTON_KEY",
  "BUTTON_KEY_BEFORE",
  "SEALING_KEY_OLD",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AZURE_CLIENT_SECRET",
  "HEARTBEAT_URL",
] as const satisfies readonly Setting[];

type Env = Readonly<Record<string, string | undefined>>;

/** The file that a secret stands in is named by the setting with this after its name, as containers' secrets are. */
const FILE = "_FILE";

export const isSecretFile = (name: string): boolean => SECRETS.some((secret) => name === `${secret}${FILE}`);

/** Every secret whose file is named, read. What is wrong is added to `wrong`, without a word of what is in the file. */
export function withSecretFiles(env: Env, wrong: string[]): Env {
  const read: Record<string, string> = {};
  for (const name of SECRETS) {
    const file = env[`${name}${FILE}`]?.trim();
    if (!file) continue;
    if (env[name]?.trim()) {
      wrong.push(`${name} and ${name}${FILE}: one of the two will do; leave out the other.`);
      continue;
    }
    try {
      const value = readFileSync(file, "utf8").trim();
      if (value === "") wrong.push(`${name}${FILE} names a file that is empty. ${problem(name, "is to stand in it.")}`);
      read[name] = value;
    } catch (thrown) {
      wrong.push(`${name}${FILE} names a file that cannot be read (${(thrown as NodeJS.ErrnoException).code}).`);
    }
  }
  return { ...env, ...read };
}

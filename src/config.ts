import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readEnvFile } from "./env-file.ts";
import { problem, type Setting, settings } from "./settings.ts";

export interface Config {
  /** PostgreSQL where there is a `url`, else the embedded database in `folder`. */
  readonly store: { readonly url?: string; readonly folder: string };
  /** Absent: nothing is configured, and the sandbox workspace is served. */
  readonly slack?: SlackConfig;
  /** For an empty store: the firm that it is to hold. */
  readonly firm: FirmSettings;
  /** Where to listen for what a platform sends. */
  readonly http: { readonly host: string; readonly port: number };
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

interface SlackConfig {
  readonly botToken: string;
  /** Set: events come by HTTP, each checked against it. */
  readonly signingSecret?: string;
  /** Set: events come over Socket Mode. */
  readonly appToken?: string;
  readonly apiUrl?: string;
}

export interface FirmSettings {
  readonly name?: string;
  readonly zone?: string;
  /** Whose public holidays it keeps, as `US-NY`. */
  readonly holidays?: string;
  /** The e-mail address of its admin. */
  readonly admin?: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where a command that only looks finds what there is to look at: the firm's database; or, where there is none and no
 * platform is set, the sandbox's.
 */
export function storeToRead({ store, slack }: Config): { readonly url?: string; readonly folder: string } {
  const sandbox = sandboxFolder(store.folder);
  if (store.url || slack || existsSync(join(store.folder, "postgres")) || !existsSync(sandbox)) return store;
  return { folder: sandbox };
}

/** The sandbox keeps its data apart: what it begins afresh is never a firm's. */
export const sandboxFolder = (folder: string): string => join(folder, "sandbox");

/**
 * Reads the settings out of the environment and a file `.env` beside it, which never overrides what is set; an empty value
 * is as good as none.
 * @throws ConfigError which lists everything that is wrong at once, and never repeats a value.
 */
export function readConfig(env?: Env): Config {
  if (env) return configOf(env, []);
  const { values, problems } = readEnvFile();
  const unknown = Object.keys(values).filter((name) => /^(SLACK|FIRM)_/.test(name) && !(name in settings));
  const strange = unknown.map((name) => `.env: ${name} is no setting; npm start -- --help lists those there are.`);
  return configOf({ ...values, ...process.env }, [...problems, ...strange]);
}

function configOf(env: Env, problems: readonly string[]): Config {
  const given: Given = Object.fromEntries(Object.keys(settings).map((name) => [name, env[name]?.trim() || undefined]));
  const read = shape.safeParse(given);
  const wrong = [
    ...problems,
    ...(read.error?.issues.map((issue) => problem(issue.path[0] as Setting, issue.message)) ?? []),
    ...halves(given),
  ];
  if (!read.success || wrong.length > 0) throw new ConfigError(wrong);
  const it = read.data;
  return {
    store: { url: it.DATABASE_URL, folder: it.DATA_FOLDER },
    slack: it.SLACK_BOT_TOKEN
      ? {
          botToken: it.SLACK_BOT_TOKEN,
          signingSecret: it.SLACK_SIGNING_SECRET,
          appToken: it.SLACK_APP_TOKEN,
          apiUrl: it.SLACK_API_URL,
        }
      : undefined,
    firm: { name: it.FIRM_NAME, zone: it.FIRM_ZONE, holidays: it.FIRM_HOLIDAYS, admin: it.FIRM_ADMIN },
    http: { host: it.HOST, port: it.PORT },
    logLevel: it.LOG_LEVEL,
  };
}

/** Its message is for whoever starts the program: one line a problem. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

type Given = Partial<Record<Setting, string>>;

/** Slack wants a token to speak with, and a secret or a second token to listen with. */
function halves(given: Given): string[] {
  const listens = (["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"] as const).find((name) => given[name]);
  if (listens && !given.SLACK_BOT_TOKEN) return [problem("SLACK_BOT_TOKEN", `is missing, though ${listens} is set.`)];
  if (listens || !given.SLACK_BOT_TOKEN) return [];
  return [
    problem(
      "SLACK_SIGNING_SECRET",
      "is missing, though SLACK_BOT_TOKEN is set; or set SLACK_APP_TOKEN for Socket Mode.",
    ),
  ];
}

const databaseUrl = z.string().superRefine((value, context) => {
  const say = (message: string) => context.addIssue({ code: "custom", message });
  const protocol = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
  if (!protocol) say("is not a URL.");
  else if (protocol !== "postgresql" && protocol !== "postgres")
    say(`begins with ${protocol}://, but only PostgreSQL serves.`);
  else if (!URL.canParse(value)) say("cannot be read as a URL.");
});

/** A token that stands in another's place is told where it belongs. */
const secret = (prefix: string, kind: string) =>
  z.string().superRefine((value, context) => {
    const found = Object.entries(kinds).find(([start]) => value.startsWith(start));
    if (prefix ? value.startsWith(prefix) && value.length > prefix.length : !found && /^\S{8,}$/.test(value)) return;
    const message = found && found[0] !== prefix ? `holds ${found[1]}, not ${kind}.` : `is not ${kind}.`;
    context.addIssue({ code: "custom", message });
  });

const kinds = {
  "xoxb-": "a bot token, which belongs in SLACK_BOT_TOKEN",
  "xapp-": "an app-level token, which belongs in SLACK_APP_TOKEN",
  "xoxp-": "a user's token, which serves nowhere here",
  xoxe: "a configuration token, which serves nowhere here",
};

const shape = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_FOLDER: z.string().default("data"),
  SLACK_BOT_TOKEN: secret("xoxb-", "a bot token (xoxb-…)").optional(),
  SLACK_SIGNING_SECRET: secret("", "a signing secret").optional(),
  SLACK_APP_TOKEN: secret("xapp-", "an app-level token (xapp-…)").optional(),
  FIRM_NAME: z.string().max(200, "is too long.").optional(),
  FIRM_ZONE: z.string().optional(),
  FIRM_HOLIDAYS: z.string().optional(),
  FIRM_ADMIN: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "is not an e-mail address.")
    .optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: "is not an http or https URL." }).optional(),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "is not an address.")
    .default("127.0.0.1"),
  PORT: z.coerce
    .number("is not a number.")
    .int("is not a whole number.")
    .min(0, "is below 0.")
    .max(65_535, "is above 65535.")
    .default(3000),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"], "is none of the levels.").default("info"),
});

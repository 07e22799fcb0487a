import { z } from "zod";

export interface Config {
  /** PostgreSQL where there is a `url`, else the embedded database in `folder`. */
  readonly store: { readonly url?: string; readonly folder: string };
  /** Absent: nothing is configured, and the sandbox workspace is served. */
  readonly slack?: SlackConfig;
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

/**
 * Reads the settings out of the environment; an empty value is as good as none.
 * @throws ConfigError which lists everything that is wrong at once, and never repeats a value.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given: Given = Object.fromEntries(Object.keys(settings).map((name) => [name, env[name]?.trim() || undefined]));
  const read = shape.safeParse(given);
  const wrong = [
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

/** The settings as a list for `--help`. */
export function settingsHelp(): string {
  const width = Math.max(...Object.keys(settings).map((name) => name.length));
  const lines = Object.entries(settings).map(
    ([name, { what, where }]) => `  ${name.padEnd(width)}  ${what}\n  ${" ".repeat(width)}  ${where}`,
  );
  return ["Settings, from the environment or a file .env (see .env.example):", ...lines].join("\n");
}

const slackApp = "api.slack.com/apps → your app";

/** Every setting there is: what it is for, and where its value is found. */
const settings = {
  DATABASE_URL: {
    what: "PostgreSQL 15 or newer to keep everything in; without it, an embedded database.",
    where:
      "Write it like postgresql://user:password@host:5432/rejoinder (in a password, @ is %40, / is %2F, # is %23).",
  },
  DATA_FOLDER: {
    what: "Folder of the embedded database.",
    where: "Any folder this user may write to; data/ if unset.",
  },
  SLACK_BOT_TOKEN: {
    what: "The Slack app's bot token, xoxb-…",
    where: `Find it at ${slackApp} → OAuth & Permissions.`,
  },
  SLACK_SIGNING_SECRET: {
    what: "Set it to receive Slack's events by HTTP.",
    where: `Find it at ${slackApp} → Basic Information → App Credentials.`,
  },
  SLACK_APP_TOKEN: {
    what: "Set it to receive Slack's events over Socket Mode, without a public address: xapp-…",
    where: `Make one at ${slackApp} → Basic Information → App-Level Tokens, with the scope connections:write.`,
  },
  SLACK_API_URL: { what: "Another server in Slack's place, for tests.", where: "Leave it unset to talk to Slack." },
  HOST: { what: "Address to listen on for HTTP.", where: "127.0.0.1 if unset: put a proxy with TLS before it." },
  PORT: { what: "Port to listen on for HTTP.", where: "A number from 0 to 65535; 3000 if unset, 0 for any free one." },
  LOG_LEVEL: { what: "How much to log.", where: "debug, info, warn, error or silent; info if unset." },
} as const;

type Setting = keyof typeof settings;

type Given = Partial<Record<Setting, string>>;

const problem = (setting: Setting, message: string) => `${setting}: ${message} ${settings[setting].where}`;

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

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { z } from "zod";
import { type SealingSettings, sealingSettings } from "./config-sealing.ts";
import { type SlackSettings, slackSettings } from "./config-slack.ts";
import { type TeamsSettings, teamsSettings } from "./config-teams.ts";
import { readEnvFile } from "./env-file.ts";
import { isSecretFile, withSecretFiles } from "./secret-files.ts";
import { type Given, shape } from "./setting-values.ts";
import { problem, type Setting, settings } from "./settings.ts";

export interface Config {
  /** PostgreSQL where there is a `url`, else the embedded database in `folder`. */
  readonly store: { readonly url?: string; readonly folder: string };
  readonly sealing: SealingSettings;
  /** The same database by whoever owns its tables, where the program is somebody else. */
  readonly migrateUrl?: string;
  /** Those that are configured; where none is, the sandbox workspace is served. */
  readonly platforms: { readonly slack?: SlackSettings & Listening; readonly teams?: TeamsSettings & Listening };
  /** The key that seals buttons, and before it those that still open them; none where only a fresh one would do. */
  readonly buttonKeys?: readonly string[];
  /** For an empty store: the firm that it is to hold. */
  readonly firm: FirmSettings;
  /** Of the sandbox's page, on loopback. */
  readonly sandboxPort: number;
  /** Where whoever watches the program asks how it is. */
  readonly health: Listening;
  /** Asked once a minute while the rounds go on. */
  readonly heartbeat?: string;
  /** A file outside of the database for checkpoints of the log, after how many minutes one is written, and a channel for them. */
  readonly checkpoints: { readonly file?: string; readonly every: number; readonly channel?: string };
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** Where to listen for what a platform sends. */
interface Listening {
  readonly host: string;
  readonly port: number;
}

export interface FirmSettings {
  readonly name?: string;
  readonly zone?: string;
  /** Whose public holidays it keeps, as `US-NY`. */
  readonly holidays?: string;
  /** The e-mail address of its admin. */
  readonly admin?: string;
}

/** The machine's own time, in milliseconds since 1970: the one place where it is asked; everyone else is given it. */
export const machineClock: { now(): number } = { now: () => Date.now() };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where a command that only looks finds what there is to look at: the firm's database; or, where there is none and no
 * platform is set, the sandbox's.
 */
export function storeToRead({ store, platforms }: Config): { readonly url?: string; readonly folder: string } {
  const sandbox = sandboxFolder(store.folder);
  if (store.url || isConfigured(platforms) || existsSync(join(store.folder, "postgres")) || !existsSync(sandbox))
    return store;
  return { folder: sandbox };
}

/** Whether a firm is served on any platform. */
export const isConfigured = (platforms: Config["platforms"]): boolean => Object.values(platforms).some(Boolean);

/** The sandbox keeps its data apart: what it begins afresh is never a firm's. */
export const sandboxFolder = (folder: string): string => join(folder, "sandbox");

/** Where the sandbox's page stands once it is built. */
export const pageFolder = (folder: string): string => resolve(folder, "page");

/**
 * Reads the settings out of the environment and a file `.env` beside it, which never overrides what is set; an empty value
 * is as good as none.
 * @throws ConfigError which lists everything that is wrong at once, and never repeats a value.
 */
export function readConfig(env?: Env): Config {
  if (env) return configOf(env, []);
  const { values, problems } = readEnvFile();
  const unknown = Object.keys(values).filter(
    (name) => /^(SLACK|TEAMS|FIRM|SEALING)_/.test(name) && !(name in settings) && !isSecretFile(name),
  );
  const strange = unknown.map((name) => `.env: ${name} is no setting; npm start -- --help lists those there are.`);
  return configOf({ ...values, ...process.env }, [...problems, ...strange]);
}

function configOf(set: Env, before: readonly string[]): Config {
  const problems = [...before];
  const env = withSecretFiles(set, problems);
  const given: Given = Object.fromEntries(Object.keys(settings).map((name) => [name, env[name]?.trim() || undefined]));
  const read = shape.safeParse(given);
  const [slack, teams] = [slackSettings(given), teamsSettings(given)];
  if (slack.settings || teams.settings) problems.push(...LOUD.filter((name) => set[name]).map(loud));
  const wrong = [
    ...problems,
    ...(read.error?.issues.map((issue) => problem(issue.path[0] as Setting, issue.message)) ?? []),
    ...slack.wrong,
    ...teams.wrong,
    ...(read.success ? onePortEach(portsOf(read.data, slack.byHttp, !!teams.settings)) : []),
  ];
  if (!read.success || wrong.length > 0) throw new ConfigError(wrong);
  const it = read.data;
  return {
    store: { url: it.DATABASE_URL, folder: it.DATA_FOLDER },
    sealing: sealingSettings(given, it.DATA_FOLDER),
    migrateUrl: it.MIGRATE_DATABASE_URL,
    platforms: {
      slack: slack.settings && { ...slack.settings, host: it.HOST, port: it.PORT },
      teams: teams.settings && { ...teams.settings, host: it.HOST, port: it.TEAMS_PORT },
    },
    ...orNothing("buttonKeys", buttonKeys(it, slack.settings, teams.settings)),
    firm: { name: it.FIRM_NAME, zone: it.FIRM_ZONE, holidays: it.FIRM_HOLIDAYS, admin: it.FIRM_ADMIN },
    sandboxPort: it.SANDBOX_PORT,
    health: { host: it.HOST, port: it.HEALTH_PORT },
    heartbeat: it.HEARTBEAT_URL,
    checkpoints: {
      file: it.AUDIT_CHECKPOINTS,
      every: it.AUDIT_CHECKPOINT_MINUTES,
      channel: it.AUDIT_CHECKPOINT_CHANNEL,
    },
    logLevel: it.LOG_LEVEL,
  };
}

/** Each makes Node or a library print every request as it leaves or comes, tokens and clients' words and all. */
const LOUD = ["NODE_DEBUG", "DEBUG", "AZURE_LOG_LEVEL"] as const;

const loud = (name: string) =>
  `${name}: is set, by which libraries print requests with tokens and clients' words. Unset it where a firm is served.`;
/** Its own, or one that only the firm's processes and the platform know. */
function buttonKeys(it: z.infer<typeof shape>, slack?: SlackSettings, teams?: TeamsSettings): readonly string[] {
  const drawn = [
    ...[slack?.signingSecret, slack?.oauth?.clientSecret, slack?.appToken, slack?.botToken],
    ...[teams?.secret, teams?.certificate?.privateKey],
  ];
  const own = it.BUTTON_KEY ?? drawn.find((one) => one !== undefined);
  return [own, it.BUTTON_KEY_BEFORE].filter((one) => one !== undefined);
}

const orNothing = <K extends string, T>(name: K, all: readonly T[]) =>
  (all.length > 0 ? { [name]: all } : {}) as { readonly [k in K]?: readonly T[] };

/** Its message is for whoever starts the program: one line a problem. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const portsOf = (it: z.infer<typeof shape>, slack?: boolean, teams?: boolean): (readonly [Setting, number])[] => [
  ...(slack ? [["PORT", it.PORT] as const] : []),
  ...(teams ? [["TEAMS_PORT", it.TEAMS_PORT] as const] : []),
  ...(slack || teams ? [["HEALTH_PORT", it.HEALTH_PORT] as const] : []),
];

/** Whoever comes later in the list takes another; 0 is any free one. */
const onePortEach = (used: readonly (readonly [Setting, number])[]): string[] =>
  used.flatMap(([name, port], i) => {
    const before = used.slice(0, i).find(([, taken]) => taken === port && port !== 0);
    return before ? [problem(name, `is ${port}, which is ${before[0]}'s: give each its own.`)] : [];
  });

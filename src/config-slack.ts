import type { Given } from "./setting-values.ts";
import { problem, type Setting } from "./settings.ts";

export interface SlackSettings {
  /** One workspace, by its token. */
  readonly botToken?: string;
  /** Any number of the firm's workspaces, by installing. */
  readonly oauth?: OAuthSettings;
  /** Set: events come by HTTP, each checked against it. */
  readonly signingSecret?: string;
  /** Set: events come over Socket Mode. */
  readonly appToken?: string;
  readonly apiUrl?: string;
}

interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The only ones that may install. */
  readonly workspaces: readonly string[];
  /** An origin: `https://rejoinder.example.com`. */
  readonly publicUrl: string;
}

/**
 * Slack wants something to speak with, which is a token or what installing takes, and a secret or a second token to listen
 * with. Nothing of it set: it is not served. `byHttp`: it listens on PORT.
 */
export function slackSettings(given: Given): { settings?: SlackSettings; byHttp?: boolean; wrong: string[] } {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = given;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl } = given;
  const [installs, listens] = [INSTALLS, LISTENS].map((names) => names.find((name) => given[name]));
  const speaks = installs ?? (botToken && "SLACK_BOT_TOKEN");
  if (!speaks) return { wrong: listens ? [problem("SLACK_BOT_TOKEN", `is missing, though ${listens} is set.`)] : [] };
  const wrong: string[] = [];
  if (installs && botToken) wrong.push(`SLACK_BOT_TOKEN and ${installs}: ${EITHER}`);
  if (installs)
    for (const name of [...INSTALLS, "SLACK_PUBLIC_URL"] as const)
      if (!given[name]) wrong.push(problem(name, `is missing, though ${installs} is set.`));
  if (!listens)
    wrong.push(
      problem("SLACK_SIGNING_SECRET", `is missing, though ${speaks} is set; or set SLACK_APP_TOKEN for Socket Mode.`),
    );
  if (wrong.length > 0) return { wrong };
  const workspaces = given.SLACK_WORKSPACES?.split(/[\s,]+/).filter(Boolean) ?? [];
  const oauth = installs && {
    clientId: clientId!,
    clientSecret: clientSecret!,
    workspaces,
    publicUrl: publicUrl!.replace(/\/+$/, ""),
  };
  const settings = { botToken, ...(oauth ? { oauth } : {}), signingSecret, appToken, apiUrl: given.SLACK_API_URL };
  return { settings, byHttp: !appToken || oauth !== undefined, wrong };
}

const LISTENS: readonly Setting[] = ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"];
const INSTALLS = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_WORKSPACES"] as const;
const EITHER =
  "one token serves one workspace, installing by OAuth serves several, and only one of the two ways will do; leave out the other.";

import type { Given } from "./setting-values.ts";
import { problem } from "./settings.ts";

export interface SlackSettings {
  readonly botToken: string;
  /** Set: events come by HTTP, each checked against it. */
  readonly signingSecret?: string;
  /** Set: events come over Socket Mode. */
  readonly appToken?: string;
  readonly apiUrl?: string;
}

/** Slack wants a token to speak with, and a secret or a second token to listen with. Nothing of it set: it is not served. */
export function slackSettings(given: Given): { settings?: SlackSettings; byHttp?: boolean; wrong: string[] } {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = given;
  const listens = (["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"] as const).find((name) => given[name]);
  if (!botToken) return { wrong: listens ? [problem("SLACK_BOT_TOKEN", `is missing, though ${listens} is set.`)] : [] };
  const settings = { botToken, signingSecret, appToken, apiUrl: given.SLACK_API_URL };
  if (listens) return { settings, byHttp: !appToken, wrong: [] };
  const say = "is missing, though SLACK_BOT_TOKEN is set; or set SLACK_APP_TOKEN for Socket Mode.";
  return { wrong: [problem("SLACK_SIGNING_SECRET", say)] };
}

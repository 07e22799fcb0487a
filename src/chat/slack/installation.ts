import type { WebClient } from "@slack/web-api";
import { ChatError } from "../platform.ts";
import { problemOf } from "./outcome.ts";

/** Where the bot is installed, and as whom. One workspace; an organisation-wide install has the organisation's id. */
export interface Installation {
  readonly platform: "slack";
  /** What every reference names as its workspace. */
  readonly workspace: string;
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly botUserId: string;
  readonly botId?: string;
  /** `https://example.slack.com/`, for links. */
  readonly url: string;
}

/** Installing by OAuth, on any number of the firm's own workspaces. */
export interface OAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ids of the workspaces (`T…`) and organisations (`E…`) that are the firm's: nobody else may install. */
  readonly workspaces: readonly string[];
  /** Where the program can be reached from outside: `https://rejoinder.example.com`. */
  readonly publicUrl: string;
}

/** Asks Slack whose token this is. @throws ChatError in words for whoever starts the program. */
export async function install(client: WebClient): Promise<Installation> {
  const test = await client.auth.test().catch((error) => {
    throw new ChatError(`Slack does not let Rejoinder in: ${problemOf(error)}`, { cause: error });
  });
  const { team_id: teamId, enterprise_id: enterpriseId, user_id: botUserId } = test;
  const workspace = test.is_enterprise_install ? enterpriseId : teamId;
  if (!workspace || !botUserId)
    throw new ChatError("Slack accepts the bot token but names no workspace for it: install the app anew.");
  return {
    platform: "slack",
    workspace,
    teamId,
    enterpriseId,
    botUserId,
    botId: test.bot_id,
    url: test.url ?? "https://slack.com/",
  };
}

import type { WebClient } from "@slack/web-api";
import type { Finding } from "../../domain/finding.ts";
import { reasons } from "./manifest.ts";
import { problemOf, slackError } from "./outcome.ts";
import { fields, list, word } from "./read.ts";

/** Which ways of receiving are set. */
interface Set {
  /** A client with the app token, where there is one: Socket Mode. */
  readonly socket?: WebClient;
  readonly signingSecret?: string;
}

/**
 * What Slack says, just now, of the tokens and of what they permit; each with the one thing to do. Never throws, and changes
 * nothing: a socket that is asked for and not opened is forgotten. Sources: docs.slack.dev, "auth.test", "apps.connections.open",
 * and "Permission scopes" for the header `x-oauth-scopes`.
 */
export async function checkup(client: WebClient, { socket, signingSecret }: Set): Promise<Finding[]> {
  const receiving = socket ? await socketMode(socket) : secret(signingSecret);
  const answer = await client.auth.test().catch((error: unknown) => ({ error }));
  if ("error" in answer && answer.error !== undefined) return [ill("Slack token", problemOf(answer.error)), receiving];
  const { team, user, response_metadata } = fields(answer);
  const token = well("Slack token", `Works in ${word(team) ?? "its workspace"}, as @${word(user) ?? "the bot"}.`);
  const granted = list(fields(response_metadata).scopes).filter((scope) => typeof scope === "string");
  return [token, scopes(granted), receiving];
}

function scopes(granted: readonly string[]): Finding {
  const name = "Slack scopes";
  if (granted.length === 0) return well(name, "Slack does not say which are granted.");
  const needed = reasons();
  const missing = [...needed].filter(([scope]) => !granted.includes(scope));
  const extra = granted.filter((scope) => !needed.has(scope)).sort();
  const unused = extra.length > 0 ? `Granted and not needed: ${extra.join(", ")}.` : undefined;
  if (missing.length === 0)
    return well(name, unused ? `All granted. ${unused} Better take them out of the app.` : "All granted, and no more.");
  const lacking = missing.map(([scope, why]) => `${scope} (${why[0]!.replace(/^.*?: /, "")})`);
  const todo = "Bring the app up to date with npm run manifest -- slack, and install it again.";
  return ill(name, [`Missing: ${lacking.join(", ")}.`, unused, todo].filter(Boolean).join(" "));
}

async function socketMode(socket: WebClient): Promise<Finding> {
  const name = "Slack socket";
  try {
    await socket.apps.connections.open({});
    return well(name, "Socket Mode opens with SLACK_APP_TOKEN.");
  } catch (error) {
    const code = slackError(error);
    if (code === undefined) return ill(name, problemOf(error));
    const todo = "Make an app-level token with the scope connections:write and set SLACK_APP_TOKEN to it";
    return ill(name, `Slack opens no socket (${code}). ${todo}; Socket Mode must be on in the app.`);
  }
}

/** Whether it is the right one, only Slack's first request shows. */
const secret = (signingSecret: string | undefined): Finding =>
  signingSecret
    ? well("Slack signature", "SLACK_SIGNING_SECRET is set; a wrong one shows in the log at the first event.")
    : ill(
        "Slack signature",
        "Nothing is set to receive with: set SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN for Socket Mode.",
      );

const well = (name: string, say: string): Finding => ({ name, ok: true, say });
const ill = (name: string, say: string): Finding => ({ name, ok: false, say });

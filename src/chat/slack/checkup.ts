import { WebClient, type WebClientOptions } from "@slack/web-api";
import { type Finding, ill, well } from "../../domain/finding.ts";
import type { Installed } from "../../domain/installed.ts";
import { type Instant, MINUTE } from "../../domain/time.ts";
import type { OAuth } from "./installation.ts";
import { detailsOf } from "./installed.ts";
import { reasons } from "./manifest.ts";
import { problemOf, slackError } from "./outcome.ts";
import { fields, list, word } from "./read.ts";
import { type Shelf, tokensOf } from "./shelf.ts";

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
export async function checkup(client: WebClient, set: Set): Promise<Finding[]> {
  return [...(await workspace(client, "")), await receivingBy(set)];
}

/** The same for each workspace where the bot was installed; and when its access was last renewed, and ends. */
export async function installedCheckup(
  { publicUrl, workspaces }: OAuth,
  shelf: Pick<Shelf, "all">,
  options: WebClientOptions,
  set: Set,
  now: Instant,
): Promise<Finding[]> {
  const address = `${publicUrl}/slack/install`;
  const kept = await shelf.all().catch(() => undefined);
  const receiving = await receivingBy(set);
  if (!kept)
    return [ill("Slack workspaces", "They are kept in the database, which cannot be read; see above."), receiving];
  const found: Finding[] = [];
  for (const it of kept) {
    const { name, here } = detailsOf(it);
    const unlisted = ![here.workspace, here.enterpriseId].some((id) => id !== undefined && workspaces.includes(id));
    if (it.tokens === undefined)
      found.push(
        ill(`Slack ${name}`, `Rejoinder was taken out ${ago(it.removedAt, now)}. Install it again at ${address}`),
      );
    else {
      found.push(
        ...(await workspace(new WebClient(tokensOf(it).token, options), ` ${name}`)),
        access(it, address, now),
      );
      if (unlisted)
        found.push(
          ill(`Slack ${name}`, `SLACK_WORKSPACES does not list ${here.workspace}: add it, or remove the app there.`),
        );
    }
  }
  if (found.length === 0) found.push(ill("Slack workspaces", `Rejoinder is installed in none yet. Open ${address}`));
  return [...found, receiving];
}

async function workspace(client: WebClient, of: string): Promise<Finding[]> {
  const answer = await client.auth.test().catch((error: unknown) => ({ error }));
  if ("error" in answer && answer.error !== undefined) return [ill(`Slack token${of}`, problemOf(answer.error))];
  const { team, user, response_metadata } = fields(answer);
  const token = well(`Slack token${of}`, `Works in ${word(team) ?? "its workspace"}, as @${word(user) ?? "the bot"}.`);
  const granted = list(fields(response_metadata).scopes).filter((scope) => typeof scope === "string");
  return [token, scopes(granted, of)];
}

function access(it: Installed, address: string, now: Instant): Finding {
  const name = `Slack access ${detailsOf(it).name}`;
  if (it.expiresAt === undefined)
    return well(name, "Does not end: token rotation is off in the app. It is on in npm run manifest -- slack --oauth.");
  const since =
    it.refreshedAt === undefined ? `Installed ${ago(it.installedAt, now)}` : `Renewed ${ago(it.refreshedAt, now)}`;
  const ends =
    it.expiresAt > now ? `ends in ${span(it.expiresAt - now)} unless it is renewed` : `ended ${ago(it.expiresAt, now)}`;
  if (it.trouble)
    return ill(name, `${since}, ${ends}. Renewing fails since ${span(now - it.trouble.since)}: ${it.trouble.why}`);
  if (it.expiresAt - now > LATE) return well(name, `${since}, ${ends}, which happens by itself.`);
  const todo = `Is the program running? It renews by itself; where it does not, install again at ${address}`;
  return ill(name, `${since}, ${ends}. ${todo}`);
}

/** A program that runs has renewed it long before so little is left. */
const LATE = 210 * MINUTE;

const ago = (at: Instant | undefined, now: Instant) => `${span(now - (at ?? now))} ago`;

function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE));
  if (minutes >= 48 * 60) return `${Math.round(minutes / 60 / 24)} days`;
  return [
    minutes >= 60 ? `${Math.floor(minutes / 60)} h` : "",
    minutes % 60 || minutes < 60 ? `${minutes % 60} min` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

const receivingBy = ({ socket, signingSecret }: Set) => (socket ? socketMode(socket) : secret(signingSecret));

function scopes(granted: readonly string[], of: string): Finding {
  const name = `Slack scopes${of}`;
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

import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import type { Sent } from "../platform.ts";

/** Why a request to Slack did not do what it was asked, sorted by whether it may have been done and whether again helps. */
export type Failed = Exclude<Sent, { readonly sent: unknown }>;

export function outcomeOf(error: unknown): Failed {
  if (error instanceof WebAPIRateLimitedError)
    return { later: "Slack asks to slow down.", afterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) return platformOutcome(error.data.error);
  if (error instanceof WebAPIHTTPError) return httpOutcome(error);
  if (error instanceof WebAPIRequestError) return requestOutcome(error.original);
  // A 429 that names no wait reaches us as a plain Error.
  if (error instanceof Error && /retry header/i.test(error.message)) return { later: "Slack asks to slow down." };
  return { unknown: "Something unforeseen happened while Slack was asked." };
}

/** The same in one sentence, for a log or whoever starts the program. */
export function problemOf(error: unknown): string {
  const outcome = outcomeOf(error);
  if ("failed" in outcome) return outcome.failed;
  return "later" in outcome ? outcome.later : outcome.unknown;
}

/** The word by which Slack names the error, where it answered with one (`channel_not_found`). */
export const slackError = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

function platformOutcome(code: string): Failed {
  if (code === "ratelimited" || code === "rate_limited") return { later: "Slack asks to slow down." };
  if (code === "service_unavailable" || code === "team_added_to_org") return { later: `Slack is busy (${code}).` };
  // "It's possible some aspect of the operation succeeded before the error was raised": docs.slack.dev of both.
  if (MAYBE_DONE.has(code)) return { unknown: `Slack broke off half-way (${code}).` };
  // Somebody can mend it; nothing is lost until then.
  if (WHY[code] === REINSTALL) return { later: `${REINSTALL} (${code})`, access: true };
  return { failed: WHY[code] ? `${WHY[code]} (${code})` : `Slack refuses: ${code}.` };
}

const MAYBE_DONE: ReadonlySet<string> = new Set(["internal_error", "fatal_error", "request_timeout"]);

const REINSTALL =
  "Slack no longer accepts the bot token: install the app again, and where SLACK_BOT_TOKEN is set, set it to the new one.";
const DEFECT = "Slack cannot read the message that Rejoinder drew; this is a defect of Rejoinder, please report it.";
const SCOPE = "The Slack app lacks a permission: bring its manifest up to date and install it again.";
const WHY: Readonly<Record<string, string>> = {
  account_inactive: REINSTALL,
  invalid_auth: REINSTALL,
  not_authed: REINSTALL,
  token_revoked: REINSTALL,
  token_expired: REINSTALL,
  missing_scope: SCOPE,
  not_allowed_token_type: SCOPE,
  no_permission: SCOPE,
  user_disabled: "This person's Slack account is deactivated.",
  user_not_found: "Slack knows nobody by this id.",
  users_not_found: "Slack knows nobody by this id.",
  user_not_visible: "The bot cannot see this person.",
  cannot_dm_bot: "This account is a bot's: it cannot be written to.",
  channel_not_found: "Slack knows no such conversation, or the bot is not in it.",
  not_in_channel: "The bot is not in this channel: invite it.",
  is_archived: "This channel is archived.",
  message_not_found: "The message is no longer there.",
  cant_update_message: "The message is not the bot's own.",
  edit_window_closed: "Slack allows no more changes to this message.",
  restricted_action: "A setting of the workspace keeps the bot from writing there: ask a workspace admin.",
  restricted_action_read_only_channel: "This channel is read-only for the bot: ask a workspace admin.",
  ekm_access_denied: "The organisation's key management keeps the bot from writing there: ask a workspace admin.",
  org_login_required: "The workspace is moving to an organisation: install the app again afterwards.",
  invalid_blocks: DEFECT,
  invalid_blocks_format: DEFECT,
  invalid_arguments: DEFECT,
  msg_too_long: DEFECT,
  msg_blocks_too_long: DEFECT,
  no_text: DEFECT,
};

// Slack's gateways answer 5xx instead of its programs, which may have done what they were asked.
function httpOutcome(error: WebAPIHTTPError): Failed {
  if (error.statusCode < 500)
    return { failed: `Slack's address answers with HTTP ${error.statusCode}: check SLACK_API_URL.` };
  const seconds = Number(error.headers["retry-after"]);
  return {
    later: `Slack is in trouble (HTTP ${error.statusCode}).`,
    doubtful: true,
    afterMs: seconds > 0 ? seconds * 1000 : undefined,
  };
}

// No connection came about, so nothing was asked; after that, who knows.
const NEVER_ASKED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT.*)$/;

function requestOutcome(original: Error): Failed {
  const cause = original.cause;
  const codes = [cause, ...(cause instanceof AggregateError ? cause.errors : [])].map(
    (each) => (each as { code?: unknown } | undefined)?.code,
  );
  const code = codes.find((each) => typeof each === "string") as string | undefined;
  if (code && NEVER_ASKED.test(code)) return { later: `Slack cannot be reached (${code}).` };
  return {
    unknown:
      original.name === "TimeoutError"
        ? "Slack did not answer in time."
        : `The connection to Slack was lost (${code ?? original.name}).`,
  };
}

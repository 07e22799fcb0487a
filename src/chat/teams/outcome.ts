import type { Sent } from "../platform.ts";
import { TeamsTrouble } from "./http.ts";

/** Why a request to Microsoft did not do what it was asked, sorted by whether it may have been done and whether again helps. */
export type Failed = Exclude<Sent, { readonly sent: unknown }>;

export function outcomeOf(error: unknown): Failed {
  const trouble = troubleOf(error);
  if (trouble) return trouble.status === undefined ? unanswered(trouble) : answered(trouble);
  // MSAL names what the sign-in service refused; nothing was asked of Teams then.
  const code = (error as { errorCode?: unknown } | undefined)?.errorCode;
  if (typeof code === "string") return SIGN_IN.test(code) ? notLetIn(code) : signInLater(code);
  if (error instanceof Error && /sign-in service/.test(error.message)) return { later: error.message };
  return { unknown: "Something unforeseen happened while Teams was asked." };
}

/** The same in one sentence, for a log or whoever starts the program. */
export function problemOf(error: unknown): string {
  const outcome = outcomeOf(error);
  if ("failed" in outcome) return outcome.failed;
  return "later" in outcome ? outcome.later : outcome.unknown;
}

/** The word by which Microsoft names the error, where it answered with one (`ConversationNotFound`). */
export const teamsError = (error: unknown): string | undefined => troubleOf(error)?.code;

/** The HTTP status of the answer, where there was one. */
export const statusOf = (error: unknown): number | undefined => troubleOf(error)?.status;

// Libraries between us and the request wrap it at times.
function troubleOf(error: unknown): TeamsTrouble | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 4; each = each.cause, depth++)
    if (each instanceof TeamsTrouble) return each;
  return undefined;
}

const SECRET =
  "Microsoft's sign-in service refuses the bot: TEAMS_APP_ID, TEAMS_TENANT_ID or its secret is wrong, or the secret has expired.";
const SIGN_IN = /^(?:invalid_client|unauthorized_client|invalid_request|invalid_grant|invalid_tenant|7\d{5,})/;

// Somebody can mend it; nothing is lost until then.
const notLetIn = (code: string | number): Failed => ({ later: `${SECRET} (${code})`, access: true });

const signInLater = (code: string): Failed => ({ later: `Microsoft's sign-in service gives no token (${code}).` });

function unanswered({ asked, code }: TeamsTrouble): Failed {
  if (!asked) return { later: `Teams cannot be reached (${code ?? "no connection"}).` };
  return {
    unknown: code === "TimeoutError" ? "Teams did not answer in time." : `The connection to Teams was lost (${code}).`,
  };
}

function answered({ status = 0, code = "", afterMs }: TeamsTrouble): Failed {
  if (status === 429) return { later: "Teams asks to slow down.", afterMs };
  // "Precondition failed, please try again": another operation on the same conversation was under way.
  if (status === 412) return { later: "Teams is busy with this conversation.", afterMs };
  // Whether the message is there nobody says; these are what a gateway answers for a service that broke off half-way.
  if (status === 502 || status === 504) return { unknown: `Teams broke off half-way (HTTP ${status}).` };
  if (status >= 500) return { later: `Teams is in trouble (HTTP ${status}).`, afterMs };
  const why = WHY[code];
  if (SIGN_IN.test(code) || (status === 401 && !why)) return notLetIn(code || status);
  return { failed: why ? `${why} (${code || status})` : `Teams refuses: ${code || `HTTP ${status}`}.` };
}

const NOT_INSTALLED =
  "This person does not have Rejoinder in Teams: let them add the app, or an admin install it for all.";
const DEFECT = "Teams cannot read the message that Rejoinder drew; this is a defect of Rejoinder, please report it.";

/** Source: learn.microsoft.com, "Status codes from bot conversational APIs". */
const WHY: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: NOT_INSTALLED,
  BotNotRegistered: "The bot is not registered: check its app id.",
  ForbiddenOperationException: NOT_INSTALLED,
  ConversationBlockedByUser: "This person has blocked Rejoinder in Teams.",
  BotDisabledByAdmin: "An admin of the tenant has switched Rejoinder off in Teams.",
  NotEnoughPermissions: "Rejoinder lacks a permission there: bring the app up to date in Teams.",
  MessageWritesBlocked: "Nothing may be written in this conversation.",
  InvalidBotApiHost: "This service address serves another cloud: check where the bot is registered.",
  ConversationNotFound: "Teams knows no such conversation, or the bot is not in it.",
  ActivityNotFoundInConversation: "The message is no longer there.",
  MemberNotFoundInConversation: "Teams knows nobody by this id there.",
  MessageSizeTooBig: DEFECT,
  BadSyntax: DEFECT,
};

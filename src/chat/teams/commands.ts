import type { Installation } from "./installation.ts";
import { htmlIn, ownNames, whereOf } from "./messages.ts";
import { type Fields, fields, word } from "./read.ts";
import { beginsWith, plainText, without } from "./text.ts";

/**
 * What is said to the bot rather than in front of it: anything in its own chat, what begins with its name elsewhere, and slash
 * commands, which Teams sends as messages that only the bot sees; later edits of it as well. Undefined for all else.
 */
export function spokenToBot(activity: Fields, here: Installation): string | undefined {
  if (activity.type !== "message" && activity.type !== "messageUpdate") return undefined;
  const where = whereOf(activity, here);
  const html = htmlIn(activity);
  const names = ownNames(activity, here);
  if (!where || (html === "" && activity.value !== undefined)) return undefined;
  const said = where.kind === "personal" || isTargeted(activity) || beginsWith(html, names);
  return said ? plainText(without(html, names)).replace(/^\/+/, "").trim() : undefined;
}

/** Only the bot sees it: nobody was answered or asked by it. */
export const isTargeted = (activity: Fields): boolean => fields(activity.recipient).isTargeted === true;

/** The delivery's own identity: the same one again changes nothing. */
export const keyOf = (activity: Fields): string =>
  [word(fields(activity.from).id), word(fields(activity.conversation).id), word(activity.id)].join(" ");

import type { ChannelRef, Message } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import type { Installation } from "./installation.ts";
import { isFile, ref } from "./messages.ts";
import { type Fields, fields, instantOf, list, word, writtenAt } from "./read.ts";
import { beginsWith, htmlOf, plainText, without } from "./text.ts";

/**
 * A message as Microsoft Graph and message actions carry it (`chatMessage`). Undefined where it has no id or time, or is gone.
 * Source: learn.microsoft.com, "chatMessage resource type".
 */
export function graphMessageOf(
  raw: Fields,
  channel: ChannelRef,
  here: Installation,
  root?: string,
): Message | undefined {
  const id = word(raw.id);
  const at = instantOf(raw.createdDateTime) ?? (id && writtenAt(id));
  if (id === undefined || !at || raw.deletedDateTime || raw.deleted === true) return undefined;
  const { user, application } = fields(raw.from);
  const author = word(fields(user).id) ?? word(fields(application).id);
  const mentions = list(raw.mentions).map(fields);
  const thread = word(raw.replyToId) ?? root;
  const edited = instantOf(raw.lastEditedDateTime);
  return {
    channel,
    id,
    at,
    revisedAt: edited === undefined ? at : Math.max(edited, at + 1),
    thread: thread === id ? undefined : thread,
    broadcast: false,
    author: ref(here, author ?? "teams"),
    by: graphWriter(raw, word(fields(user).id)),
    text: plainText(without(graphHtml(raw), graphOwnNames(raw, here))),
    files: list(raw.attachments).map(fields).filter(isFile).length,
    mentions: [...new Set(mentions.flatMap(({ mentioned }) => word(fields(fields(mentioned).user).id) ?? []))],
  };
}

/** Of a message that was deleted its id, and when it was; undefined: it was not. */
export function goneAt({ id, deletedDateTime }: Fields): { readonly id: string; readonly at: Instant } | undefined {
  const at = instantOf(deletedDateTime);
  return typeof id === "string" && at !== undefined ? { id, at } : undefined;
}

function graphWriter(raw: Fields, user: string | undefined): Message["by"] {
  if (raw.messageType !== undefined && raw.messageType !== "message") return "system";
  if (user !== undefined) return "person";
  return fields(raw.from).application ? "bot" : "system";
}

function graphHtml(raw: Fields): string {
  const { contentType, content } = fields(raw.body);
  const words = word(content) ?? "";
  return contentType === "text" ? htmlOf(words) : words;
}

const graphOwnNames = (raw: Fields, { appId }: Installation): ReadonlySet<string> =>
  new Set(
    list(raw.mentions)
      .map(fields)
      .filter(({ mentioned }) => fields(fields(mentioned).application).id === appId)
      .flatMap(({ mentionText }) => word(mentionText) ?? []),
  );

/** Whether a message from Graph begins with the bot's name: then it was said to the bot. */
export const isToBot = (raw: Fields, here: Installation): boolean =>
  beginsWith(graphHtml(raw), graphOwnNames(raw, here));

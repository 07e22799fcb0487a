import type { Message } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import type { Installation } from "./installation.ts";
import { type Fields, fields, instantOf, list, word } from "./read.ts";
import { blocksMarkup, mentionsIn, plainText } from "./text.ts";

/**
 * A post as Slack carries it in events, histories, shortcuts and exports, in our words.
 * Undefined where it has no channel or no time: then it is no post.
 */
export function messageOf(raw: Fields, channel: unknown, here: Installation): Message | undefined {
  const id = word(raw.ts);
  const at = instantOf(raw.ts);
  const conversation = word(channel);
  if (id === undefined || at === undefined || conversation === undefined) return undefined;
  const { platform, workspace } = here;
  const markup = markupOf(raw);
  const thread = word(raw.thread_ts);
  return {
    channel: { platform, workspace, id: conversation },
    id,
    at,
    revisedAt: revision(raw, at),
    thread: thread === id ? undefined : thread,
    broadcast: raw.subtype === "thread_broadcast",
    author: { platform, workspace, id: word(raw.user) ?? word(raw.bot_id) ?? SLACKBOT },
    by: author(raw),
    text: plainText(markup),
    files: list(raw.files).length,
    mentions: mentionsIn(markup),
  };
}

// Slack gives an edit's time in whole seconds: one made within the message's own second would seem to be older than it.
function revision(raw: Fields, at: Instant): Instant {
  const edited = instantOf(fields(raw.edited).ts);
  return edited === undefined ? at : Math.max(edited, at + 1);
}

const SLACKBOT = "USLACKBOT";
const SAID_BY_A_PERSON: ReadonlySet<unknown> = new Set([undefined, "file_share", "thread_broadcast", "me_message"]);
const SAID_BY_A_BOT: ReadonlySet<unknown> = new Set(["bot_message", "assistant_app_thread", "slackbot_response"]);

// Whatever else has a subtype is Slack telling what happened: a join, a topic, a call, a reminder.
function author(raw: Fields): Message["by"] {
  if (SAID_BY_A_BOT.has(raw.subtype)) return "bot";
  if (!SAID_BY_A_PERSON.has(raw.subtype)) return "system";
  if (word(raw.bot_id) || raw.user === SLACKBOT) return "bot";
  return word(raw.user) ? "person" : "system";
}

/** The message's own words in Slack's markup, and those of a message or e-mail that it forwards. */
export function markupOf(raw: Fields): string {
  const own = word(raw.text) ?? blocksMarkup(raw.blocks);
  return [own, ...forwarded(raw)].filter((part) => part !== "").join("\n");
}

// An unfurled link is not the author's doing; a forwarded message (`is_share`) and a forwarded e-mail are.
function forwarded(raw: Fields): string[] {
  const shared = list(raw.attachments)
    .map(fields)
    .filter((attachment) => attachment.is_share === true);
  const mails = list(raw.files)
    .map(fields)
    .filter((file) => file.filetype === "email");
  return [
    ...shared.map((attachment) => word(attachment.text) ?? blocksMarkup(attachment.message_blocks)),
    ...mails.map((mail) => [word(mail.subject), word(mail.plain_text)].filter((part) => part).join("\n")),
  ];
}

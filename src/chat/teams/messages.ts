import type { AccountRef, ChannelRef, Message } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import type { Installation } from "./installation.ts";
import { type Fields, fields, instantOf, list, word, writtenAt } from "./read.ts";
import { htmlOf, type Mention, mentionsOf, plainText, without } from "./text.ts";

/** Where an activity belongs: Teams names a thread within the channel, `19:…@thread.tacv2;messageid=1575667808184`. */
export interface Where {
  readonly channel: ChannelRef;
  /** The message the thread hangs from; absent in chats, which have no threads. */
  readonly root?: string;
  readonly kind: "channel" | "groupChat" | "personal";
}

/** Undefined where it names no conversation. */
export function whereOf(activity: Fields, here: Installation): Where | undefined {
  const conversation = fields(activity.conversation);
  const named = word(conversation.id);
  if (named === undefined) return undefined;
  const [id = "", ...rest] = named.split(";");
  const root = rest.map((part) => /^messageid=(.+)$/.exec(part)?.[1]).find((found) => found);
  return { channel: ref(here, id), root, kind: kindOf(id, word(conversation.conversationType)) };
}

function kindOf(id: string, said: string | undefined): Where["kind"] {
  if (said === "personal" || said === "channel" || said === "groupChat") return said;
  if (id.startsWith("a:") || id.startsWith("29:")) return "personal";
  return /@thread\.(?:tacv2|skype)$/.test(id) ? "channel" : "groupChat";
}

/** People are known by their Entra id, which Graph knows as well; whoever has none by the id that Teams gives them. */
export function accountOf(from: unknown, here: Installation): AccountRef | undefined {
  const { aadObjectId, id } = fields(from);
  const known = word(aadObjectId) ?? word(id);
  return known === undefined ? undefined : ref(here, known);
}

export const ref = ({ platform, workspace }: Installation, id: string) => ({ platform, workspace, id });

/** What a person wrote, in HTML, with the bot's own mentions still in it. */
export function htmlIn(activity: Fields): string {
  const html = list(activity.attachments)
    .map(fields)
    .find(({ contentType }) => contentType === "text/html");
  return (
    word(html?.content) ??
    (activity.textFormat === "xhtml" ? (word(activity.text) ?? "") : htmlOf(word(activity.text) ?? ""))
  );
}

/** The names under which the activity mentions the bot. */
export const ownNames = (activity: Fields, here: Installation): ReadonlySet<string> =>
  new Set(mentionsOf(activity).flatMap(({ id, name }) => (isBot(id, activity, here) && name ? [name] : [])));

const isBot = (id: string, activity: Fields, here: Installation) =>
  id === here.botId || id === word(fields(activity.recipient).id) || id === here.appId;

/** A message activity in our words. Undefined where it names no conversation, message or time: then it is no post. */
export function messageOf(activity: Fields, here: Installation, receivedAt: Instant): Message | undefined {
  const where = whereOf(activity, here);
  const id = word(activity.id);
  if (!where || id === undefined) return undefined;
  const told = instantOf(activity.timestamp);
  // An edit carries the message's own id and the time of the edit.
  const edited = activity.type === "messageUpdate";
  const at = (edited ? (writtenAt(id) ?? told) : (told ?? writtenAt(id))) ?? receivedAt;
  const author = accountOf(activity.from, here);
  const others = mentionsOf(activity).filter((mention: Mention) => !isBot(mention.id, activity, here));
  return {
    channel: where.channel,
    id,
    at,
    revisedAt: edited ? Math.max(told ?? receivedAt, at + 1) : at,
    thread: where.root === id ? undefined : where.root,
    broadcast: false,
    author: author ?? ref(here, "teams"),
    by: author ? writer(fields(activity.from)) : "system",
    text: plainText(without(htmlIn(activity), ownNames(activity, here))),
    files: filesIn(activity),
    mentions: [...new Set(others.map((mention) => mention.id))],
  };
}

const writer = (from: Fields): Message["by"] =>
  from.role === "bot" || /^28:/.test(word(from.id) ?? "") ? "bot" : "person";

/** Of a file in a channel Teams tells a bot no more than a mark in the words: one that stands for nothing else that came along. */
function filesIn(activity: Fields): number {
  const listed = list(activity.attachments).map(fields);
  const files = listed.filter(isFile).length;
  const others = listed.filter((one) => !isFile(one) && one.contentType !== "text/html").length;
  const marks = htmlIn(activity).match(/<attachment id="[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/gi) ?? [];
  return Math.max(files, marks.length - others);
}

// The words in HTML, a quoted message and a link's preview are no files.
export const isFile = ({ contentType }: Fields): boolean => {
  const type = word(contentType) ?? "";
  return (
    type !== "" &&
    type !== "text/html" &&
    !/^(?:messageReference|forwardedMessageReference|meetingReference)$/.test(type) &&
    !type.startsWith("application/vnd.microsoft.card.")
  );
};

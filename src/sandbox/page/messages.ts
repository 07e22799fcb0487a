import type { SlackSandbox } from "../slack/server.ts";
import type { Channel, Ephemeral, Fields, Message, User } from "../slack/workspace.ts";
import { isNotice } from "./reading.ts";
import type { Block, MessagesPage, ShownFile, ShownMessage } from "./shown.ts";

/** The newest `limit` messages of a channel, threads folded, oldest first; with what only this person sees of it. */
export function newestOf(sandbox: SlackSandbox, user: User, channel: Channel, limit: number): MessagesPage {
  const { messages } = channel;
  const found: Message[] = [];
  let i = messages.length - 1;
  for (; i >= 0 && found.length < limit; i--) if (inChannel(messages[i]!)) found.push(messages[i]!);
  const more = messages.slice(0, i + 1).some(inChannel);
  const oldest = more ? found.at(-1)!.ts : "0";
  const own = ephemeralsOf(sandbox, user, channel).filter((one) => !one.thread_ts && one.ts >= oldest);
  return page(channel, [...found, ...own], more);
}

/** A thread: its first message, its replies, and what only this person sees there. */
export function threadOf(sandbox: SlackSandbox, user: User, channel: Channel, root: string): MessagesPage {
  const there = (one: Message | Ephemeral) => one.ts === root || one.thread_ts === root;
  return page(
    channel,
    [...channel.messages.filter(there), ...ephemeralsOf(sandbox, user, channel).filter(there)],
    false,
  );
}

const page = (channel: Channel, all: readonly (Message | Ephemeral)[], more: boolean): MessagesPage => ({
  channel: channel.id,
  messages: all.toSorted((a, b) => (a.ts < b.ts ? -1 : 1)).map((one) => shown(channel, one)),
  more,
});

const inChannel = (one: Message) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === "thread_broadcast";

const ephemeralsOf = ({ state }: SlackSandbox, user: User, channel: Channel) =>
  state.ephemerals.filter((one) => one.user === user.id && one.channel === channel.id);

function shown(channel: Channel, one: Message | Ephemeral): ShownMessage {
  const ephemeral = "channel" in one;
  const message = one as Message;
  return {
    channel: channel.id,
    ts: one.ts,
    author: ephemeral ? "" : String(message.user ?? message.username ?? message.bot_id ?? ""),
    text: one.text ?? "",
    blocks: (one.blocks ?? []) as Block[],
    files: ((message.files ?? []) as Fields[]).map(shownFile),
    reactions: (message.reactions ?? []).map(({ name, users }) => ({ name, users })),
    edited: message.edited !== undefined && message.bot_id === undefined,
    ephemeral,
    notice: isNotice(message.subtype),
    deleted: message.subtype === "tombstone",
    thread: one.thread_ts && one.thread_ts !== one.ts ? one.thread_ts : undefined,
    replies: message.reply_count ?? 0,
    repliers: message.reply_users ?? [],
    lastReply: message.latest_reply,
  };
}

const shownFile = (file: Fields): ShownFile => ({
  id: String(file.id),
  name: String(file.name),
  title: String(file.title),
  mimetype: String(file.mimetype),
  size: Number(file.size),
  alt: String(file.alt_txt ?? file.title),
});

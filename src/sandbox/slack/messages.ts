import { messageAt } from "./access.ts";
import type { Sandbox } from "./context.ts";
import { type About, tell } from "./events.ts";
import type { Channel, Delivery, Fields, Message } from "./workspace.ts";

const CHANNEL_TYPES = { public: "channel", private: "group", im: "im", mpim: "mpim" } as const;

/** A message as an event carries it. */
const messageEvent = (channel: Channel, message: Message, more: Fields = {}): Fields => ({
  ...message,
  channel: channel.id,
  event_ts: message.ts,
  channel_type: CHANNEL_TYPES[channel.kind],
  ...more,
});

/** Files a message away in its place and keeps its thread's counts. */
function store(channel: Channel, message: Message): void {
  // Nearly always the last: looked for from there.
  const before = channel.messages.findLastIndex((other) => other.ts <= message.ts);
  channel.messages.splice(before + 1, 0, message);
  countReplies(channel, message.thread_ts);
}

function countReplies(channel: Channel, threadTs: string | undefined): void {
  const root = threadTs ? messageAt(channel, threadTs) : undefined;
  if (!root) return;
  const replies = channel.messages.filter((message) => message.thread_ts === threadTs && message.ts !== threadTs);
  const users = [...new Set(replies.map((reply) => String(reply.user ?? reply.bot_id)))];
  if (replies.length === 0) {
    for (const key of ["thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"])
      delete root[key];
    return;
  }
  root.thread_ts = root.ts;
  root.reply_count = replies.length;
  root.reply_users = users;
  root.reply_users_count = users.length;
  root.latest_reply = replies.at(-1)?.ts;
}

/** Stores a message and tells the app of it. */
export function publish(sandbox: Sandbox, channel: Channel, message: Message, about: About = {}) {
  store(channel, message);
  sandbox.changed();
  const root = message.subtype === "thread_broadcast" ? { root: messageAt(channel, message.thread_ts ?? "") } : {};
  return tell(sandbox, messageEvent(channel, message, root), { channel, ...about });
}

/** Puts `next` in the place of a message and tells the app: `message_changed`, with what stood there before. */
export function replace(sandbox: Sandbox, channel: Channel, next: Message, about: About = {}) {
  const index = channel.messages.findIndex((message) => message.ts === next.ts);
  const previous = channel.messages[index]!;
  channel.messages[index] = next;
  sandbox.changed();
  return tell(sandbox, hidden(sandbox, channel, "message_changed", { message: next, previous_message: previous }), {
    channel,
    ...about,
  });
}

/**
 * Takes a message away and tells the app: `message_deleted`. A thread's root with replies leaves a tombstone,
 * and of that Slack tells by `message_changed`.
 */
export function erase(
  sandbox: Sandbox,
  channel: Channel,
  message: Message,
  about: About = {},
): Promise<Delivery | undefined> {
  if ((message.reply_count ?? 0) > 0) return replace(sandbox, channel, tombstone(message), about);
  channel.messages = channel.messages.filter((other) => other.ts !== message.ts);
  countReplies(channel, message.thread_ts);
  sandbox.changed();
  const event = hidden(sandbox, channel, "message_deleted", { previous_message: message, deleted_ts: message.ts });
  return tell(sandbox, event, { channel, ...about });
}

const tombstone = ({ ts, thread_ts, reply_count, reply_users, reply_users_count, latest_reply }: Message): Message => ({
  type: "message",
  subtype: "tombstone",
  text: "This message was deleted.",
  user: "USLACKBOT",
  hidden: true,
  ts,
  thread_ts,
  reply_count,
  reply_users,
  reply_users_count,
  latest_reply,
});

function hidden(sandbox: Sandbox, channel: Channel, subtype: string, parts: Fields): Fields {
  const ts = sandbox.stamp();
  const channel_type = CHANNEL_TYPES[channel.kind];
  return { type: "message", subtype, ...parts, channel: channel.id, hidden: true, ts, event_ts: ts, channel_type };
}

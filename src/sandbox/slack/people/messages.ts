import { randomUUID } from "node:crypto";
import type { Instant } from "../../../domain/time.ts";
import type { Sandbox } from "../context.ts";
import { type About, tell } from "../events.ts";
import { erase, publish, replace } from "../messages.ts";
import { fileObject, profileObject } from "../objects.ts";
import { reacted } from "../reacting.ts";
import { escaped, richText } from "../richtext.ts";
import type { Channel, Delivery, Fields, Message, StoredFile, User } from "../workspace.ts";
import { cannot, channelNamed, messageIn, person, writable } from "./can.ts";
import { type Upload, uploaded } from "./files.ts";

/** A message someone posted; also what names a message elsewhere. */
export interface Posted {
  channel: string;
  ts: string;
  /** What became of its event; undefined where the app does not hear it. */
  delivery?: Delivery;
}

export interface PostOptions {
  /** `ts` of the message it answers. */
  thread?: string;
  /** Also to the channel; only within a thread. */
  broadcast?: boolean;
  files?: Upload[];
  /** When it was posted, if not now: for history that the app never heard of, or hears late. */
  at?: Instant;
  /** The app is not told: it was away, and its retries are over. */
  unheard?: boolean;
}

export async function post(
  sandbox: Sandbox,
  userId: string,
  to: string,
  text: string,
  options: PostOptions = {},
): Promise<Posted> {
  const user = person(sandbox, userId);
  const channel = writable(sandbox, user, to);
  const files = (options.files ?? []).map((file) => uploaded(sandbox, user, channel, file));
  if (text === "" && files.length === 0) cannot("An empty message cannot be posted.");
  const message = written(sandbox, user, channel, text, options, files);
  const about = { actor: user, unheard: options.unheard };
  const delivery = await publish(sandbox, channel, message, about);
  for (const file of files) await tellShared(sandbox, channel, file, about);
  return { channel: channel.id, ts: message.ts, delivery };
}

function written(
  sandbox: Sandbox,
  user: User,
  channel: Channel,
  text: string,
  options: PostOptions,
  files: StoredFile[],
): Message {
  const root = options.thread ? messageIn(channel, options.thread) : undefined;
  const thread = root ? { thread_ts: root.thread_ts ?? root.ts, parent_user_id: root.user } : {};
  const subtype = files.length > 0 ? "file_share" : root && options.broadcast ? "thread_broadcast" : undefined;
  return {
    type: "message",
    ...(subtype ? { subtype } : {}),
    client_msg_id: randomUUID(),
    user: user.id,
    text: escaped(text),
    ts: sandbox.stamp(options.at),
    team: user.teamId,
    ...(text ? { blocks: [richText(text, sandbox.nextId("b"))] } : {}),
    ...(files.length > 0
      ? { files: files.map((file) => fileObject(sandbox, file)), upload: true, display_as_bot: false }
      : {}),
    ...thread,
    ...(channel.isExtShared ? fromShared(sandbox, user) : {}),
  };
}

/** What Slack adds in a shared channel, so that others can show a person they cannot look up. */
const fromShared = (sandbox: Sandbox, user: User): Fields => {
  const { real_name, display_name, first_name, avatar_hash, team } = profileObject(sandbox, user);
  const { isRestricted, isUltraRestricted, name } = user;
  return {
    user_team: user.teamId,
    source_team: user.teamId,
    user_profile: {
      ...{ real_name, display_name, first_name, avatar_hash, team, name },
      ...{ is_restricted: isRestricted, is_ultra_restricted: isUltraRestricted },
    },
  };
};

const tellShared = (sandbox: Sandbox, channel: Channel, file: StoredFile, about: About) =>
  tell(
    sandbox,
    {
      type: "file_shared",
      file_id: file.id,
      user_id: file.user,
      file: { id: file.id },
      channel_id: channel.id,
      event_ts: sandbox.stamp(),
    },
    { channel, ...about },
  );

export async function edit(
  sandbox: Sandbox,
  userId: string,
  { channel: id, ts }: Posted,
  text: string,
): Promise<Posted> {
  const user = person(sandbox, userId);
  const channel = writable(sandbox, user, id);
  const message = messageIn(channel, ts);
  if (message.user !== user.id) cannot("Only its author can edit a message.");
  const edited = { user: user.id, ts: sandbox.stamp().replace(/\d{6}$/, "000000") };
  const next: Message = { ...message, text: escaped(text), blocks: [richText(text, sandbox.nextId("b"))], edited };
  return { channel: id, ts, delivery: await replace(sandbox, channel, next, { actor: user }) };
}

export async function remove(sandbox: Sandbox, userId: string, { channel: id, ts }: Posted): Promise<Posted> {
  const user = person(sandbox, userId);
  const channel = writable(sandbox, user, id);
  const message = messageIn(channel, ts);
  if (message.user !== user.id && !user.isAdmin) cannot("Only its author or an admin can delete a message.");
  return { channel: id, ts, delivery: await erase(sandbox, channel, message, { actor: user }) };
}

/** Slack shows a preview of a link: `message_changed`, but nobody edited anything. */
export async function unfurl(sandbox: Sandbox, { channel: id, ts }: Posted, attachment: Fields): Promise<Posted> {
  const channel = channelNamed(sandbox, id);
  const message = messageIn(channel, ts);
  const next: Message = { ...message, attachments: [...(message.attachments ?? []), { id: 1, ...attachment }] };
  return { channel: id, ts, delivery: await replace(sandbox, channel, next) };
}

export function react(sandbox: Sandbox, userId: string, at: Posted, name: string, what: "added" | "removed" = "added") {
  const user = person(sandbox, userId);
  const channel = writable(sandbox, user, at.channel);
  return reacted(sandbox, channel, messageIn(channel, at.ts), user.id, name.replaceAll(":", ""), what);
}

/** A message by an integration of another maker: `bot_message`, without a user. */
export async function postAsBot(
  sandbox: Sandbox,
  botId: string,
  to: string,
  text: string,
  username = "bot",
): Promise<Posted> {
  const channel = channelNamed(sandbox, to);
  const message: Message = {
    type: "message",
    subtype: "bot_message",
    bot_id: botId,
    username,
    text,
    ts: sandbox.stamp(),
  };
  return { channel: to, ts: message.ts, delivery: await publish(sandbox, channel, message) };
}

import { joinedChannel, messageAt } from "../access.ts";
import { flag, needed, text } from "../args.ts";
import { checkedBlocks } from "../blocks.ts";
import type { Sandbox } from "../context.ts";
import { refuse, refuseWith, SlackError } from "../errors.ts";
import { erase, publish, replace } from "../messages.ts";
import type { Channel, Fields, Message } from "../workspace.ts";
import { destination } from "./destination.ts";
import type { Method } from "./method.ts";

export const chat: Record<string, Method> = {
  "chat.postMessage": { scope: "chat:write", perMinute: 60, run: postMessage },
  "chat.update": { scope: "chat:write", perMinute: 50, run: update },
  "chat.delete": { scope: "chat:write", perMinute: 50, run: remove },
  "chat.postEphemeral": { scope: "chat:write", perMinute: 100, run: postEphemeral },
  "chat.getPermalink": { perMinute: 1000, run: getPermalink },
};

function postMessage(sandbox: Sandbox, args: Fields): Fields {
  const channel = destination(sandbox, args);
  const content = contentOf(sandbox, args);
  const thread = threadOf(channel, args);
  const broadcast = thread && flag(args, "reply_broadcast");
  const message: Message = {
    ...ownMessage(sandbox),
    ...content,
    ...(thread ? { thread_ts: thread.ts, parent_user_id: thread.user } : {}),
    ...(broadcast ? { subtype: "thread_broadcast" } : {}),
    ...(args.metadata ? { metadata: args.metadata as Fields } : {}),
  };
  sandbox.background(publish(sandbox, channel, message, { actor: bot(sandbox) }));
  return { channel: channel.id, ts: message.ts, message };
}

function threadOf(channel: Channel, args: Fields): Message | undefined {
  const ts = text(args, "thread_ts");
  if (!ts) return undefined;
  if (!/^\d{10}\.\d{6}$/.test(ts)) refuseWith("invalid_thread_ts", [`${ts} is not a valid thread_ts`]);
  const asked = messageAt(channel, ts) ?? refuse("thread_not_found");
  if (asked.subtype === "tombstone" || !asked.thread_ts || asked.thread_ts === ts) return asked;
  return messageAt(channel, asked.thread_ts) ?? refuse("thread_not_found");
}

function ownMessage(sandbox: Sandbox): Message {
  const { app, team } = sandbox.state;
  return {
    type: "message",
    user: app.botUserId,
    bot_id: app.botId,
    app_id: app.appId,
    team: team.id,
    ts: sandbox.stamp(),
    text: "",
    bot_profile: {
      id: app.botId,
      app_id: app.appId,
      user_id: app.botUserId,
      name: app.name,
      icons: {},
      deleted: false,
      updated: 0,
      team_id: team.id,
    },
  };
}

/** Text and blocks, checked. `chat.update` keeps text to 4,000 characters, the others to 40,000. */
export function contentOf(sandbox: Sandbox, args: Fields, most = 40_000) {
  const said = text(args, "text") ?? text(args, "markdown_text") ?? "";
  const hasBlocks = Array.isArray(args.blocks) && args.blocks.length > 0;
  const hasAttachments = Array.isArray(args.attachments) && args.attachments.length > 0;
  if (said === "" && !hasBlocks && !hasAttachments) refuse("no_text");
  if (said.length > most) refuse("msg_too_long");
  if (args.blocks !== undefined && !Array.isArray(args.blocks)) refuse("invalid_blocks_format");
  return {
    text: said,
    ...(hasBlocks ? { blocks: checkedBlocks(args.blocks, sandbox.nextId) } : {}),
    ...(hasAttachments ? { attachments: args.attachments as Fields[] } : {}),
  };
}

function update(sandbox: Sandbox, args: Fields): Fields {
  const channel = joinedChannel(sandbox, args);
  const message = ownAt(sandbox, channel, args, "cant_update_message");
  if (channel.isArchived) refuse("is_archived");
  const content = contentOf(sandbox, args, 4000);
  const edited = { user: sandbox.state.app.botUserId, ts: sandbox.stamp() };
  // Blocks and attachments that are not sent stay; an empty list takes them away.
  const next: Message = { ...message, ...content, edited };
  if (isEmpty(args.blocks)) delete next.blocks;
  if (isEmpty(args.attachments)) delete next.attachments;
  sandbox.background(replace(sandbox, channel, next, { actor: bot(sandbox) }));
  return { channel: channel.id, ts: message.ts, text: content.text, message: next };
}

function remove(sandbox: Sandbox, args: Fields): Fields {
  const channel = joinedChannel(sandbox, args);
  const message = ownAt(sandbox, channel, args, "cant_delete_message");
  sandbox.background(erase(sandbox, channel, message, { actor: bot(sandbox) }));
  return { channel: channel.id, ts: message.ts };
}

function ownAt(sandbox: Sandbox, channel: Channel, args: Fields, otherwise: string): Message {
  const message = messageAt(channel, needed(args, "ts")) ?? refuse("message_not_found");
  if (message.bot_id !== sandbox.state.app.botId) throw new SlackError(otherwise);
  return message;
}

function postEphemeral(sandbox: Sandbox, args: Fields): Fields {
  const channel = joinedChannel(sandbox, args);
  const user = needed(args, "user");
  if (channel.isArchived) refuse("is_archived");
  if (!channel.members.has(user)) refuse("user_not_in_channel");
  const ts = sandbox.stamp();
  const thread = text(args, "thread_ts");
  sandbox.state.ephemerals.push({ channel: channel.id, user, ts, ...contentOf(sandbox, args), thread_ts: thread });
  return { message_ts: ts };
}

function getPermalink(sandbox: Sandbox, args: Fields): Fields {
  const channel = joinedChannel(sandbox, args);
  const message = messageAt(channel, needed(args, "message_ts")) ?? refuse("message_not_found");
  const link = `https://${sandbox.state.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace(".", "")}`;
  const inThread = message.thread_ts && message.thread_ts !== message.ts;
  const thread = inThread ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : "";
  return { channel: channel.id, permalink: link + thread };
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

const bot = ({ state }: Sandbox) => state.users.get(state.app.botUserId)!;

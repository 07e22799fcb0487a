import { conversationOf, isIn, joinedChannel, knownUser, requireScope, visibleChannel } from "../access.ts";
import { flag, list, needed, text } from "../args.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { joined } from "../membership.ts";
import { channelObject } from "../objects.ts";
import { page } from "../paging.ts";
import type { ChannelKind } from "../seed.ts";
import type { Channel, Fields } from "../workspace.ts";
import { directTo } from "./destination.ts";
import { type Method, scopeFor } from "./method.ts";

export const conversations: Record<string, Method> = {
  "conversations.open": { perMinute: 50, run: open },
  "conversations.info": { perMinute: 50, run: info },
  "conversations.list": { perMinute: 20, run: listAll },
  "conversations.members": { perMinute: 100, run: members },
  "conversations.join": { scope: "channels:join", perMinute: 50, run: join },
  "conversations.invite": { perMinute: 50, run: invite },
  "users.conversations": { perMinute: 50, run: mine },
};

function open(sandbox: Sandbox, args: Fields): Fields {
  const users = list(args, "users");
  const { app } = sandbox.state;
  if (users.length === 0) {
    const channel = visibleChannel(sandbox, args);
    return { channel: { id: channel.id } };
  }
  requireScope(app.scopes, users.length === 1 ? "im:write" : "mpim:write");
  if (users.length > 8) refuse("too_many_users");
  for (const id of users) directTo(sandbox, knownUser(sandbox, id));
  const { channel, fresh } = conversationOf(sandbox, users);
  const already = fresh ? {} : { no_op: true, already_open: true };
  return { ...already, channel: flag(args, "return_im") ? channelObject(sandbox, channel) : { id: channel.id } };
}

function info(sandbox: Sandbox, args: Fields): Fields {
  const channel = visibleChannel(sandbox, args);
  requireScope(sandbox.state.app.scopes, scopeFor(channel, "read"));
  const count = flag(args, "include_num_members") ? { num_members: channel.members.size } : {};
  return { channel: { ...channelObject(sandbox, channel), ...count } };
}

const TYPES = { public_channel: "public", private_channel: "private", im: "im", mpim: "mpim" } as const;

function kindsOf(args: Fields): Set<ChannelKind> {
  const asked = list(args, "types");
  const types = asked.length > 0 ? asked : ["public_channel"];
  return new Set(types.map((type) => TYPES[type as keyof typeof TYPES] ?? refuse("invalid_types")));
}

function listing(sandbox: Sandbox, args: Fields, wanted: (channel: Channel) => boolean): Fields {
  const kinds = kindsOf(args);
  for (const kind of kinds) requireScope(sandbox.state.app.scopes, scopeFor({ kind }, "read"));
  const without = flag(args, "exclude_archived");
  const all = [...sandbox.state.channels.values()].filter(
    (channel) => kinds.has(channel.kind) && wanted(channel) && !(without && channel.isArchived),
  );
  const { items, next } = page(all, args, { usual: 100, most: 1000 });
  return {
    channels: items.map((channel) => ({ ...channelObject(sandbox, channel), num_members: channel.members.size })),
    response_metadata: { next_cursor: next },
  };
}

function listAll(sandbox: Sandbox, args: Fields): Fields {
  return listing(sandbox, args, (channel) => channel.kind === "public" || isIn(sandbox, channel));
}

function mine(sandbox: Sandbox, args: Fields): Fields {
  const user = text(args, "user") ?? sandbox.state.app.botUserId;
  knownUser(sandbox, user);
  const visible = (channel: Channel) => channel.kind === "public" || isIn(sandbox, channel);
  return listing(sandbox, args, (channel) => channel.members.has(user) && visible(channel));
}

function members(sandbox: Sandbox, args: Fields): Fields {
  const channel = visibleChannel(sandbox, args);
  requireScope(sandbox.state.app.scopes, scopeFor(channel, "read"));
  const { items, next } = page([...channel.members], args, { usual: 100, most: 1000 });
  return { members: items, response_metadata: { next_cursor: next } };
}

function join(sandbox: Sandbox, args: Fields): Fields {
  const channel = visibleChannel(sandbox, args);
  if (channel.kind !== "public") refuse("method_not_supported_for_channel_type");
  if (channel.isArchived) refuse("is_archived");
  const already = isIn(sandbox, channel);
  if (!already) sandbox.background(joined(sandbox, channel, sandbox.state.app.botUserId));
  const warning = already ? { warning: "already_in_channel" } : {};
  return { channel: channelObject(sandbox, channel), ...warning };
}

function invite(sandbox: Sandbox, args: Fields): Fields {
  const channel = joinedChannel(sandbox, args);
  requireScope(sandbox.state.app.scopes, channel.kind === "public" ? "channels:manage" : "groups:write");
  if (channel.isArchived) refuse("is_archived");
  needed(args, "users");
  for (const id of list(args, "users")) {
    if (id === sandbox.state.app.botUserId) refuse("cant_invite_self");
    if (!sandbox.state.users.has(id)) refuse("user_not_found");
    if (channel.members.has(id)) refuse("already_in_channel");
    sandbox.background(joined(sandbox, channel, id, sandbox.state.app.botUserId));
  }
  return { channel: channelObject(sandbox, channel) };
}

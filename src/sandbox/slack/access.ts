import { text } from "./args.ts";
import type { Sandbox } from "./context.ts";
import { refuse, SlackError } from "./errors.ts";
import type { Channel, Fields, Message, User } from "./workspace.ts";

/** The channel of `args.channel` if the app may know of it. @throws SlackError `channel_not_found` */
export function visibleChannel(sandbox: Sandbox, args: Fields, name = "channel"): Channel {
  const asked = text(args, name) ?? refuse("invalid_arguments", missing(name));
  const channel = sandbox.state.channels.get(asked);
  if (!channel) throw new SlackError("channel_not_found");
  // A private conversation one is not in does not exist, as far as one can tell.
  if (channel.kind !== "public" && !isIn(sandbox, channel)) throw new SlackError("channel_not_found");
  return channel;
}

/** A channel the app is in. @throws SlackError `channel_not_found`, `not_in_channel` */
export function joinedChannel(sandbox: Sandbox, args: Fields): Channel {
  const channel = visibleChannel(sandbox, args);
  if (!isIn(sandbox, channel)) throw new SlackError("not_in_channel");
  return channel;
}

export const isIn = ({ state }: Sandbox, channel: Channel) => channel.members.has(state.app.botUserId);

const missing = (name: string): Fields => ({
  response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
});

export function knownUser({ state }: Sandbox, id: string): User {
  return state.users.get(id) ?? refuse("user_not_found");
}

export const messageAt = (channel: Channel, ts: string): Message | undefined =>
  channel.messages.find((message) => message.ts === ts);

/** The direct conversation of these users with the app; made when there is none yet. */
export function conversationOf(sandbox: Sandbox, users: string[]): { channel: Channel; fresh: boolean } {
  const { state } = sandbox;
  const kind = users.length === 1 ? "im" : "mpim";
  const members = [state.app.botUserId, ...users];
  const existing = [...state.channels.values()].find(
    (channel) =>
      channel.kind === kind &&
      channel.members.size === members.length &&
      members.every((id) => channel.members.has(id)),
  );
  if (existing) return { channel: existing, fresh: false };
  const channel = bareChannel(sandbox, sandbox.nextId(kind === "im" ? "D" : "G"), kind, members);
  state.channels.set(channel.id, channel);
  return { channel, fresh: true };
}

const bareChannel = (sandbox: Sandbox, id: string, kind: "im" | "mpim", members: string[]): Channel => ({
  id,
  kind,
  name: kind === "im" ? "" : `mpdm-${members.join("--").toLowerCase()}-1`,
  creator: members[0]!,
  created: sandbox.now(),
  members: new Set(members),
  topic: "",
  purpose: "",
  isArchived: false,
  isGeneral: false,
  isExtShared: false,
  isPendingExtShared: false,
  isOrgShared: false,
  connectedTeams: new Set(),
  pendingTeams: new Set(),
  previousNames: [],
  messages: [],
});

/** @throws SlackError `missing_scope`, with the one needed and those there are */
export function requireScope(scopes: Set<string>, scope: string): void {
  if (scopes.has(scope)) return;
  throw new SlackError("missing_scope", { needed: scope, provided: [...scopes].join(",") });
}

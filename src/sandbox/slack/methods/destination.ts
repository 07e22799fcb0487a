import { conversationOf, isIn } from "../access.ts";
import { needed } from "../args.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import type { Channel, Fields, User } from "../workspace.ts";

/**
 * Where a message goes: a conversation's id, a public channel's name, or a user's id, which means a direct message.
 * @throws SlackError `channel_not_found`, `not_in_channel`, `is_archived`, `cannot_dm_bot`, `user_disabled`
 */
export function destination(sandbox: Sandbox, args: Fields): Channel {
  const asked = needed(args, "channel");
  const { state } = sandbox;
  const user = state.users.get(asked);
  if (user) return directTo(sandbox, user);
  const named = () => [...state.channels.values()].find((channel) => channel.name === asked.replace(/^#/, ""));
  const channel = state.channels.get(asked) ?? named() ?? refuse("channel_not_found");
  if (!isIn(sandbox, channel)) {
    if (channel.kind !== "public") refuse("channel_not_found");
    if (!state.app.scopes.has("chat:write.public")) refuse("not_in_channel");
  }
  if (channel.isArchived) refuse("is_archived");
  if (channel.kind === "im") directTo(sandbox, otherSide(sandbox, channel));
  return channel;
}

export function directTo(sandbox: Sandbox, user: User): Channel {
  if (user.isBot) refuse("cannot_dm_bot");
  if (user.deleted) refuse("user_disabled");
  return conversationOf(sandbox, [user.id]).channel;
}

function otherSide({ state }: Sandbox, channel: Channel): User {
  const id = [...channel.members].find((member) => member !== state.app.botUserId);
  return (id && state.users.get(id)) || refuse("channel_not_found");
}

import { conversationOf, messageAt } from "../access.ts";
import type { Sandbox } from "../context.ts";
import type { Channel, Message, User } from "../workspace.ts";

/** Something Slack's own client would not let this person do. The message says what, for people. */
export class CannotDo extends Error {}

/** What they reach for was there until just now: it was edited, deleted or closed while they looked at it. */
export class Gone extends CannotDo {}

export const gone = (sentence: string): never => {
  throw new Gone(sentence);
};

export const cannot = (sentence: string): never => {
  throw new CannotDo(sentence);
};

export const person = ({ state }: Pick<Sandbox, "state">, id: string): User => {
  const user = state.users.get(id) ?? cannot(`There is nobody with the id ${id} in this workspace.`);
  return user.deleted ? cannot(`${user.realName}'s account is deactivated.`) : user;
};

export const channelNamed = ({ state }: Sandbox, id: string): Channel =>
  state.channels.get(id) ?? cannot(`There is no channel ${id} in this workspace.`);

/** The channel, if this person may write there now. The app's own user id means their direct messages with it. */
export function writable(sandbox: Sandbox, user: User, id: string): Channel {
  const direct = id === sandbox.state.app.botUserId;
  const channel = direct ? conversationOf(sandbox, [user.id]).channel : channelNamed(sandbox, id);
  if (!channel.members.has(user.id)) cannot(`${user.realName} is not in ${channel.name || channel.id}: join first.`);
  if (channel.isArchived) cannot(`${channel.name} is archived: nobody can write there.`);
  return channel;
}

export const messageIn = (channel: Channel, ts: string): Message =>
  messageAt(channel, ts) ?? gone(`There is no message ${ts} in ${channel.name || channel.id}.`);

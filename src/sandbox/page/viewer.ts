import { CannotDo, person } from "../slack/people/can.ts";
import type { SlackSandbox } from "../slack/server.ts";
import type { Channel, User } from "../slack/workspace.ts";

/** Who looks. Everything that leaves for the page goes by what they may see. @throws CannotDo for someone who is not there */
export function viewer({ state }: SlackSandbox, id: string): User {
  const user = person({ state }, id);
  if (user.isBot) throw new CannotDo("One can be anyone here but the bot.");
  return user;
}

/** A conversation they are in. Any other does not exist, as far as they can tell. */
export function readable(sandbox: SlackSandbox, user: User, id: string): Channel {
  const { state } = sandbox;
  const direct = id === state.app.botUserId ? directWithApp(sandbox, user) : undefined;
  const channel = direct ?? state.channels.get(id);
  if (!channel?.members.has(user.id)) throw new CannotDo("There is no such conversation.");
  return channel;
}

export const directWithApp = ({ state }: SlackSandbox, user: User): Channel | undefined =>
  [...state.channels.values()].find(
    (one) => one.kind === "im" && one.members.has(user.id) && one.members.has(state.app.botUserId),
  );

export const conversationsOf = ({ state }: SlackSandbox, user: User): Channel[] =>
  [...state.channels.values()].filter((one) => one.members.has(user.id));

/** Of the firm's own workspace: others are offered no commands, shortcuts or app. */
export const isInside = ({ state }: SlackSandbox, user: User): boolean => user.teamId === state.team.id;

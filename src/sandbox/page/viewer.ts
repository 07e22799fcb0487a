import { CannotDo, person } from "../slack/people/can.ts";
import type { SlackSandbox } from "../slack/server.ts";
import type { Channel, User } from "../slack/workspace.ts";

/** Who looks. Everything that leaves for the page goes by what they may see. @throws CannotDo for someone who is not there */
export function viewer({ state }: SlackSandbox, id: string): User {
  const user = person({ state }, id);
  if (user.isBot) throw new CannotDo("One can be anyone here but the bot.");
  return user;
}

/** A conversation they are in, by its id, or by the other's user id where it is between two. Any other does not exist, as far as they can tell. */
export function readable(sandbox: SlackSandbox, user: User, id: string): Channel {
  const channel = directWith(sandbox, user, id) ?? sandbox.state.channels.get(id);
  if (!channel?.members.has(user.id)) throw new CannotDo("There is no such conversation.");
  return channel;
}

export const directWith = ({ state }: SlackSandbox, user: User, other: string): Channel | undefined =>
  [...state.channels.values()].find(
    (one) => one.kind === "im" && one.members.has(user.id) && one.members.has(other) && other !== user.id,
  );

/** Whether they could write to each other alone: the firm's people can, and each with its app. */
export const mayMeet = (sandbox: SlackSandbox, user: User, other: string): boolean => {
  const with_ = sandbox.state.users.get(other);
  return with_ !== undefined && with_ !== user && isInside(sandbox, user) && isInside(sandbox, with_);
};

/** The same, but one between two of the firm begins with the first word. @throws CannotDo */
export async function written(sandbox: SlackSandbox, user: User, id: string): Promise<Channel> {
  if (!mayMeet(sandbox, user, id) || directWith(sandbox, user, id)) return readable(sandbox, user, id);
  if (id === sandbox.state.app.botUserId) {
    await sandbox.openHome(user.id, "messages");
    return readable(sandbox, user, id);
  }
  const members = [user.id, id];
  return sandbox.createChannel({ id: `D${members.toSorted().join("")}`, kind: "im", members });
}

export const conversationsOf = ({ state }: SlackSandbox, user: User): Channel[] =>
  [...state.channels.values()].filter((one) => one.members.has(user.id));

/** Of the firm's own workspace: others are offered no commands, shortcuts or app. */
export const isInside = ({ state }: SlackSandbox, user: User): boolean => user.teamId === state.team.id;

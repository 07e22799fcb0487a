import { botIsIn, conversationBy, membersOf, messageAt, personalChat, userBy } from "../access.ts";
import type { Sandbox } from "../context.ts";
import type { Conversation, Message, User } from "../workspace.ts";

/** Something Teams' own client would not let this person do. The message says what, for people. */
class CannotDo extends Error {}

export const cannot = (sentence: string): never => {
  throw new CannotDo(sentence);
};

export const person = ({ state }: Sandbox, id: string): User => {
  const user = userBy(state, id) ?? cannot(`There is nobody with the id ${id} in this tenant.`);
  return user.deleted ? cannot(`${user.name}'s account is deactivated.`) : user;
};

export const conversationNamed = ({ state }: Sandbox, id: string): Conversation =>
  conversationBy(state, id) ?? cannot(`There is no conversation ${id} in this tenant.`);

/** The conversation, if this person is in it now. The bot's id (`sandbox.app.botId`) means their own chat with it. */
export function reading(sandbox: Sandbox, user: User, id: string): Conversation {
  if (id === sandbox.state.app.botId) return ownChat(sandbox, user);
  const one = conversationNamed(sandbox, id);
  if (!membersOf(sandbox.state, one).has(user.id)) cannot(`${user.name} is not in ${one.name || one.id}.`);
  return one;
}

function ownChat(sandbox: Sandbox, user: User): Conversation {
  if (!user.installed && !sandbox.state.conversations.has(`a:${user.aadObjectId.replaceAll("-", "")}`))
    cannot(`${user.name} does not have the app: install it first.`);
  return personalChat(sandbox, user);
}

export function writable(sandbox: Sandbox, user: User, id: string): Conversation {
  const one = reading(sandbox, user, id);
  if (sandbox.state.teams.get(one.team ?? "")?.archived)
    cannot(`The team of ${one.name} is archived: nobody can write there.`);
  return one;
}

export const messageIn = (one: Conversation, id: string): Message =>
  messageAt(one, id) ?? cannot(`There is no message ${id} in ${one.name || one.id}.`);

/** Whether the app can be used here at all. */
export const appIsHere = (sandbox: Sandbox, one: Conversation) =>
  botIsIn(sandbox.state, one) || cannot(`The app is not in ${one.name || one.id}.`);

import type { Sandbox } from "./context.ts";
import { conversation } from "./seed.ts";
import type { Conversation, Message, Team, User, Workspace } from "./workspace.ts";

/** Someone by any of the names Teams takes: `29:…`, Entra object id, user principal name. */
export function userBy({ users }: Workspace, name: string): User | undefined {
  return (
    users.get(name) ??
    [...users.values()].find((user) => user.aadObjectId === name || user.upn.toLowerCase() === name.toLowerCase())
  );
}

/** A conversation by its id, with or without `;messageid=`. */
export const conversationBy = ({ conversations }: Workspace, id: string): Conversation | undefined => {
  const found = conversations.get(id.split(";")[0]!);
  return found?.deleted ? undefined : found;
};

export const teamOf = ({ teams }: Workspace, { team }: Conversation): Team | undefined => teams.get(team ?? "");

/** Who is in it, by id: those of a standard channel are its team's. */
export function membersOf(state: Workspace, one: Conversation): Set<string> {
  const team = teamOf(state, one);
  return team && one.membership === "standard" ? team.members : one.members;
}

export function botIsIn(state: Workspace, one: Conversation): boolean {
  const team = teamOf(state, one);
  if (team && one.membership === "standard") return team.installed;
  return one.installed && (team?.installed ?? true);
}

export const messageAt = (one: Conversation, id: string): Message | undefined =>
  one.messages.find((message) => message.id === id);

/** Someone's own chat with the bot; made when there is none yet. */
export function personalChat({ state, changed }: Sandbox, user: User): Conversation {
  const id = `a:${user.aadObjectId.replaceAll("-", "")}`;
  const existing = state.conversations.get(id);
  if (existing) return existing;
  const chat = conversation("personal", { id, name: "", members: [user.id] });
  state.conversations.set(id, chat);
  changed();
  return chat;
}

/** Whether the bot may write to someone by themselves: it is theirs, or in a team or chat they are in. */
export const reachable = (state: Workspace, user: User): boolean =>
  user.installed ||
  [...state.conversations.values()].some(
    (one) => one.kind !== "personal" && botIsIn(state, one) && membersOf(state, one).has(user.id),
  );

/** Whom a people picker finds: everyone of the organisation, its guests too, by name, Entra id or `29:…`; nobody of another tenant. */
export const directory =
  ({ users, tenant }: Workspace) =>
  (typed: string): string | undefined =>
    [...users.values()].find(
      (one) =>
        one.tenantId === tenant.id && !one.isBot && !one.deleted && [one.id, one.aadObjectId, one.name].includes(typed),
    )?.aadObjectId;

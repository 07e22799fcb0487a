import { botIsIn, membersOf, personalChat } from "../access.ts";
import { account, updateActivity } from "../activities.ts";
import type { Sandbox } from "../context.ts";
import { tell } from "../deliver.ts";
import { conversation, type PersonSeed, userOf } from "../seed.ts";
import type { Conversation, Delivery, User } from "../workspace.ts";
import { cannot, conversationNamed, person } from "./can.ts";

/**
 * Someone joins a team (by its id), a private or shared channel, or a group chat. People of other tenants join shared
 * channels only; guests, teams and chats.
 */
export async function addMember(
  sandbox: Sandbox,
  by: string,
  userId: string,
  where: string,
): Promise<Delivery | undefined> {
  const user = person(sandbox, userId);
  const one = conversationNamed(sandbox, where);
  if (user.tenantId !== sandbox.state.tenant.id && one.membership !== "shared")
    cannot(`${user.name} is of another tenant: only a shared channel takes them.`);
  if (user.role === "guest" && one.membership === "shared") cannot("A shared channel takes no guests.");
  if (one.kind === "channel" && one.membership === "standard" && one.id !== one.team)
    cannot("A standard channel has its team's members: add to the team.");
  membersOf(sandbox.state, one).add(user.id);
  return changed(sandbox, person(sandbox, by), one, "Added", user);
}

/** Someone leaves, or is taken out. */
export async function removeMember(
  sandbox: Sandbox,
  by: string,
  userId: string,
  where: string,
): Promise<Delivery | undefined> {
  const one = conversationNamed(sandbox, where);
  const user = sandbox.state.users.get(userId) ?? cannot(`There is nobody with the id ${userId} in this tenant.`);
  membersOf(sandbox.state, one).delete(user.id);
  return changed(sandbox, person(sandbox, by), one, "Removed", user);
}

async function changed(sandbox: Sandbox, by: User, one: Conversation, how: "Added" | "Removed", user: User) {
  sandbox.changed();
  if (!botIsIn(sandbox.state, one)) return undefined;
  const own = one.kind === "channel" && one.membership !== "standard";
  // Of who is in a private or shared channel a bot is told only where it may read that.
  if (own && !sandbox.state.app.permissions.has("ChannelMember.Read.Group")) return undefined;
  const eventType = one.kind !== "channel" ? undefined : `${own ? "channel" : "team"}Member${how}`;
  const { id, aadObjectId } = account(user);
  return tell(sandbox, updateActivity(sandbox, by, one, eventType, { [`members${how}`]: [{ id, aadObjectId }] }));
}

/** Opens a group chat. The app is not in it until someone adds it. */
export async function createChat(
  sandbox: Sandbox,
  by: string,
  id: string,
  members: string[],
  name = "",
): Promise<Conversation> {
  for (const member of members)
    if (person(sandbox, member).tenantId !== sandbox.state.tenant.id)
      cannot("This sandbox has no chats across tenants.");
  const chat = conversation("groupChat", { id, name, members: [...new Set([by, ...members])], installed: false });
  sandbox.state.conversations.set(id, chat);
  sandbox.changed();
  return chat;
}

/** Someone new comes to the tenant, or to a tenant one shares channels with. No bot is told. */
export async function addPerson({ state, changed }: Sandbox, seed: PersonSeed): Promise<User> {
  const user = userOf(seed, state.tenant);
  state.users.set(user.id, user);
  changed();
  return user;
}

/** Changes a name, address, role, or deactivates, or makes them block the bot. No bot is told. */
export async function changePerson(
  sandbox: Sandbox,
  id: string,
  change: Partial<Omit<User, "id" | "aadObjectId">>,
): Promise<void> {
  const user = sandbox.state.users.get(id) ?? cannot(`There is nobody with the id ${id} in this tenant.`);
  Object.assign(user, change);
  if (change.installed) personalChat(sandbox, user);
  sandbox.changed();
}

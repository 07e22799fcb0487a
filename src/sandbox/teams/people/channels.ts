import { botIsIn } from "../access.ts";
import { updateActivity } from "../activities.ts";
import type { Sandbox } from "../context.ts";
import { tell } from "../deliver.ts";
import { conversation } from "../seed.ts";
import type { Conversation, Delivery, Team } from "../workspace.ts";
import { cannot, conversationNamed, person } from "./can.ts";

/** Opens a channel. Of a private or shared one a bot hears once it is added to it. */
export async function createChannel(
  sandbox: Sandbox,
  by: string,
  seed: { id: string; name: string; team: string; membership?: Conversation["membership"]; members?: string[] },
): Promise<Delivery | undefined> {
  teamNamed(sandbox, seed.team);
  const one = conversation("channel", { ...seed, installed: false });
  sandbox.state.conversations.set(one.id, one);
  return told(sandbox, by, one, "channelCreated");
}

export async function renameChannel(
  sandbox: Sandbox,
  by: string,
  id: string,
  name: string,
): Promise<Delivery | undefined> {
  const one = channelNamed(sandbox, id);
  one.name = name;
  return told(sandbox, by, one, "channelRenamed");
}

/** The channel is gone, and can come back within 30 days. */
export async function deleteChannel(sandbox: Sandbox, by: string, id: string): Promise<Delivery | undefined> {
  const one = channelNamed(sandbox, id);
  if (one.id === one.team) cannot("A team's first channel cannot be deleted.");
  one.deleted = true;
  return told(sandbox, by, one, "channelDeleted");
}

export async function restoreChannel(sandbox: Sandbox, by: string, id: string): Promise<Delivery | undefined> {
  const one = sandbox.state.conversations.get(id) ?? cannot(`There was never a channel ${id}.`);
  one.deleted = false;
  return told(sandbox, by, one, "channelRestored");
}

export async function renameTeam(
  sandbox: Sandbox,
  by: string,
  id: string,
  name: string,
): Promise<Delivery | undefined> {
  teamNamed(sandbox, id).name = name;
  return told(sandbox, by, conversationNamed(sandbox, id), "teamRenamed");
}

/** Nobody can write in an archived team. */
export async function archiveTeam(
  sandbox: Sandbox,
  by: string,
  id: string,
  archived = true,
): Promise<Delivery | undefined> {
  teamNamed(sandbox, id).archived = archived;
  return told(sandbox, by, conversationNamed(sandbox, id), archived ? "teamArchived" : "teamUnarchived");
}

/** The team and all its channels are gone; this is the last the bot hears of them. */
export async function deleteTeam(sandbox: Sandbox, by: string, id: string): Promise<Delivery | undefined> {
  const general = conversationNamed(sandbox, id);
  const delivery = await told(sandbox, by, general, "teamDeleted");
  for (const one of sandbox.state.conversations.values()) if (one.team === id) one.deleted = true;
  sandbox.state.teams.delete(id);
  sandbox.changed();
  return delivery;
}

function teamNamed({ state }: Sandbox, id: string): Team {
  return state.teams.get(id) ?? cannot(`There is no team ${id} in this tenant.`);
}

function channelNamed(sandbox: Sandbox, id: string): Conversation {
  const one = conversationNamed(sandbox, id);
  return one.kind === "channel" ? one : cannot(`${one.id} is not a channel.`);
}

async function told(sandbox: Sandbox, by: string, one: Conversation, eventType: string): Promise<Delivery | undefined> {
  sandbox.changed();
  if (!botIsIn(sandbox.state, one)) return undefined;
  return tell(sandbox, updateActivity(sandbox, person(sandbox, by), one, eventType));
}

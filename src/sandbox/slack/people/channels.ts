import type { Sandbox } from "../context.ts";
import { tell } from "../events.ts";
import { joined, left } from "../membership.ts";
import { publish } from "../messages.ts";
import { channelOf } from "../plant.ts";
import type { ChannelSeed } from "../seed.ts";
import type { Channel, Delivery, Fields } from "../workspace.ts";
import { cannot, channelNamed, person } from "./can.ts";

export function join(sandbox: Sandbox, userId: string, channelId: string): Promise<Delivery | undefined> {
  const channel = channelNamed(sandbox, channelId);
  person(sandbox, userId);
  if (channel.kind !== "public") cannot("One cannot join a private channel without an invitation.");
  return joined(sandbox, channel, userId);
}

/** A member invites someone, the app's bot included. */
export function invite(sandbox: Sandbox, by: string, userId: string, channelId: string): Promise<Delivery | undefined> {
  const channel = channelNamed(sandbox, channelId);
  if (!channel.members.has(person(sandbox, by).id)) cannot("Only members of a channel can invite to it.");
  person(sandbox, userId);
  return joined(sandbox, channel, userId, by);
}

/** Leaves, or is taken out. */
export const leave = (sandbox: Sandbox, userId: string, channelId: string): Promise<Delivery | undefined> =>
  left(sandbox, channelNamed(sandbox, channelId), userId);

/** Changes to a channel; each that differs is told as Slack tells it. */
export interface ChannelChange {
  name?: string;
  topic?: string;
  purpose?: string;
  isArchived?: boolean;
  /** Shared by Slack Connect with these other teams; none ends it. */
  sharedWith?: string[];
  /** Invited by Slack Connect, not yet come. Slack tells apps nothing of it. */
  pendingWith?: string[];
  isOrgShared?: boolean;
  /** Sharing or making private can give a channel a new id. */
  id?: string;
}

export async function setChannel(
  sandbox: Sandbox,
  channelId: string,
  change: ChannelChange,
  by?: string,
): Promise<void> {
  const channel = channelNamed(sandbox, channelId);
  const actor = by ?? channel.creator;
  if (change.isOrgShared !== undefined) channel.isOrgShared = change.isOrgShared;
  if (change.pendingWith) {
    channel.pendingTeams = new Set(change.pendingWith);
    channel.isPendingExtShared = change.pendingWith.length > 0;
  }
  if (change.id && change.id !== channel.id) await renumber(sandbox, channel, change.id);
  if (change.sharedWith) await shareWith(sandbox, channel, change.sharedWith);
  if (change.name !== undefined && change.name !== channel.name) await rename(sandbox, channel, change.name, actor);
  for (const what of ["topic", "purpose"] as const) {
    const value = change[what];
    if (value !== undefined && value !== channel[what]) await describe(sandbox, channel, what, value, actor);
  }
  if (change.isArchived !== undefined && change.isArchived !== channel.isArchived) {
    await archive(sandbox, channel, change.isArchived, actor);
  }
  sandbox.changed();
}

/** Opens a new channel. */
export async function createChannel(sandbox: Sandbox, seed: ChannelSeed): Promise<Channel> {
  const channel = channelOf(seed, sandbox.now());
  sandbox.state.channels.set(channel.id, channel);
  const { id, name, creator } = channel;
  const created = Math.floor(channel.created / 1000);
  const facts = { id, name, creator, created, is_channel: true, is_shared: channel.isExtShared };
  if (channel.kind === "public")
    await tell(sandbox, stamped(sandbox, { type: "channel_created", channel: facts }), { channel });
  return channel;
}

const stamped = (sandbox: Sandbox, event: Fields): Fields => ({ ...event, event_ts: sandbox.stamp() });

const prefix = (channel: Channel) => (channel.kind === "private" ? "group" : "channel");

async function renumber(sandbox: Sandbox, channel: Channel, id: string): Promise<void> {
  const old = channel.id;
  sandbox.state.channels.delete(old);
  channel.id = id;
  sandbox.state.channels.set(id, channel);
  await tell(sandbox, stamped(sandbox, { type: "channel_id_changed", old_channel_id: old, new_channel_id: id }), {
    channel,
  });
}

async function shareWith(sandbox: Sandbox, channel: Channel, teams: string[]): Promise<void> {
  const before = channel.connectedTeams;
  channel.connectedTeams = new Set(teams);
  channel.pendingTeams = new Set([...channel.pendingTeams].filter((team) => !teams.includes(team)));
  channel.isExtShared = teams.length > 0;
  channel.isPendingExtShared = channel.pendingTeams.size > 0;
  for (const connected_team_id of teams.filter((team) => !before.has(team))) {
    await tell(sandbox, stamped(sandbox, { type: "channel_shared", connected_team_id, channel: channel.id }), {
      channel,
    });
  }
  for (const previously_connected_team_id of [...before].filter((team) => !teams.includes(team))) {
    const still = { channel: channel.id, is_ext_shared: channel.isExtShared };
    await tell(sandbox, stamped(sandbox, { type: "channel_unshared", previously_connected_team_id, ...still }), {
      channel,
    });
  }
}

async function rename(sandbox: Sandbox, channel: Channel, name: string, user: string): Promise<void> {
  const old = channel.name;
  channel.previousNames.push(old);
  channel.name = name;
  const created = Math.floor(channel.created / 1000);
  const facts = { id: channel.id, is_channel: true, is_mpim: false, name, name_normalized: name, created };
  await tell(sandbox, stamped(sandbox, { type: `${prefix(channel)}_rename`, channel: facts }), { channel });
  const text = `has renamed the channel from "${old}" to "${name}"`;
  await line(sandbox, channel, user, "name", text, { old_name: old, name });
}

async function describe(sandbox: Sandbox, channel: Channel, what: "topic" | "purpose", value: string, user: string) {
  channel[what] = value;
  await line(sandbox, channel, user, what, `set the channel ${what}: ${value}`, { [what]: value });
}

async function archive(sandbox: Sandbox, channel: Channel, archived: boolean, user: string): Promise<void> {
  const what = archived ? "archive" : "unarchive";
  channel.isArchived = archived;
  const event = { type: `${prefix(channel)}_${what}`, channel: channel.id, user };
  await tell(sandbox, stamped(sandbox, event), { channel });
  await line(sandbox, channel, user, what, archived ? "archived the channel" : "un-archived the channel", {});
}

/** The line Slack writes in a channel when it changes. */
function line(sandbox: Sandbox, channel: Channel, user: string, what: string, text: string, more: Fields) {
  const subtype = `${prefix(channel)}_${what}`;
  // Slack leaves the team out of these two.
  const home = sandbox.state.users.get(user)?.teamId ?? sandbox.state.team.id;
  const team = what === "topic" || what === "purpose" ? {} : { team: home };
  return publish(sandbox, channel, { type: "message", subtype, user, text, ts: sandbox.stamp(), ...team, ...more });
}

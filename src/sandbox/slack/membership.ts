import type { Sandbox } from "./context.ts";
import { tell } from "./events.ts";
import { publish } from "./messages.ts";
import type { Channel, Delivery } from "./workspace.ts";

/** Makes `user` a member, with the line Slack writes in the channel, and tells the app both. */
export async function joined(
  sandbox: Sandbox,
  channel: Channel,
  user: string,
  inviter?: string,
): Promise<Delivery | undefined> {
  const actor = sandbox.state.users.get(user);
  channel.members.add(user);
  if (actor && actor.teamId !== sandbox.state.team.id && channel.connectedTeams.has(actor.teamId))
    channel.isExtShared = true;
  const { prefix, where } = placed(channel);
  const team = actor?.teamId ?? sandbox.state.team.id;
  const invited = inviter ? { inviter } : {};
  const ts = sandbox.stamp();
  const text = `<@${user}> has joined the ${prefix}`;
  const told = tell(
    sandbox,
    { type: "member_joined_channel", user, ...where, team, ...invited, event_ts: ts },
    { channel, actor },
  );
  const line = { type: "message" as const, subtype: `${prefix}_join`, user, text, ts, team, ...invited };
  await publish(sandbox, channel, line, { actor });
  return told;
}

/** Ends a membership and tells the app; when it is the app's own, that is the last it hears from there. */
export async function left(sandbox: Sandbox, channel: Channel, user: string): Promise<Delivery | undefined> {
  const actor = sandbox.state.users.get(user);
  const own = user === sandbox.state.app.botUserId;
  channel.members.delete(user);
  const ts = sandbox.stamp();
  if (own) {
    const type = channel.kind === "public" ? "channel_left" : "group_left";
    return tell(
      sandbox,
      { type, channel: channel.id, actor_id: "USLACKBOT", event_ts: ts },
      { channel, evenOutside: true },
    );
  }
  const { prefix, where } = placed(channel);
  const team = actor?.teamId ?? sandbox.state.team.id;
  const told = tell(sandbox, { type: "member_left_channel", user, ...where, team, event_ts: ts }, { channel, actor });
  const text = `<@${user}> has left the ${prefix}`;
  await publish(sandbox, channel, { type: "message", subtype: `${prefix}_leave`, user, text, ts, team }, { actor });
  return told;
}

/** How events and the channel's own lines name a channel of its kind. */
const placed = (channel: Channel) => ({
  prefix: channel.kind === "private" ? "group" : "channel",
  where: { channel: channel.id, channel_type: channel.kind === "public" ? "C" : "G" },
});

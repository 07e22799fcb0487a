import type { Installation } from "./installation.ts";
import { accountOf, whereOf } from "./messages.ts";
import { eventOf } from "./normalise.ts";
import { type Fields, fields, list, word } from "./read.ts";
import type { Known } from "./shelf.ts";

/** Notes what an activity says in passing, and Teams does not tell when asked: who can be reached where, and what belongs to what. */
export async function learn(activity: Fields, here: Installation, known: Known): Promise<void> {
  const serviceUrl = word(activity.serviceUrl);
  if (serviceUrl) await known.note("service", here.workspace, { url: serviceUrl });
  const where = whereOf(activity, here);
  if (!where) return;
  const by = accountOf(activity.from, here);
  if (by) await known.note("seen", by.id, { conversation: where.channel.id, zone: zoneIn(activity) });
  if (where.kind === "personal") {
    if (by) await known.note("direct", by.id, { conversation: where.channel.id });
    return;
  }
  const place = await placed(activity, where.channel.id, where.kind, known);
  const before = (await known.get("rosters", here.workspace))?.conversations ?? [];
  if (!before.includes(place)) await known.note("rosters", here.workspace, { conversations: [...before, place] });
}

/** The team it belongs to, or the chat itself: what has a roster. */
async function placed(activity: Fields, conversation: string, kind: "channel" | "groupChat", known: Known) {
  const { channel, team } = fields(activity.channelData);
  const { id, name, type } = fields(channel);
  const channelId = word(id) ?? conversation;
  const teamId = word(fields(team).id);
  await known.note("place", channelId, {
    kind,
    name:
      word(name) ??
      (kind === "groupChat" ? (word(activity.topicName) ?? word(fields(activity.conversation).name)) : undefined),
    team: teamId,
    membership: word(type),
  });
  if (!teamId) return channelId;
  const before = (await known.get("team", teamId))?.channels ?? [];
  await known.note("team", teamId, {
    name: word(fields(team).name),
    group: word(fields(team).aadGroupId),
    archived: ARCHIVES[eventOf(activity) ?? ""],
    channels: before.includes(channelId) ? before : [...before, channelId],
  });
  return teamId;
}

const ARCHIVES: Readonly<Record<string, boolean>> = { teamArchived: true, teamUnarchived: false };

// What the person's own client says, with every message.
const zoneIn = (activity: Fields): string | undefined =>
  word(activity.localTimezone) ??
  list(activity.entities)
    .map(fields)
    .flatMap(({ type, timezone }) => (type === "clientInfo" ? (word(timezone) ?? []) : []))[0];

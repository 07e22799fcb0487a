import type { ChannelRef } from "../../domain/message.ts";
import type { Checked } from "../platform.ts";
import { account, channel, type HomeOf, internal } from "./accounts.ts";
import { problemOf } from "./outcome.ts";
import type { Place, Workspaces } from "./workspaces.ts";

/** So many members are asked about one by one: of a channel with more it is not said that all are of the firm. */
const MOST = 100;

/** See `Chat.internally`. */
export async function internally({ at, ours, ofTeam }: Workspaces, to: ChannelRef): Promise<Checked> {
  const checkedAt = performance.now();
  try {
    const place = await at(to.workspace);
    const why = await unfit(place, to, ours(), ofTeam);
    return why === undefined ? internal(to, checkedAt) : { refused: why, forGood: false };
  } catch (error) {
    return { refused: problemOf(error), forGood: false };
  }
}

/** Why nothing internal goes there just now. */
async function unfit(place: Place, to: ChannelRef, ours: ReadonlySet<string>, homeOf: HomeOf) {
  const found = await channel(place, to, ours);
  if (!found?.botIn) return "There is no such channel, or the bot is not in it.";
  if (found.direct || found.archived) return "It is no channel that can be written to.";
  if (found.shared) return "Somebody of another organisation is in this channel, or is invited.";
  const { members = [], response_metadata: more } = await place.client.conversations.members({
    channel: to.id,
    limit: MOST,
  });
  if (members.length === 0 || more?.next_cursor) return `It has no members, or more than ${MOST}.`;
  for (const id of members) {
    const who = await account(place, { ...to, id }, homeOf);
    if (!who || (who.outside && !who.bot)) return "A guest, or somebody of another organisation, is in this channel.";
  }
  return undefined;
}

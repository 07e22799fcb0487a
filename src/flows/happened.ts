import type { ChannelRef, Happening } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { noteBotIn, renumberChannel } from "../store/channel-moves.ts";
import { channelOf } from "../store/channels.ts";
import { openGaps } from "../store/gaps.ts";
import { accountChanged } from "./account-changed.ts";
import type { Deps } from "./deps.ts";
import { knowChannel, lookUpChannel } from "./know.ts";
import { meetChannel } from "./meet-channel.ts";
import { receiveDeletion, receiveMessage } from "./receive-message.ts";
import { receiveReaction } from "./receive-reaction.ts";

/** Everything a platform reports, each to the flow that takes note of it. */
export async function happened(deps: Deps, what: Happening, now: Instant): Promise<void> {
  switch (what.kind) {
    case "message":
      return receiveMessage(deps, what.message, now);
    case "deleted":
      return receiveDeletion(deps, what.channel, what.id, what.at, now);
    case "reaction":
      return receiveReaction(deps, what, now);
    case "bot joined":
      return meetChannel(deps, what, now);
    case "bot left":
      await knowChannel(deps, what.channel, now);
      await noteBotIn(deps.db, what.channel, false, now);
      return;
    case "channel changed":
      if (what.was) await renumbered(deps, { ...what.channel, id: what.was }, what.channel, now);
      if (await channelOf(deps.db, what.channel)) await lookUpChannel(deps, what.channel, now);
      return;
    case "account changed":
      await accountChanged(deps, what.account, now);
      return;
    case "missed":
      deps.tell({ what: "was away", platform: what.platform, since: what.from });
      return openGaps(deps.db, what.platform, what.workspace, what.from, now, { until: what.until });
    case "nothing":
      return;
  }
}

const renumbered = ({ db, vault }: Deps, was: ChannelRef, is: ChannelRef, now: Instant) =>
  db.transaction().execute((tx) => renumberChannel(tx, vault, was, is, now));

import type { Happening } from "../domain/message.ts";
import { isAllowed } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import { channelOf } from "../store/channels.ts";
import { theFirm } from "../store/firm.ts";
import { messageByExternalId } from "../store/messages.ts";
import { aboutChannel, aboutPerson } from "../store/rights.ts";
import { act } from "./act.ts";
import { actor } from "./actor.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { trackByHand } from "./track-by-hand.ts";

type Reaction = Extract<Happening, { kind: "reaction" }>;

/** Two emoji of the firm's choosing, set by the firm's own people, track and resolve. Any other is no reply, and nothing. */
export async function receiveReaction(deps: Deps, r: Reaction, now: Instant): Promise<void> {
  const { trackEmoji, resolveEmoji } = await theFirm(deps.db);
  const emoji = r.emoji.replace(/::skin-tone-\d$/, "");
  if (emoji !== trackEmoji && emoji !== resolveEmoji) return;
  const who = await actor(deps, r.by, now);
  if (!who) return;
  const channel = await channelOf(deps.db, r.channel);
  const about = channel ? await aboutChannel(deps.db, channel.id) : aboutPerson();
  // Whoever reacts to a message is in its channel.
  const decision = await authorise(deps, who, "track", { ...about, inChannel: true }, now);
  if (!isAllowed(decision)) return;
  if (emoji === trackEmoji) {
    if (r.message) await trackByHand(deps, r.message, who.id, now);
    return;
  }
  const message = channel && (await messageByExternalId(deps.db, channel.id, r.id));
  if (!message?.inquiryId) return;
  // With its time: taken away and set again after a reopening, it closes again.
  const key = `resolved by emoji:${message.id}:${who.id}:${r.at}`;
  await act(deps, message.inquiryId, { kind: "resolved", key, at: Math.min(r.at, now), personId: who.id }, now);
}

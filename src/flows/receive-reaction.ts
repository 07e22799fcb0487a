import { dated, notBefore } from "../domain/dated.ts";
import type { Happening } from "../domain/message.ts";
import { isAllowed } from "../domain/rights.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
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

/** For so long a platform may bring what was said, or it is found again. */
const STILL_TO_COME = 24 * 60 * MINUTE;

/** What it is about is not known yet: it is tried again until it is. */
class NotYet extends Error {
  override name = "NotYet";
}

/** Two emoji of the firm's choosing, set by the firm's own people, track and resolve. Any other is no reply, and nothing. @throws NotYet where what it resolves is still to come */
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
  if (channel && channel.kind !== "other" && !message && now - r.at < STILL_TO_COME) throw new NotYet();
  if (!message?.inquiryId) return;
  // With its time: taken away and set again after a reopening, it closes again.
  const key = `resolved by emoji:${message.id}:${who.id}:${r.at}`;
  const fact = { kind: "resolved", key, at: dated(r.at, now), personId: who.id } as const;
  await act(deps, message.inquiryId, fact, notBefore(now, [fact.at]));
}

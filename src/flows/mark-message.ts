import type { Reply } from "../chat/platform.ts";
import type { AccountRef, Message } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { channelOf } from "../store/channels.ts";
import { asksOf, messageByExternalId } from "../store/messages.ts";
import { aboutChannel, aboutPerson } from "../store/rights.ts";
import { subjectCard } from "../store/subject.ts";
import { forTheFirm } from "../views/refusals.ts";
import { dismissed, tracked } from "../views/replies.ts";
import { say } from "../views/say.ts";
import { act } from "./act.ts";
import { actor } from "./actor.ts";
import { refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { trackByHand } from "./track-by-hand.ts";

/** The message shortcuts: *Track as inquiry* and *Not an inquiry*. Doing it twice is doing it once. */
export async function markMessage(
  deps: Deps,
  by: AccountRef,
  message: Message,
  as: "track" | "dismiss",
  key: string,
  now: Instant,
): Promise<Reply> {
  const who = await actor(deps, by, now);
  if (!who) return { card: forTheFirm() };
  const channel = await channelOf(deps.db, message.channel);
  const known = channel && (await messageByExternalId(deps.db, channel.id, message.id));
  // The platform shows them the message: they are in its channel.
  const about = channel ? await aboutChannel(deps.db, channel.id) : aboutPerson();
  const cannot = say("That message cannot be tracked.");
  const refusal = await refusedTo(deps, who, "track", { ...about, inChannel: true }, now, cannot);
  if (refusal) return { card: refusal };
  if (as === "track") {
    const id = await trackByHand(deps, message, who.id, now);
    if (id === undefined) return { card: say("That message cannot be tracked: it was deleted.") };
    return { card: tracked(await subjectCard(deps.db, id), who.zone, now) };
  }
  if (!known?.inquiryId) return { card: say("That message is not tracked, so there is nothing to take off the list.") };
  const asks = await asksOf(deps.db, known.inquiryId);
  // The only ask: the whole inquiry falls away, and can be opened again. One of several: that ask alone.
  if (asks.length === 1 && asks[0] === known.id) {
    const fact = {
      kind: "dismissed",
      key: `dismissed:${key}`,
      at: now,
      personId: who.id,
      reason: "not an inquiry",
    } as const;
    await act(deps, known.inquiryId, fact, now);
  } else await trackByHand(deps, message, who.id, now, "not");
  return { card: dismissed(await subjectCard(deps.db, known.inquiryId)) };
}

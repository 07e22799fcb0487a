import type { Reply, SentRef } from "../chat/platform.ts";
import { byPerson } from "../domain/audit.ts";
import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { momentIn } from "../domain/when.ts";
import { letGo } from "../store/breaker.ts";
import { aboutPerson } from "../store/rights.ts";
import { deliverySentAs, inquiriesOn } from "../store/sent-cards.ts";
import type { Card } from "../views/card.ts";
import { letGoNotice } from "../views/notices.ts";
import { claimed } from "../views/nudge.ts";
import { forTheFirm, isPast, outdated } from "../views/refusals.ts";
import { type Actor, actor } from "./actor.ts";
import { answerAsk } from "./answer-ask.ts";
import { refusedTo, seenBy } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { redrawNudge } from "./draw-nudge.ts";
import { reassignForm } from "./fill-form.ts";
import { channelForm } from "./link-channel.ts";
import { pressOnConflict } from "./on-conflicts.ts";
import { type Doing, onInquiry } from "./on-inquiry.ts";
import { saw } from "./saw.ts";
import { showSetUp } from "./set-up/offer.ts";
import { openStep, skipStep } from "./set-up/step.ts";
import { showInquiry } from "./show-inquiry.ts";

/** A button or a menu: judged afresh by who pressed it, done once, and the card it stood on brought up to date. */
export async function pressButton(
  deps: Deps,
  by: AccountRef,
  action: string,
  value: string,
  on: SentRef | undefined,
  key: string,
  now: Instant,
  at?: Instant,
): Promise<Reply> {
  const who = await actor(deps, by, now, at);
  if (!who) return { card: forTheFirm() };
  // "4127", or "4127 and what was chosen".
  const [, id = "", choice = ""] = /^(\d+)\s*(.*)$/s.exec(value) ?? [];
  const inquiryId = Number(id);
  if (action === "set up" && value === "card") return showSetUp(deps, who, key, false, now);
  if (action === "set up") return openStep(deps, { by, who }, value, now);
  if (action === "skip step") return skipStep(deps, { by, who }, value, now);
  if (action === "belongs") return answerAsk(deps, who, value, now);
  if (action === "link channel") return channelForm(deps, who, inquiryId, now);
  if (action === "no conflict" || action === "conflict")
    return pressOnConflict(deps, who, inquiryId, action === "conflict" ? "conflict" : "none", on, now);
  if (action === "let go") return { card: await sendHeldBack(deps, who, now) };
  if (action === "reassign" && choice === "") return reassignForm(deps, who, inquiryId, now);
  if (action === "show") return { card: await showInquiry(deps, who, inquiryId, now) };
  // A menu that was drawn this morning offers this morning's times.
  if (action === "snooze" && (momentIn(choice, { zone: who.zone, now }) ?? now + 1) <= now)
    return { card: isPast(inquiryId) };
  const doing = doingOf(action === "more" ? choice : action, inquiryId, choice, who, now);
  if (!doing) return { card: outdated("button") };
  const card = await onInquiry(deps, who, doing, key, now);
  const redrawnCard = on && (await redrawn(deps, who, on, now));
  const replace = redrawnCard && doing.do === "claim" ? claimed(redrawnCard, doing.id) : redrawnCard;
  return replace ? { card, replace } : { card };
}

async function sendHeldBack(deps: Deps, who: Actor, now: Instant): Promise<Card> {
  const refusal = await refusedTo(deps, who, "let go", aboutPerson(), now);
  if (refusal) return refusal;
  const { db, tell } = deps;
  const were = await letGo(db, byPerson(who.id, now));
  if (were) tell({ what: "let go", count: 1 });
  return letGoNotice(were);
}

/** The card that was pressed, as it is true now. */
async function redrawn(deps: Deps, who: Actor, on: SentRef, now: Instant): Promise<Card | undefined> {
  const delivery = await deliverySentAs(deps.db, on);
  if (!delivery || delivery.personId !== who.id) return undefined;
  const inquiries = await inquiriesOn(deps.db, delivery.id);
  // What has been walled from them since is not in it any more, and the log says of nobody that they saw what they did not.
  const seen = await seenBy(deps.db, who, inquiries, now, { inChannel: true });
  await saw(deps, who, "saw inquiry", { subject: { kind: "delivery", id: delivery.id }, inquiries: seen }, now);
  return redrawNudge(deps, who.id, inquiries, delivery.createdAt, now);
}

function doingOf(action: string, id: number, choice: string, who: Actor, now: Instant): Doing | undefined {
  switch (action) {
    case "claim":
    case "take":
    case "elsewhere":
    case "dismiss":
    case "confirm":
    case "pause":
    case "resume":
    case "resolve":
    case "reopen":
      return { do: action, id };
    case "snooze": {
      const until = momentIn(choice, { zone: who.zone, now });
      return until === undefined || until <= now ? undefined : { do: "snooze", id, until };
    }
    case "reassign": {
      const to = who.colleagues.get(Number(choice));
      return to && { do: "assign", id, to: to.name, personId: to.id };
    }
    default:
      return undefined;
  }
}

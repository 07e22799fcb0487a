import type { Reply } from "../chat/platform.ts";
import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { subjectCard } from "../store/subject.ts";
import type { Filled } from "../views/card.ts";
import { reassignForm as handOn, logContactForm as logForm } from "../views/forms.ts";
import { about } from "../views/owed.ts";
import { forTheFirm } from "../views/refusals.ts";
import { type Actor, actor } from "./actor.ts";
import { refusedOn } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { clientOptions, linkChannel } from "./link-channel.ts";
import { logContact } from "./log-contact.ts";
import { onInquiry } from "./on-inquiry.ts";
import { saw } from "./saw.ts";
import { cardOf as setUpCardOf } from "./set-up/progress.ts";
import { fillStep } from "./set-up/step.ts";

export async function logContactForm(deps: Deps, by: AccountRef, now: Instant): Promise<Reply> {
  const who = await actor(deps, by, now);
  if (!who) return { card: forTheFirm() };
  return { form: logForm(await clientOptions(deps, who, now)) };
}

export async function reassignForm(deps: Deps, who: Actor, inquiryId: number, now: Instant): Promise<Reply> {
  const refusal = await refusedOn(deps, who, "hand on", inquiryId, now);
  if (refusal) return { card: refusal };
  await saw(deps, who, "saw inquiry", { subject: { kind: "inquiry", id: inquiryId }, details: { by: "form" } }, now);
  const colleagues = [...who.colleagues.values()].map((p) => ({ label: p.name, value: p.name }));
  return { form: handOn(about(await subjectCard(deps.db, inquiryId)), colleagues, String(inquiryId)) };
}

/** Each form to who sees to it; sent twice it is done once. */
export async function submitForm(
  deps: Deps,
  by: AccountRef,
  filled: Filled,
  now: Instant,
  at?: Instant,
): Promise<Reply> {
  const who = await actor(deps, by, now, at);
  if (!who) return { card: forTheFirm() };
  switch (filled.form) {
    case "log contact":
      return logContact(deps, who, filled, now);
    case "link channel": {
      const [channel = "", ...within] = filled.context.split(" ");
      const reply = await linkChannel(deps, who, { ...filled, context: channel }, now);
      return within.length > 0 && !reply.errors ? { replace: await setUpCardOf(deps.db, who, now) } : reply;
    }
    case "reassign": {
      const id = Number(filled.context);
      const to = filled.answers.person;
      if (!to) return { errors: { person: "To whom should it go?" } };
      return { card: await onInquiry(deps, who, { do: "assign", id, to }, filled.key, now) };
    }
    default:
      return fillStep(deps, { by, who }, filled, now);
  }
}

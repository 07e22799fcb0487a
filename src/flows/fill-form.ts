import type { Reply } from "../chat/platform.ts";
import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { channelNumbered } from "../store/channels.ts";
import { clients } from "../store/clients.ts";
import { inquiryById } from "../store/inquiries.ts";
import { subjectCard } from "../store/subject.ts";
import type { Answers } from "../views/card.ts";
import { reassignForm as handOn, linkChannelForm, logContactForm as logForm } from "../views/forms.ts";
import { about } from "../views/owed.ts";
import { forTheFirm, noSuchInquiry, outdated } from "../views/refusals.ts";
import { type Actor, actor } from "./actor.ts";
import type { Deps } from "./deps.ts";
import { linkChannel } from "./link-channel.ts";
import { logContact } from "./log-contact.ts";
import { onInquiry } from "./on-inquiry.ts";

/** A form that was sent in. */
export interface Filled {
  readonly form: string;
  readonly context: string;
  readonly answers: Answers;
  readonly key: string;
}

export async function logContactForm(deps: Deps, by: AccountRef, now: Instant): Promise<Reply> {
  const who = await actor(deps, by, now);
  if (!who) return { card: forTheFirm() };
  return { form: logForm(await clientOptions(deps)) };
}

export async function channelForm(deps: Deps, channelId: number): Promise<Reply> {
  const channel = await channelNumbered(deps.db, channelId);
  if (!channel) return { card: outdated("button") };
  return { form: linkChannelForm(channel.name, await clientOptions(deps), String(channelId)) };
}

export async function reassignForm(deps: Deps, who: Actor, inquiryId: number): Promise<Reply> {
  if (!(await inquiryById(deps.db, inquiryId))) return { card: noSuchInquiry(inquiryId) };
  const colleagues = [...who.colleagues.values()].map((p) => ({ label: p.name, value: p.name }));
  return { form: handOn(about(await subjectCard(deps.db, inquiryId)), colleagues, String(inquiryId)) };
}

/** Each form to who sees to it; sent twice it is done once. */
export async function submitForm(deps: Deps, by: AccountRef, filled: Filled, now: Instant): Promise<Reply> {
  const who = await actor(deps, by, now);
  if (!who) return { card: forTheFirm() };
  switch (filled.form) {
    case "log contact":
      return logContact(deps, who, filled, now);
    case "link channel":
      return linkChannel(deps, who, filled, now);
    case "reassign": {
      const id = Number(filled.context);
      const to = filled.answers.person;
      if (!to) return { errors: { person: "To whom should it go?" } };
      return { card: await onInquiry(deps, who, { do: "assign", id, to }, filled.key, now) };
    }
    default:
      return { card: outdated("form") };
  }
}

const clientOptions = async ({ db }: Deps) => (await clients(db)).map((c) => ({ label: c.name, value: String(c.id) }));

import type { Instant } from "../domain/time.ts";
import { explain } from "../domain/why.ts";
import { inquiryById } from "../store/inquiries.ts";
import { namesFor } from "../store/names.ts";
import { withReasons } from "../store/reasons.ts";
import { asViewer } from "../store/viewer.ts";
import type { Card } from "../views/card.ts";
import { noSuchInquiry } from "../views/refusals.ts";
import { showCard } from "../views/show.ts";
import { whyCard } from "../views/why.ts";
import type { Actor } from "./actor.ts";
import { assessedNow } from "./assess-inquiries.ts";
import { refusedOn } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { saw } from "./saw.ts";

/** One inquiry: its timeline, its clocks, who has it. */
export async function showInquiry(deps: Deps, who: Actor, id: number, now: Instant): Promise<Card> {
  const refusal = await refusedOn(deps, who, "see", id, now);
  if (refusal) return refusal;
  const seen = await seenBy(deps, who, id, now);
  if (!seen) return noSuchInquiry(id);
  await saw(deps, who, "saw inquiry", { subject: { kind: "inquiry", id } }, now);
  const { inquiry, facts, clocks, state } = seen;
  const timeline = await withReasons(deps.db, deps.vault, id, facts, now);
  const { ask, ...names } = seen.names;
  const link = ask && deps.chats.get(ask.channel.platform)?.link(ask.channel, ask.message, ask.thread);
  const people = new Map([...who.colleagues.values()].map((p) => [p.id, p.name]));
  const colleagues = [...people].map(([value, label]) => ({ label, value: String(value) }));
  const { unsure, askedAt } = inquiry;
  const shown = { ...names, link, inquiryId: id, unsure, askedAt, state, clocks, timeline, people };
  return showCard(shown, { zone: who.zone, colleagues }, now);
}

/** Why it is due when it is: every interval that was counted or left out. */
export async function whyInquiry(deps: Deps, who: Actor, id: number, now: Instant): Promise<Card> {
  const refusal = await refusedOn(deps, who, "see", id, now);
  if (refusal) return refusal;
  const seen = await seenBy(deps, who, id, now);
  if (!seen) return noSuchInquiry(id);
  await saw(deps, who, "saw why", { subject: { kind: "inquiry", id } }, now);
  const { client, matter } = seen.names;
  const told = seen.clocks.map((clock) => ({ clock, lines: explain(clock, now).lines }));
  return whyCard({ inquiryId: id, client, matter }, told, who.zone, now);
}

/** All that is read of it, within what this person may know. */
const seenBy = ({ db }: Deps, who: Actor, id: number, now: Instant) =>
  asViewer(db, who.id, async (view) => {
    const inquiry = await inquiryById(view, id);
    return inquiry && { inquiry, ...(await assessedNow(view, inquiry, now)), names: await namesFor(view, id) };
  });

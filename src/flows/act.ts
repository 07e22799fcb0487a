import { type Act, byItself, byPerson, instantText } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import type { Fact } from "../domain/timeline.ts";
import { record } from "../store/audit.ts";
import { channelById, lockChannel } from "../store/channels.ts";
import { conversationStart } from "../store/conversations.ts";
import type { Db } from "../store/db.ts";
import { addFact } from "../store/facts.ts";
import { type Inquiry, inquiryById, lockInquiry } from "../store/inquiries.ts";
import { assessInquiries } from "./assess-inquiries.ts";
import type { Deps, Told } from "./deps.ts";
import { differs } from "./reassess.ts";
import { settleConversation } from "./settle-conversation.ts";

/**
 * What a person does to an inquiry by hand: one more fact on its timeline, and everything that follows from it, in one
 * transaction. The same key again changes nothing. What is done `also` has entries of its own in the log. Undefined where there is no
 * such inquiry.
 */
export async function act(
  deps: Deps,
  inquiryId: number,
  fact: Fact | undefined,
  now: Instant,
  also?: (tx: Db, inquiry: Inquiry) => Promise<unknown>,
): Promise<Inquiry | undefined> {
  const told: Told[] = [];
  const after = await deps.db.transaction().execute(async (tx) => {
    const inquiry = await inquiryById(tx, inquiryId);
    if (!inquiry) return undefined;
    // In the same order as a message takes them, so that the two never wait for each other.
    if (inquiry.channelId !== null) await lockChannel(tx, inquiry.channelId);
    await lockInquiry(tx, inquiryId);
    await also?.(tx, inquiry);
    const fresh = fact !== undefined && (await addFact(tx, inquiryId, fact));
    if (fresh) await note(tx, inquiryId, fact, now);
    told.push(...(await assessInquiries({ ...deps, db: tx }, [inquiryId], now)));
    // What was open when decides what an unthreaded reply was for.
    if (inquiry.channelId !== null) told.push(...(await resettle({ ...deps, db: tx }, inquiry, now)));
    const after = await inquiryById(tx, inquiryId);
    const subject = { kind: "inquiry", id: inquiryId } as const;
    if (!fresh && differs(inquiry, after)) await record(tx, { ...byItself(now), act: "reassessed", subject });
    return after;
  });
  for (const one of told) deps.tell(one);
  return after;
}

/** What the log says of it. */
async function note(tx: Db, id: number, fact: Fact, now: Instant) {
  const by = "personId" in fact && fact.personId !== undefined ? byPerson(fact.personId, now) : byItself(now);
  const to = fact.kind === "assigned" ? fact.to : undefined;
  const until = fact.kind === "paused" && fact.until !== undefined ? instantText(fact.until) : undefined;
  await record(tx, { ...by, act: ACTS[fact.kind], subject: { kind: "inquiry", id }, details: { to, until } });
}

const ACTS: Readonly<Record<Fact["kind"], Act>> = {
  asked: "timeline changed",
  acknowledged: "timeline changed",
  held: "timeline changed",
  answered: "answered elsewhere",
  assigned: "assigned",
  paused: "paused",
  resumed: "resumed",
  resolved: "resolved",
  reopened: "reopened",
  dismissed: "dismissed",
};

async function resettle(deps: Deps, inquiry: Inquiry, now: Instant): Promise<Told[]> {
  const start = await conversationStart(deps.db, inquiry.id);
  if (!start) return [];
  return settleConversation(deps, await channelById(deps.db, inquiry.channelId!), start.at, start.thread, now);
}

import { type Act, byItself, byPerson, instantText } from "../domain/audit.ts";
import { notBefore } from "../domain/dated.ts";
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

/** Decides once nobody else can change the inquiry: the fact, no fact but a change all the same, or nothing at all. */
export type Decide = (tx: Db, inquiry: Inquiry) => Promise<Fact | "no fact" | "nothing">;

/**
 * What a person does to an inquiry by hand: one more fact on its timeline, and everything that follows from it, in one
 * transaction. The same key again changes nothing. Undefined where there is no such inquiry. What is decided
 * beside a fact has entries of its own in the log.
 */
export async function act(
  deps: Deps,
  inquiryId: number,
  decide: Fact | Decide,
  now: Instant,
): Promise<Inquiry | undefined> {
  const told: Told[] = [];
  const after = await deps.db.transaction().execute(async (tx) => {
    const found = await inquiryById(tx, inquiryId);
    if (!found) return undefined;
    // In the same order as a message takes them, so that the two never wait for each other.
    if (found.channelId !== null) await lockChannel(tx, found.channelId);
    await lockInquiry(tx, inquiryId);
    const inquiry = (await inquiryById(tx, inquiryId)) ?? found;
    const fact = typeof decide === "function" ? await decide(tx, inquiry) : decide;
    if (fact === "nothing") return inquiry;
    const seen = typeof fact === "string" ? now : notBefore(now, [fact.at]);
    const fresh = fact !== "no fact" && (await addFact(tx, inquiryId, fact));
    if (fresh) await note(tx, inquiryId, fact, now);
    told.push(...(await assessInquiries({ ...deps, db: tx }, [inquiryId], seen)));
    // What was open when decides what an unthreaded reply was for.
    if (inquiry.channelId !== null) told.push(...(await resettle({ ...deps, db: tx }, inquiry, seen)));
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

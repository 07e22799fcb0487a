import type { Instant } from "../domain/time.ts";
import type { Fact } from "../domain/timeline.ts";
import { channelById, lockChannel } from "../store/channels.ts";
import { conversationStart } from "../store/conversations.ts";
import type { Db } from "../store/db.ts";
import { addFact } from "../store/facts.ts";
import { type Inquiry, inquiryById, lockInquiry } from "../store/inquiries.ts";
import { seesNow } from "../store/walls.ts";
import { assessInquiries } from "./assess-inquiries.ts";
import type { Deps, Told } from "./deps.ts";
import { settleConversation } from "./settle-conversation.ts";

/**
 * What a person does to an inquiry by hand: one more fact on its timeline, and everything that follows from it, in one
 * transaction. The same key again changes nothing. Undefined where there is no such inquiry; or none for `by`, by the walls as
 * they are within that transaction.
 */
export async function act(
  deps: Deps,
  inquiryId: number,
  fact: Fact | undefined,
  now: Instant,
  also?: (tx: Db, inquiry: Inquiry) => Promise<unknown>,
  by?: number,
): Promise<Inquiry | undefined> {
  const told: Told[] = [];
  const after = await deps.db.transaction().execute(async (tx) => {
    const inquiry = await inquiryById(tx, inquiryId);
    if (!inquiry) return undefined;
    // In the same order as a message takes them, so that the two never wait for each other.
    if (inquiry.channelId !== null) await lockChannel(tx, inquiry.channelId);
    await lockInquiry(tx, inquiryId);
    if (by !== undefined && !(await seesNow(tx))(by, inquiry)) return undefined;
    await also?.(tx, inquiry);
    if (fact) await addFact(tx, inquiryId, fact);
    told.push(...(await assessInquiries({ ...deps, db: tx }, [inquiryId], now)));
    // What was open when decides what an unthreaded reply was for.
    if (inquiry.channelId !== null) told.push(...(await resettle({ ...deps, db: tx }, inquiry, now)));
    return inquiryById(tx, inquiryId);
  });
  for (const one of told) deps.tell(one);
  return after;
}

async function resettle(deps: Deps, inquiry: Inquiry, now: Instant): Promise<Told[]> {
  const start = await conversationStart(deps.db, inquiry.id);
  if (!start) return [];
  return settleConversation(deps, await channelById(deps.db, inquiry.channelId!), start.at, start.thread, now);
}

import type { Instant, Zone } from "../../../domain/time.ts";
import type { Db } from "../../../store/db.ts";
import { deliveriesInside, type MessageInside, messageInside } from "../../../store/inside.ts";
import { atTime, dayAndTime } from "../../../views/words.ts";
import { slackChannel } from "../../firm.ts";
import { deliveryKnown } from "./delivery-known.ts";
import type { Known, MessageKnown } from "./shown.ts";

/** What the bot made of a message: whether it read it, as what, and which inquiry it went to. */
export async function messageKnown(
  db: Db,
  at: { readonly channel: string; readonly ts: string },
  zone: Zone,
  now: Instant,
): Promise<MessageKnown> {
  const channel = slackChannel(at.channel);
  const it = await messageInside(db, channel, at.ts);
  if (it) return { known: readAs(it, zone, now), ...(it.inquiryId !== null && { inquiry: it.inquiryId }) };
  const [own] = await deliveriesInside(db, 1, { sentAs: { channel, message: at.ts } });
  if (own) return { known: [], delivery: deliveryKnown(own, zone, now) };
  return { known: [{ name: "Kept", words: "Nothing: it is not a message of a channel that belongs to a client." }] };
}

function readAs(it: MessageInside, zone: Zone, now: Instant): Known[] {
  const known: Known[] = [{ name: "From", words: SIDES[it.side ?? "unread"] }];
  if (it.verdict) known.push({ name: "Verdict", words: VERDICTS[it.verdict] });
  if (it.why) known.push({ name: "Because", words: it.why });
  if (it.grade) known.push({ name: "Reply", words: GRADES[it.grade] });
  if (it.promisedFor !== null)
    known.push({ name: "Promised", words: `an answer ${atTime(it.promisedFor, zone, now)}` });
  if (it.ruled)
    known.push({ name: "Ruled", words: `${it.ruledBy ?? "Someone"} says: ${VERDICTS[it.ruled].toLowerCase()}` });
  if (it.revisions > 1) known.push({ name: "Edited", words: `${it.revisions} versions were read, each as it came` });
  if (it.deletedAt !== null) known.push({ name: "Deleted", words: dayAndTime(it.deletedAt, zone, now) });
  return known;
}

const SIDES = {
  client: "a client",
  firm: "the firm",
  none: "neither the firm nor a client",
  unread: "somebody not looked up yet",
} as const;

const VERDICTS = {
  inquiry: "Awaits an answer",
  unsure: "Perhaps awaits an answer: its lawyer is asked",
  not: "Awaits no answer",
} as const;

const GRADES = {
  acknowledgement: "acknowledges, and answers nothing yet",
  holding: "holds: the answer is still owed",
  substantive: "answers",
} as const;

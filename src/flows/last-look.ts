import { quietSpellAt } from "../domain/nudge/quiet.ts";
import type { Instant } from "../domain/time.ts";
import type { Claimed } from "../store/claiming.ts";
import { goesWith } from "../store/merging.ts";
import { tellOthers } from "../store/nudges.ts";
import { people } from "../store/people.ts";
import { QUIET, settleOtherwise, stillMine, tryLater } from "../store/sending.ts";
import { leaveOut, mayBeTold } from "../store/withdrawing.ts";
import type { Card } from "../views/card.ts";
import { drawAsk } from "./ask-owner.ts";
import type { Deps } from "./deps.ts";
import { drawConflicts } from "./draw-conflicts.ts";
import { drawNudge } from "./draw-nudge.ts";
import { withPicture } from "./pictured.ts";
import { redrawDigest } from "./post-digests.ts";
import { isOfConflicts, toldAtOf } from "./tell-of-conflicts.ts";

/** What is about to be said, and of which inquiries it speaks: the log is to say of nobody that they were told what they were not. */
interface ToSay {
  readonly card: Card;
  readonly inquiryIds: readonly number[];
  /** What of it is kept, where that is not all. */
  readonly kept?: Card;
}

/** What it says as things stand this moment; undefined where it is not to be said, or no longer by this process. */
export async function lastLook(deps: Deps, delivery: Claimed, now: Instant): Promise<ToSay | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    if (!(await stillMine(tx, delivery))) return undefined;
    const within = { ...deps, db: tx };
    const quietUntil = await quiet(within, delivery, now);
    if (quietUntil !== undefined) {
      await tryLater(tx, delivery, QUIET, quietUntil, false);
      return undefined;
    }
    const over = async (reason: string) => {
      await settleOtherwise(tx, delivery, "superseded", reason, now);
      deps.tell({ what: "superseded", purpose: delivery.purpose, deliveryId: delivery.id });
      return undefined;
    };
    // What was cut short and is not there comes with what waits for the same person, not beside it.
    if (delivery.doubtful && delivery.purpose === "nudge" && (await goesWith(tx, delivery, now)))
      return over("it is said in another message");
    const drawn = await draw(within, delivery, now);
    // Of several the others may be told still: what is left out is on record as not told.
    if (drawn && delivery.inquiryIds.length > 1) await leaveOut(tx, delivery.id);
    return drawn ?? over("nothing in it is owed any more");
  });
}

/** What was planned for before may have been put off into them. What answers somebody's own doing comes when they do it. */
async function quiet({ db }: Deps, { purpose, personId, card }: Claimed, now: Instant): Promise<Instant | undefined> {
  if (purpose !== "nudge" && !(purpose === "ask" && card === null)) return undefined;
  const hours = (await people(db)).get(personId)?.quiet;
  return hours && quietSpellAt(hours, now)?.to;
}

async function draw(deps: Deps, delivery: Claimed, now: Instant): Promise<ToSay | undefined> {
  const { inquiryIds } = delivery;
  if (delivery.moot) return undefined;
  if (delivery.purpose === "nudge") return nudge(deps, delivery, now);
  const whole = (card: Card | undefined) => card && { card, inquiryIds };
  if (delivery.purpose === "ask" && delivery.card === null) return whole(await drawAsk(deps, delivery, now));
  if (delivery.card === null && isOfConflicts(delivery.key)) {
    const said = whole(await drawConflicts(deps, delivery.personId, toldAtOf(delivery.key), now));
    // Who is listed stands in a risk officer's chat, and nowhere else in the open.
    return said && { ...said, kept: { ...said.card, parts: [] } };
  }
  // Whoever is outside a wall by now is not told what was written before; a report is drawn anew without it.
  if (!(await mayBeTold(deps.db, delivery.id)))
    return delivery.purpose === "digest" ? whole(await redrawDigest(deps.db, delivery.id, now)) : undefined;
  return whole(withPicture(delivery.card as Card, delivery.picture));
}

/** What is still owed, and no longer by this reader, is told to whom it is owed by now. */
async function nudge(deps: Deps, { id, personId, inquiryIds }: Claimed, now: Instant): Promise<ToSay | undefined> {
  const { card, leftOut } = await drawNudge(deps, { id, personId, inquiryIds }, now);
  if (leftOut.length > 0) await tellOthers(deps.db, id, leftOut);
  return card && { card, inquiryIds: inquiryIds.filter((about) => !leftOut.includes(about)) };
}

import type { Instant } from "../domain/time.ts";
import { lockInquiry, pausesEnded } from "../store/inquiries.ts";
import { assessInquiries } from "./assess-inquiries.ts";
import type { Deps } from "./deps.ts";

/** A pause that named its end has reached it: the clocks run again. */
export async function endPauses(deps: Deps, now: Instant): Promise<number> {
  const { db, tell } = deps;
  const ended = await pausesEnded(db, now, 100);
  for (const id of ended) {
    const told = await db.transaction().execute(async (tx) => {
      await lockInquiry(tx, id);
      return assessInquiries({ ...deps, db: tx }, [id], now);
    });
    for (const one of told) tell(one);
  }
  return ended.length;
}

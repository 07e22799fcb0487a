import { byItself } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { type Inquiry, inquiryById, lockInquiry } from "../store/inquiries.ts";
import { assessInquiries } from "./assess-inquiries.ts";
import type { Deps } from "./deps.ts";

/** One inquiry anew, in a transaction of its own. */
export async function reassess(deps: Deps, id: number, now: Instant): Promise<void> {
  const told = await deps.db.transaction().execute(async (tx) => {
    await lockInquiry(tx, id);
    const before = await inquiryById(tx, id);
    const told = await assessInquiries({ ...deps, db: tx }, [id], now);
    const after = await inquiryById(tx, id);
    const subject = { kind: "inquiry", id } as const;
    const details = after && { state: after.state, owner: after.ownerId };
    if (differs(before, after)) await record(tx, { ...byItself(now), act: "reassessed", subject, details });
    return told;
  });
  for (const one of told) deps.tell(one);
}

/** Whether an inquiry stands otherwise than before, as far as the log counts it. */
export const differs = (a: Inquiry | undefined, b: Inquiry | undefined) =>
  (["state", "ownerId", "askedAt", "snoozedUntil"] as const).some((what) => a?.[what] !== b?.[what]);

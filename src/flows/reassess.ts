import type { Instant } from "../domain/time.ts";
import { lockInquiry } from "../store/inquiries.ts";
import { assessInquiries } from "./assess-inquiries.ts";
import type { Deps } from "./deps.ts";

/** One inquiry anew, in a transaction of its own. */
export async function reassess(deps: Deps, id: number, now: Instant): Promise<void> {
  const told = await deps.db.transaction().execute(async (tx) => {
    await lockInquiry(tx, id);
    return assessInquiries({ ...deps, db: tx }, [id], now);
  });
  for (const one of told) deps.tell(one);
}

import type { Instant } from "../domain/time.ts";
import { pausesEnded } from "../store/inquiries.ts";
import type { Deps } from "./deps.ts";
import { reassess } from "./reassess.ts";

/** A pause that named its end has reached it: the clocks run again. */
export async function endPauses(deps: Deps, now: Instant): Promise<number> {
  const ended = await pausesEnded(deps.db, now, 100);
  for (const id of ended) await reassess(deps, id, now);
  return ended.length;
}

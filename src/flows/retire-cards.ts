import type { Instant } from "../domain/time.ts";
import { outdated, refreshed, retire } from "../store/sent-cards.ts";
import type { Deps } from "./deps.ts";
import { redrawNudge } from "./draw-nudge.ts";

/** Cards on which something is settled say so in place; its buttons are gone. */
export async function retireCards(deps: Deps, now: Instant): Promise<number> {
  const cards = await outdated(deps.db, 100);
  for (const { id, personId, inquiryIds, createdAt, over, ref } of cards) {
    if (deps.stopping?.aborted) break;
    const card = await redrawNudge(deps, personId, inquiryIds, createdAt, now);
    const outcome = await deps.chats.get(ref.platform)?.update(ref, card);
    if (outcome && "later" in outcome) continue;
    await (over ? retire : refreshed)(deps.db, id, now);
  }
  return cards.length;
}

import type { Instant } from "../domain/time.ts";
import { retire, toRetire } from "../store/deliveries.ts";
import { people } from "../store/people.ts";
import { howSettled } from "../store/settled.ts";
import { mootCard } from "../views/nudge.ts";
import type { Deps } from "./deps.ts";

/** Cards whose every inquiry is settled say so in place, and their buttons are gone. */
export async function retireCards({ db, chats }: Deps, now: Instant): Promise<number> {
  const moot = await toRetire(db, 100);
  if (moot.length === 0) return 0;
  const everyone = await people(db);
  for (const { id, personId, inquiryIds, ref } of moot) {
    const zone = everyone.get(personId)?.zone ?? "UTC";
    const outcome = await chats.get(ref.platform)?.update(ref, mootCard(await howSettled(db, inquiryIds), zone, now));
    if (outcome && "later" in outcome) continue;
    await retire(db, id, now);
  }
  return moot.length;
}

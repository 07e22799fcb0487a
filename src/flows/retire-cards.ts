import type { Sent, SentRef } from "../chat/platform.ts";
import type { Instant } from "../domain/time.ts";
import { accountOfPersonIn } from "../store/accounts.ts";
import { outdated, refreshed, retire } from "../store/sent-cards.ts";
import type { Card } from "../views/card.ts";
import type { Deps } from "./deps.ts";
import { redrawNudge } from "./draw-nudge.ts";

/** Cards on which something is settled say so in place; its buttons are gone. */
export async function retireCards(deps: Deps, now: Instant): Promise<number> {
  const cards = await outdated(deps.db, 100);
  for (const { id, personId, inquiryIds, createdAt, over, ref } of cards) {
    if (deps.stopping?.aborted) break;
    const card = await redrawNudge(deps, personId, inquiryIds, createdAt, now);
    const outcome = await changed(deps, ref, personId, card);
    if (outcome && "later" in outcome) continue;
    await (over ? retire : refreshed)(deps.db, id, now);
  }
  return cards.length;
}

/** Where its reader is not of the firm any more, nothing is left of it but a fixed sentence. */
async function changed({ db, chats }: Deps, ref: SentRef, personId: number, card: Card): Promise<Sent | undefined> {
  const chat = chats.get(ref.platform);
  if (!chat) return undefined;
  const reader = await accountOfPersonIn(db, personId, ref);
  const [to] = reader ? await chat.privately([reader.ref]) : [];
  if (!to || ("refused" in to && to.forGood)) return chat.withdraw(ref);
  return "refused" in to ? { later: to.refused } : chat.update(to, ref, card);
}

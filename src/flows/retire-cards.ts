import type { Sent, SentRef } from "../chat/platform.ts";
import type { Instant } from "../domain/time.ts";
import { outdated, readerThere, refreshed, retire } from "../store/sent-cards.ts";
import { toWithdraw, withdrawn } from "../store/withdrawing.ts";
import type { Card } from "../views/card.ts";
import { mootCard } from "../views/nudge.ts";
import type { Deps } from "./deps.ts";
import { redrawNudge } from "./draw-nudge.ts";

/** Cards on which something is settled say so in place; its buttons are gone. What has been walled from its reader goes first. */
export async function retireCards(deps: Deps, now: Instant): Promise<number> {
  const walled = await withdrawCards(deps, now);
  const cards = await outdated(deps.db, 100);
  for (const { id, personId, inquiryIds, createdAt, over, ref } of cards) {
    if (deps.stopping?.aborted) break;
    const card = await redrawNudge(deps, personId, inquiryIds, createdAt, now);
    const outcome = await changed(deps, ref, personId, card);
    if (outcome && "later" in outcome) continue;
    await (over ? retire : refreshed)(deps.db, id, now);
  }
  return walled + cards.length;
}

/** Says nothing of what its reader may no longer know, nor that there was anything: as if it had been settled long ago. */
async function withdrawCards(deps: Deps, now: Instant): Promise<number> {
  const cards = await toWithdraw(deps.db, 100);
  for (const { id, purpose, personId, inquiryIds, createdAt, ref } of cards) {
    if (deps.stopping?.aborted) break;
    const told = purpose === "nudge" || purpose === "ask";
    const card = told ? await redrawNudge(deps, personId, inquiryIds, createdAt, now) : mootCard([], "UTC", now);
    const outcome = await changed(deps, ref, personId, card);
    if (outcome && ("later" in outcome || "unknown" in outcome)) continue;
    const failed = outcome && "failed" in outcome ? `could not be withdrawn: ${outcome.failed}` : undefined;
    await withdrawn(deps.db, id, failed, now);
  }
  return cards.length;
}

/** Where its reader is not of the firm any more, nothing is left of it but a fixed sentence. */
async function changed({ db, chats }: Deps, ref: SentRef, personId: number, card: Card): Promise<Sent | undefined> {
  const chat = chats.get(ref.platform);
  if (!chat) return undefined;
  const reader = await readerThere(db, personId, ref);
  const [to] = reader ? await chat.privately([reader]) : [];
  if (!to || ("refused" in to && to.forGood)) return chat.withdraw(ref);
  return "refused" in to ? { later: to.refused } : chat.update(to, ref, card);
}

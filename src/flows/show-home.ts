import { isFinished } from "../domain/set-up.ts";
import type { Instant } from "../domain/time.ts";
import type { Card } from "../views/card.ts";
import { homeCard } from "../views/home.ts";
import { setUpRow } from "../views/set-up/card.ts";
import type { Actor } from "./actor.ts";
import type { Deps } from "./deps.ts";
import { owedSeen } from "./owed.ts";
import { offerSetUp } from "./set-up/offer.ts";
import { progressOf } from "./set-up/progress.ts";

/** A person's own page: what they owe, in due order; above it what an admin has left to set up. */
export async function showHome(deps: Deps, who: Actor, now: Instant): Promise<Card> {
  const list = await owedSeen(deps, who.id, { ownerIds: [who.id] }, who.zone, now, 40);
  const page = homeCard(list.rows, list, { zone: who.zone }, now);
  if (!who.isAdmin) return page;
  await offerSetUp(deps, who, now);
  const { firm, seen } = await progressOf(deps.db, who, now);
  return isFinished(seen) ? page : { ...page, parts: [setUpRow(firm, seen), { divider: true }, ...page.parts] };
}

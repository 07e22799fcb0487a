import type { Instant } from "../domain/time.ts";
import type { Card } from "../views/card.ts";
import { homeCard } from "../views/home.ts";
import type { Actor } from "./actor.ts";
import type { Deps } from "./deps.ts";
import { owedFor } from "./owed.ts";

/** A person's own page: what they owe, in due order. */
export async function showHome(deps: Deps, who: Actor, now: Instant): Promise<Card> {
  const list = await owedFor(deps, { ownerIds: [who.id] }, who.zone, now, 40);
  return homeCard(list.rows, list, { zone: who.zone }, now);
}

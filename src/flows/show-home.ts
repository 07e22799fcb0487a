import { sightOf } from "../domain/rights/sight.ts";
import { isAllowed } from "../domain/rights.ts";
import { isFinished } from "../domain/set-up.ts";
import type { Instant } from "../domain/time.ts";
import { aboutPerson } from "../store/rights.ts";
import type { Card } from "../views/card.ts";
import { homeCard } from "../views/home.ts";
import { setUpRow } from "../views/set-up/card.ts";
import type { Actor } from "./actor.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { idsOf, owedSeen } from "./owed.ts";
import { saw } from "./saw.ts";
import { offerSetUp } from "./set-up/offer.ts";
import { progressOf } from "./set-up/progress.ts";

/** A person's own page: what they owe, in due order; above it what an admin has left to set up. */
export async function showHome(deps: Deps, who: Actor, now: Instant): Promise<Card> {
  const list = await owedSeen(deps, who.id, { ownerIds: [who.id], sight: sightOf(who) }, who.zone, now, 40);
  const subject = { kind: "person", id: who.id } as const;
  await saw(deps, who, "saw home", { subject, inquiries: idsOf(list.rows) }, now);
  const page = homeCard(list.rows, list, { zone: who.zone }, now);
  if (!isAllowed(await authorise(deps, who, "set up", aboutPerson(), now))) return page;
  await offerSetUp(deps, who, now);
  const { firm, seen } = await progressOf(deps.db, who, now);
  return isFinished(seen) ? page : { ...page, parts: [setUpRow(firm, seen), { divider: true }, ...page.parts] };
}

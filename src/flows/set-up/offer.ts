import type { Reply } from "../../chat/platform.ts";
import { isAllowed } from "../../domain/rights.ts";
import { isFinished } from "../../domain/set-up.ts";
import type { Instant } from "../../domain/time.ts";
import { post } from "../../store/deliveries.ts";
import { aboutPerson } from "../../store/rights.ts";
import { setUpIsThere } from "../../views/replies.ts";
import type { Actor } from "../actor.ts";
import { authorise, refusedTo } from "../authorise.ts";
import { deliver } from "../deliver.ts";
import type { Deps } from "../deps.ts";
import { cardOf, progressOf } from "./progress.ts";

/** The first that an admin does with the bot brings the set-up, while it is not finished. True where it was sent now. */
export async function offerSetUp(deps: Deps, who: Actor, now: Instant): Promise<boolean> {
  return (await awaitsSetUp(deps, who, now)) && sendSetUp(deps, who, "first", now);
}

/** Whether there is something left that this person may set up. */
export const awaitsSetUp = async (deps: Deps, who: Actor, now: Instant): Promise<boolean> =>
  isAllowed(await authorise(deps, who, "set up", aboutPerson(), now)) &&
  !isFinished((await progressOf(deps.db, who, now)).seen);

/** Asked for by name, or by a button: as often as they like. `there`: they are in the very conversation that it comes to. */
export async function showSetUp(deps: Deps, who: Actor, key: string, there: boolean, now: Instant): Promise<Reply> {
  const refusal = await refusedTo(deps, who, "set up", aboutPerson(), now);
  if (refusal) return { card: refusal };
  await sendSetUp(deps, who, key, now);
  return there ? {} : { card: setUpIsThere() };
}

/** Goes out by the one door, so that it comes once, and stands where it can be brought up to date. */
async function sendSetUp(deps: Deps, who: Actor, key: string, now: Instant): Promise<boolean> {
  const card = await cardOf(deps.db, who, now);
  const fresh = await post(deps.db, { purpose: "notice", key: `set-up:${who.id}:${key}`, personId: who.id, card }, now);
  // They are waiting for it.
  if (fresh) await deliver(deps, now);
  return fresh;
}

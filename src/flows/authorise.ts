import { type AuditSubject, byPerson } from "../domain/audit.ts";
import type { ActingPerson } from "../domain/rights/capacities.ts";
import { type Decision, decide, isAllowed, type Right } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { channelById } from "../store/channels.ts";
import type { Db } from "../store/db.ts";
import { type About, aboutInquiries, aboutInquiry } from "../store/rights.ts";
import { asViewer } from "../store/viewer.ts";
import { seesNow } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { noSuchInquiry, outdated, refused } from "../views/refusals.ts";
import type { Actor } from "./actor.ts";
import type { Deps } from "./deps.ts";

/** Undefined stands for an outsider. */
type Who = (ActingPerson & Pick<Actor, "by">) | undefined;

/**
 * The one place where it is asked whether somebody may do something; whatever is done, shown or told on somebody's behalf goes
 * through it.
 */
export async function authorise(deps: Deps, who: Who, right: Right, about: About, now: Instant): Promise<Decision> {
  const judge = await judgeNow(deps.db, now);
  const decision = judge(who, right, about);
  if (!("refused" in decision) || about.channel === undefined || !who?.by) return decision;
  // The platform is asked who is in the channel only where it would open something.
  const inside = judge(who, right, { ...about, inChannel: true });
  return isAllowed(inside) && (await isIn(deps, who.by, about.channel)) ? inside : decision;
}

type Judge = (who: Who, right: Right, about: About) => Decision;

/** The same for many at once: what it takes is read once, and who is in which channel is not asked. */
export async function judgeNow(db: Db, _now: Instant): Promise<Judge> {
  const sees = await seesNow(db);
  return (who, right, about) => {
    const subject = { clientId: about.client ?? null, matterId: about.matter ?? null };
    return decide(who ?? { outsider: true }, right, { ...about, walled: who !== undefined && !sees(who.id, subject) });
  };
}

/** Of these inquiries, those that somebody may see. */
export async function seenBy(
  db: Db,
  who: Who,
  inquiryIds: readonly number[],
  now: Instant,
  known: Pick<About, "inChannel"> = {},
): Promise<number[]> {
  const judge = await judgeNow(db, now);
  const abouts = await aboutInquiries(db, inquiryIds);
  return inquiryIds.filter((id) => {
    const about = abouts.get(id);
    return about && isAllowed(judge(who, "see", { ...about, ...known }));
  });
}

/** Of one inquiry: undefined where they may, else what they are told. What is not there and what they may not know of are told alike. */
export async function refusedOn(
  deps: Deps,
  who: Actor,
  right: Right,
  inquiryId: number,
  now: Instant,
): Promise<Card | undefined> {
  // What is walled from them is not there for the database either, so that the one takes as long to answer as the other.
  const about = await asViewer(deps.db, who.id, (view) => aboutInquiry(view, inquiryId));
  if (!about) return noSuchInquiry(inquiryId);
  const decision = await authorise(deps, who, right, about, now);
  if (isAllowed(decision)) return undefined;
  await noteRefusal(deps, who, right, about, decision, now);
  return "refused" in decision ? refused(decision.refused) : noSuchInquiry(inquiryId);
}

/** The same of anything else; `notThere`: what they would be told if it did not exist. */
export async function refusedTo(
  deps: Deps,
  who: Actor,
  right: Right,
  about: About,
  now: Instant,
  notThere: Card = outdated("button"),
): Promise<Card | undefined> {
  const decision = await authorise(deps, who, right, about, now);
  if (isAllowed(decision)) return undefined;
  await noteRefusal(deps, who, right, about, decision, now);
  return "refused" in decision ? refused(decision.refused) : notThere;
}

/** Who asked for what is not theirs. */
function noteRefusal(
  { db }: Deps,
  who: { readonly id: number },
  right: Right,
  about: About,
  decision: Exclude<Decision, { allowed: unknown }>,
  now: Instant,
): Promise<void> {
  const { inquiry, matter, client, channel, person, groups } = about;
  const all = { inquiry, matter, client, channel, person, group: groups[0] };
  // The nearest of what it is about that has a number.
  const [kind] = (Object.keys(all) as (keyof typeof all)[]).filter((one) => all[one] !== undefined);
  const subject: AuditSubject = kind ? { kind, id: all[kind]! } : { kind: "firm" };
  const details = { right, why: "refused" in decision ? decision.refused : "not there" };
  return record(db, { ...byPerson(who.id, now), act: "refused", subject, details });
}

async function isIn({ db, chats }: Deps, by: NonNullable<Actor["by"]>, channelId: number): Promise<boolean> {
  const { ref } = await channelById(db, channelId);
  if (ref.platform !== by.platform) return false;
  return (await chats.get(ref.platform)?.isIn?.(by, ref)) ?? false;
}

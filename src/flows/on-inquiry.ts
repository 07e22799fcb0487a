import { byPerson, instantText } from "../domain/audit.ts";
import type { Command } from "../domain/command/verbs.ts";
import { standIn } from "../domain/nudge/leave.ts";
import { isAllowed, type Right } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import { type Fact, inOrder } from "../domain/timeline.ts";
import { record } from "../store/audit.ts";
import type { Db } from "../store/db.ts";
import { timelines } from "../store/facts.ts";
import { type Inquiry, inquirySeen, snoozeInquiry } from "../store/inquiries.ts";
import { asksOf } from "../store/messages.ts";
import { leavesFrom, type Person } from "../store/people.ts";
import { sealedReason } from "../store/reasons.ts";
import { aboutInquiry } from "../store/rights.ts";
import { rule } from "../store/rulings.ts";
import { subjectCard } from "../store/subject.ts";
import { seesNow } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { already, cannotHave, noSuchInquiry } from "../views/refusals.ts";
import * as say from "../views/replies.ts";
import { act } from "./act.ts";
import { type Actor, actingAs } from "./actor.ts";
import { authorise, refusedOn } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { personNamed } from "./find.ts";
import { saw } from "./saw.ts";

/** What one does to an inquiry, by command or by button. Buttons have two more words: claim ("I'm on it") and elsewhere. */
export type Doing =
  | Extract<Command, { do: "pause" | "snooze" | "dismiss" }>
  /** By the name that was typed, or, from a menu, by who was chosen. */
  | (Extract<Command, { do: "assign" }> & { readonly personId?: number })
  | { readonly do: "take" | "resume" | "resolve" | "reopen"; readonly id: number }
  | { readonly do: "claim" | "elsewhere" | "confirm"; readonly id: number };

/** Does it, once for each key, and says how things stand then. */
export async function onInquiry(deps: Deps, who: Actor, doing: Doing, key: string, now: Instant): Promise<Card> {
  const to = doing.do === "assign" ? assignee(who, doing) : who;
  const forSelf = !("card" in to) && to.id === who.id;
  const refusal = await refusedOn(deps, who, rightTo(doing, forSelf), doing.id, now);
  if (refusal) return refusal;
  const inquiry = await inquirySeen(deps.db, who.id, doing.id);
  if (!inquiry) return noSuchInquiry(doing.id);
  if ("card" in to) return to.card;
  if (!forSelf && !(await mayOwn(deps, who, to, doing.id, now))) return cannotHave(to.name);

  const fact = await sealed(deps, inquiry, factOf(doing, who.id, to.id, `${doing.do}:${key}`, who.at ?? now), now);
  let [done, there] = [true, true];
  const after = await act(
    deps,
    doing.id,
    async (tx, is) => {
      there = (await seesNow(tx))(who.id, is);
      done = fits(doing, is);
      if (!there || !done) return "nothing";
      await besides(tx, doing, who, now);
      return fact && !(await isSaid(tx, doing.id, fact)) ? fact : "no fact";
    },
    now,
  );
  if (!after || !there) return noSuchInquiry(doing.id);
  const it = await subjectCard(deps.db, doing.id);
  if (!done) {
    await saw(deps, who, "saw inquiry", { subject: { kind: "inquiry", id: doing.id }, details: { by: "answer" } }, now);
    return already(it, after.state);
  }
  const away = doing.do === "assign" ? standIn(to.id, await leavesFrom(deps.db, now), now) : to.id;
  const stands = away !== to.id && away !== undefined && (await seesNow(deps.db))(away, inquiry);
  const standsIn = stands ? who.colleagues.get(away)?.name : undefined;
  return said(doing, it, to.name, standsIn, who.zone, now);
}

/** A reason in somebody's own words is sealed as a client's are: it may repeat them. */
async function sealed(deps: Deps, inquiry: Inquiry, fact: Fact | undefined, now: Instant): Promise<Fact | undefined> {
  if (fact?.kind !== "dismissed" || fact.reason === NO_INQUIRY) return fact;
  return { ...fact, reason: await sealedReason(deps.db, deps.vault, inquiry, fact.key, fact.reason, now) };
}

const NO_INQUIRY = "not an inquiry";

const rightTo = ({ do: what }: Doing, forSelf: boolean): Right => {
  if (what === "assign" && !forSelf) return "hand on";
  return what === "assign" || what === "take" || what === "claim" ? "take" : "work";
};

/** Whether it may be given to them: whoever answers for an inquiry is told all that is known of it. */
async function mayOwn(deps: Deps, who: Actor, to: Person, id: number, now: Instant): Promise<boolean> {
  const about = await aboutInquiry(deps.db, id);
  const them = actingAs(to, who.colleagues, await leavesFrom(deps.db, now), now);
  return about !== undefined && isAllowed(await authorise(deps, them, "own", about, now));
}

const assignee = (who: Actor, { id, to, personId }: Extract<Doing, { do: "assign" }>) =>
  (personId !== undefined && who.colleagues.get(personId)) || personNamed(who, to, (name) => `assign ${id} ${name}`);

/** Whether there is anything to do: what is closed is not closed again, and says so. */
function fits({ do: what }: Doing, { state }: Inquiry): boolean {
  const open = state === "open" || state === "paused";
  if (what === "reopen") return !open;
  if (what === "resume") return state === "paused";
  if (what === "pause") return state === "open";
  if (what === "resolve") return open || state === "answered";
  if (what === "dismiss") return state !== "dismissed";
  return open;
}

/** Whoever got no answer says it again: what was assigned so is not assigned so once more. */
async function isSaid(tx: Db, inquiryId: number, fact: Fact): Promise<boolean> {
  if (fact.kind !== "assigned") return false;
  const facts = inOrder((await timelines(tx, [inquiryId])).get(inquiryId) ?? []);
  const last = facts.findLast((one) => one.kind === "assigned");
  return last?.to === fact.to && last.personId === fact.personId;
}

function factOf(doing: Doing, personId: number, to: number, key: string, at: Instant): Fact | undefined {
  switch (doing.do) {
    case "take":
    case "claim":
    case "assign":
      return { kind: "assigned", key, at, personId, to };
    case "pause":
      return { kind: "paused", key, at, personId, until: doing.until };
    case "resume":
      return { kind: "resumed", key, at, personId };
    case "resolve":
      return { kind: "resolved", key, at, personId };
    case "reopen":
      return { kind: "reopened", key, at, personId };
    case "dismiss":
      return { kind: "dismissed", key, at, personId, reason: doing.reason ?? NO_INQUIRY };
    case "elsewhere":
      return { kind: "answered", key, at, personId };
    case "snooze":
    case "confirm":
      return undefined;
  }
}

/** What is no fact of the timeline: how quiet it is to be, and that a doubtful ask is one. */
async function besides(tx: Db, doing: Doing, who: Actor, now: Instant) {
  const by = { ...byPerson(who.id, now), subject: { kind: "inquiry", id: doing.id } } as const;
  if (doing.do === "snooze") {
    await snoozeInquiry(tx, doing.id, doing.until);
    await record(tx, { ...by, act: "snoozed", details: { until: instantText(doing.until) } });
  }
  // One person's quiet is not another's.
  if (doing.do === "take" || doing.do === "assign") await snoozeInquiry(tx, doing.id, null);
  if (doing.do !== "confirm") return;
  for (const ask of await asksOf(tx, doing.id)) await rule(tx, ask, "inquiry", who.id, now);
  await record(tx, { ...by, act: "confirmed" });
}

function said(
  doing: Doing,
  it: say.Subject,
  to: string,
  standsIn: string | undefined,
  zone: string,
  now: Instant,
): Card {
  switch (doing.do) {
    case "take":
      return say.taken(it, zone, now);
    case "claim":
      return say.onIt(it, zone, now);
    case "assign":
      return say.assigned(it, to, zone, now, standsIn);
    case "pause":
      return say.paused(it, doing.until, zone, now);
    case "resume":
      return say.resumed(it, zone, now);
    case "resolve":
      return say.resolved(it);
    case "reopen":
      return say.reopened(it, zone, now);
    case "dismiss":
      return say.dismissed(it);
    case "elsewhere":
      return say.answeredElsewhere(it);
    case "snooze":
      return say.snoozed(it, doing.until, zone, now);
    case "confirm":
      return say.tracked(it, zone, now);
  }
}

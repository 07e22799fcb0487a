import type { Reply } from "../chat/platform.ts";
import type { Command } from "../domain/command/verbs.ts";
import { type Misunderstood, parseCommand } from "../domain/command.ts";
import type { AccountRef } from "../domain/message.ts";
import { isAllowed, type Right } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import { saveLeave } from "../store/people.ts";
import { aboutPerson } from "../store/rights.ts";
import type { Card } from "../views/card.ts";
import { type ForRoles, greeting, helpCard } from "../views/help.ts";
import { forTheFirm, misunderstood } from "../views/refusals.ts";
import { onLeave } from "../views/replies.ts";
import { type Actor, actor } from "./actor.ts";
import { judgeNow, refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { personNamed } from "./find.ts";
import { grantRole, showRoles } from "./grant-role.ts";
import { keepRecords } from "./keep-records.ts";
import { keepWalls } from "./keep-walls.ts";
import { linkPeople } from "./link-people.ts";
import { onConflicts } from "./on-conflicts.ts";
import { onInquiry } from "./on-inquiry.ts";
import { awaitsSetUp, offerSetUp, showSetUp } from "./set-up/offer.ts";
import { showInquiry, whyInquiry } from "./show-inquiry.ts";
import { status } from "./status.ts";

/**
 * `/inquiries …`, in any platform's words: parsed once, answered privately. `key`: the same command again changes nothing. `at`: when
 * it was said, where the platform says so; "in 2 hours" counts from then.
 */
export async function answerCommand(
  deps: Deps,
  by: AccountRef,
  text: string,
  key: string,
  now: Instant,
  at?: Instant,
): Promise<Reply> {
  const who = await actor(deps, by, now, at);
  if (!who) return { card: forTheFirm() };
  const command = parseCommand(text, { zone: who.zone, now: who.at ?? now });
  if (command.do === "setup") return showSetUp(deps, who, key, false, now);
  return { card: command.do === "misunderstood" ? misunderstood(command) : await obey(deps, who, command, key, now) };
}

/**
 * What someone says to the bot in their own conversation with it: a command as anywhere. Anything else begins the set-up, for an
 * admin who has not finished it, or is answered with what one can ask for. An outsider is answered with nothing.
 */
export async function answerSpoken(
  deps: Deps,
  by: AccountRef,
  text: string,
  key: string,
  now: Instant,
  at?: Instant,
): Promise<Reply> {
  const who = await actor(deps, by, now, at);
  if (!who) return {};
  const command = parseCommand(text, { zone: who.zone, now: who.at ?? now });
  if (command.do === "setup") return showSetUp(deps, who, key, true, now);
  const offered = await offerSetUp(deps, who, now);
  if (command.do !== "misunderstood") return { card: await obey(deps, who, command, key, now) };
  if (isCommandLike(command)) return { card: misunderstood(command) };
  if (offered) return {};
  return (await awaitsSetUp(deps, who, now))
    ? showSetUp(deps, who, key, true, now)
    : { card: greeting(await rolesHelped(deps, who, now)) };
}

/** A slip in a command, rather than a greeting or a sentence. */
const isCommandLike = ({ instead }: Misunderstood): boolean => instead !== "help" && !instead.startsWith("client ");

type Obeyed = Exclude<Command, { do: "setup" }>;

function obey(deps: Deps, who: Actor, command: Obeyed, key: string, now: Instant): Promise<Card> | Card {
  switch (command.do) {
    case "mine":
    case "team":
    case "overdue":
    case "today":
    case "client":
    case "lawyer":
      return status(deps, who, command, now);
    case "show":
      return showInquiry(deps, who, command.id, now);
    case "why":
      return whyInquiry(deps, who, command.id, now);
    case "leave":
      return takeLeave(deps, who, command, now);
    case "link":
      return linkPeople(deps, who, command, now);
    case "grant":
    case "revoke":
      return grantRole(deps, who, command, key, now);
    case "roles":
      return showRoles(deps, who, now);
    case "wall":
    case "walls":
    case "lift":
      return keepWalls(deps, who, command, now);
    case "conflicts":
    case "adverse":
    case "prospective":
      return onConflicts(deps, who, command, now);
    case "hold":
    case "release":
    case "holds":
    case "keep":
      return keepRecords(deps, who, command, now);
    case "help":
      return rolesHelped(deps, who, now).then((roles) => helpCard(roles, command.topic));
    case "take":
    case "resume":
    case "resolve":
    case "reopen":
      return onInquiry(deps, who, { do: command.do, id: command.id }, key, now);
    default:
      return onInquiry(deps, who, command, key, now);
  }
}

async function rolesHelped(deps: Deps, who: Actor, now: Instant): Promise<ForRoles> {
  const judge = await judgeNow(deps.db, now);
  const may = (right: Right) => isAllowed(judge(who, right, aboutPerson()));
  return new Set([
    ...(may("set up") ? ["Admins" as const] : []),
    ...(may("keep walls") ? ["Risk officers" as const] : []),
  ]);
}

async function takeLeave(
  deps: Deps,
  who: Actor,
  { from, to, delegate }: Extract<Command, { do: "leave" }>,
  now: Instant,
): Promise<Card> {
  const refusal = await refusedTo(deps, who, "see to oneself", aboutPerson(who.id), now);
  if (refusal) return refusal;
  const found = personNamed(who, delegate, (name) => `leave today to tomorrow ${name}`);
  if ("card" in found) return found.card;
  await saveLeave(deps.db, { personId: who.id, from, to, delegateId: found.id }, now);
  return onLeave(from, to, found.name, who.zone, now);
}

import type { Reply, SentRef } from "../chat/platform.ts";
import { byPerson } from "../domain/audit.ts";
import type { Command } from "../domain/command/verbs.ts";
import { nameOf } from "../domain/conflicts/names.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { settleConflict } from "../store/conflicts.ts";
import { askAbout, listName, unlistName } from "../store/listed-names.ts";
import { aboutPerson } from "../store/rights.ts";
import { allNamed } from "../store/screening.ts";
import { deliverySentAs } from "../store/sent-cards.ts";
import { standingWalls } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { conflictList } from "../views/conflict-notice.ts";
import * as say from "../views/conflicts.ts";
import type { Actor } from "./actor.ts";
import { authorise, refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { likeShown, listedFor, redrawConflicts, shownTo } from "./draw-conflicts.ts";
import { orSay } from "./find.ts";
import { listedNow } from "./listed.ts";
import { mayHearOf } from "./risk-officers.ts";
import { subjects } from "./subjects.ts";
import { isOfConflicts, toldAtOf } from "./tell-of-conflicts.ts";

type Listing = Extract<Command, { do: "adverse" | "prospective" }>;
type Conflicting = Extract<Command, { do: "conflicts" }>;

/** What is asked about conflicts of interest, and what risk officers do about them. */
export async function onConflicts(deps: Deps, who: Actor, command: Listing | Conflicting, now: Instant): Promise<Card> {
  if (command.do === "conflicts" && command.name !== undefined) return ask(deps, who, command.name, now);
  const refusal = await refusedTo(deps, who, "clear conflicts", aboutPerson(), now);
  if (refusal) return refusal;
  if (command.do !== "conflicts") return list(deps, who, command, now);
  if (command.settle) {
    const { id, outcome, because } = command.settle;
    return settle(deps, who, id, outcome, because, now);
  }
  if (command.unlist !== undefined) return unlist(deps, who, command.unlist, now);
  return everything(deps, who, now);
}

/**
 * A risk officer is told at once. For anybody else the name is put down and looked at later: they wait for one row to be written, and
 * are told one sentence, whether there is nothing, something, or something behind a wall.
 */
async function ask(deps: Deps, who: Actor, name: string, now: Instant): Promise<Card> {
  const groups = [...who.roles.leads, ...(who.roles.partnerOf === "the firm" ? [] : who.roles.partnerOf)];
  const refusal = await refusedTo(deps, who, "ask about conflicts", { ...aboutPerson(), groups }, now);
  if (refusal) return refusal;
  if (nameOf(name).core.length === 0) return say.noName();
  const isOfficer = "allowed" in (await authorise(deps, who, "clear conflicts", aboutPerson(), now));
  const by = { actor: { person: who.id }, at: now };
  if (!isOfficer) {
    await askAbout(deps.db, deps.vault, name, by);
    return say.lookedUp();
  }
  await record(deps.db, { ...by, act: "conflicts searched", subject: { kind: "person", id: who.id } });
  const may = mayHearOf(await standingWalls(deps.db), who);
  return say.foundLike(name, likeShown(await listedNow(deps, now), await allNamed(deps.db), name, may));
}

async function list(deps: Deps, who: Actor, { do: kind, name, forWhom, also }: Listing, now: Instant): Promise<Card> {
  const empty = [name, ...also].some((one) => nameOf(one).core.length === 0);
  if (empty) return say.noName();
  const rewrite = (right: string) =>
    `${kind} "${name}" for ${right}${also.length > 0 ? ` also ${also.join(", ")}` : ""}`;
  const of =
    forWhom === undefined
      ? undefined
      : orSay("client or matter", forWhom, findByName(forWhom, await subjects(deps.db, who)), rewrite);
  if (of && "card" in of) return of.card;
  const { clientId = null, matterId = null } = of ?? {};
  const names = [name, ...also] as const;
  const id = await listName(deps.db, deps.vault, { kind, clientId, matterId, names }, byPerson(who.id, now));
  return say.listed({ id, kind, names, forWhom: listedFor(await allNamed(deps.db))({ clientId, matterId }) });
}

async function unlist(deps: Deps, who: Actor, id: number, now: Instant): Promise<Card> {
  const may = mayHearOf(await standingWalls(deps.db), who);
  const name = (await listedNow(deps, now)).names.get(id);
  if (!name || !may(name) || !(await unlistName(deps.db, id, byPerson(who.id, now)))) return say.noSuchName(id);
  return say.unlisted(name.names[0]);
}

async function everything(deps: Deps, who: Actor, now: Instant): Promise<Card> {
  const may = mayHearOf(await standingWalls(deps.db), who);
  const forWhom = listedFor(await allNamed(deps.db));
  const names = [...(await listedNow(deps, now)).names.values()].filter(may);
  return conflictList(
    await shownTo(deps, who, "open", now),
    names.map((one) => ({ ...one, forWhom: forWhom(one) })),
    who.zone,
    now,
  );
}

async function settle(
  deps: Deps,
  who: Actor,
  id: number,
  outcome: "none" | "conflict",
  because: string | undefined,
  now: Instant,
): Promise<Card> {
  const [found] = await shownTo(deps, who, { id }, now);
  if (!found) return say.noSuchConflict(id);
  const by = { actor: { person: who.id }, at: now };
  if (!(await settleConflict(deps.db, deps.vault, id, outcome, because, by))) return say.settledAlready(found);
  return outcome === "none" ? say.isNone(found) : say.isOne(found);
}

/** The same by a button on a notice, which says then how it was settled. */
export async function pressOnConflict(
  deps: Deps,
  who: Actor,
  id: number,
  outcome: "none" | "conflict",
  on: SentRef | undefined,
  now: Instant,
): Promise<Reply> {
  const refusal = await refusedTo(deps, who, "clear conflicts", aboutPerson(), now);
  if (refusal) return { card: refusal };
  const card = await settle(deps, who, id, outcome, undefined, now);
  const notice = on && (await deliverySentAs(deps.db, on));
  if (!notice || notice.personId !== who.id || !isOfConflicts(notice.key)) return { card };
  return { card, replace: await redrawConflicts(deps, who, toldAtOf(notice.key), now) };
}

import { byPerson } from "../domain/audit.ts";
import type { Command, KeepRule } from "../domain/command/verbs.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import { DAY } from "../domain/wall-clock.ts";
import { holds, liftHold, placeHold } from "../store/holds.ts";
import { retentions, setRetention } from "../store/retentions.ts";
import { aboutPerson } from "../store/rights.ts";
import { standingWalls } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import {
  heldAlready,
  holdList,
  holdPlaced,
  holdReleased,
  keptFor,
  noSuchHold,
  reallyKeep,
  retentionCard,
} from "../views/keeping.ts";
import type { Actor } from "./actor.ts";
import { refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { orSay } from "./find.ts";
import { mayHearOf } from "./risk-officers.ts";
import { saw } from "./saw.ts";
import { clientsOf, subjects } from "./subjects.ts";

type Records = Extract<Command, { do: "hold" | "release" | "holds" | "keep" }>;

/**
 * What risk officers do about what is kept: legal holds, and how long what is kept. What they are screened from is not there for
 * them, nor is a hold that is on it.
 */
export async function keepRecords(deps: Deps, who: Actor, command: Records, now: Instant): Promise<Card> {
  const right = command.do === "keep" ? "set retention" : "place holds";
  const refusal = await refusedTo(deps, who, right, aboutPerson(), now);
  if (refusal) return refusal;
  switch (command.do) {
    case "hold":
      return place(deps, who, command, now);
    case "release":
      return release(deps, who, command.id, now);
    case "holds":
      return listed(deps, who, command.all === true, now);
    case "keep":
      return command.rule ? keep(deps, who, command.rule, now) : rules(deps, who);
  }
}

async function place(deps: Deps, who: Actor, asked: Extract<Command, { do: "hold" }>, now: Instant): Promise<Card> {
  const { subject, because } = asked;
  const rewrite = (name: string) => `hold "${name}" because ${because}`;
  const on = orSay("client or matter", subject, findByName(subject, await subjects(deps.db, who)), rewrite);
  if ("card" in on) return on.card;
  const { clientId, matterId, name } = on;
  const what = { clientId, matterId: matterId ?? undefined };
  const id = await placeHold(deps.db, deps.vault, what, because, byPerson(who.id, now));
  return id === undefined ? heldAlready(name) : holdPlaced(id, name, matterId !== null, because, who.zone, now);
}

async function release(deps: Deps, who: Actor, id: number, now: Instant): Promise<Card> {
  const hold = (await known(deps, who, now)).find((one) => one.id === id && one.liftedAt === undefined);
  if (!hold || !(await liftHold(deps.db, id, byPerson(who.id, now)))) return noSuchHold(id);
  return holdReleased(hold, who.zone, now);
}

async function known({ db, vault }: Deps, who: Actor, now: Instant) {
  const may = mayHearOf(await standingWalls(db), who);
  const all = await holds(db, vault, now);
  return all.filter(({ clientId, matterId = null }) => may({ clientId, matterId }));
}

async function listed(deps: Deps, who: Actor, all: boolean, now: Instant): Promise<Card> {
  const shown = (await known(deps, who, now)).filter((one) => all || one.liftedAt === undefined);
  const details = { clients: [...new Set(shown.map(({ clientId }) => clientId))] };
  await saw(deps, who, "saw list", { subject: { kind: "hold" }, details }, now);
  return holdList(shown, all, who.zone);
}

async function rules(deps: Deps, who: Actor): Promise<Card> {
  const named = new Map((await clientsOf(deps.db, who)).map(({ id, name }) => [id, name]));
  const all = await retentions(deps.db);
  return retentionCard(
    all.filter(({ clientId }) => clientId === undefined || named.has(clientId)),
    named,
  );
}

/** What would be forgotten sooner than by now is told first, to the day: it cannot be had back. */
async function keep(deps: Deps, who: Actor, rule: KeepRule, now: Instant): Promise<Card> {
  const { kind, days, really } = rule;
  const typed = (name: string | undefined) =>
    `keep ${kind} ${days === null ? "for good" : days === 0 ? "nothing" : `${days} days`}${name === undefined ? "" : ` "${name}"`}`;
  const client =
    rule.client === undefined
      ? undefined
      : orSay("client", rule.client, findByName(rule.client, await clientsOf(deps.db, who)), typed);
  if (client && "card" in client) return client.card;
  const all = await retentions(deps.db);
  const ruleOf = (clientId: number | undefined) =>
    all.find((one) => one.kind === kind && one.clientId === clientId)?.days;
  // Without one of its own the firm's is the client's.
  const firms = client && ruleOf(undefined);
  const before = ruleOf(client?.id) ?? firms;
  const after = days ?? firms;
  const said = { kind, days: after, client: client?.name, since: after === undefined ? undefined : now - after * DAY };
  const sooner = after !== undefined && (before === undefined || after < before);
  if (sooner && !really) return reallyKeep(said, `${typed(client?.name)} really`, who.zone);
  await setRetention(deps.db, client?.id, kind, days, byPerson(who.id, now));
  return keptFor(said, who.zone);
}

import type { Command } from "../domain/command/verbs.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import { mayKeep } from "../domain/walls.ts";
import { groups } from "../store/people.ts";
import { aboutPerson } from "../store/rights.ts";
import { allWalls, type KnownWall, liftWall, makeWall, standingWalls } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { noSuchWall, walled, wallLifted, wallList } from "../views/walls.ts";
import type { Actor } from "./actor.ts";
import { refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { orSay } from "./find.ts";
import { subjects } from "./subjects.ts";
import { takeEffect } from "./walls-take-effect.ts";

type Named = Extract<Command, { do: "wall" }>;
type WallCommand = Extract<Command, { do: "wall" | "walls" | "lift" }>;

/** What risk officers do about walls: they make, list and lift them. For one from whom a wall screens them it is not there. */
export async function keepWalls(deps: Deps, who: Actor, command: WallCommand, now: Instant): Promise<Card> {
  const refusal = await refusedTo(deps, who, "keep walls", aboutPerson(), now);
  if (refusal) return refusal;
  switch (command.do) {
    case "walls":
      return wallList(
        kept(await (command.all ? allWalls : standingWalls)(deps.db), who),
        command.all === true,
        who.zone,
        now,
      );
    case "lift":
      return lift(deps, who, command.id, now);
    case "wall":
      return make(deps, who, command, now);
  }
}

const kept = (walls: readonly KnownWall[], who: Actor): KnownWall[] => {
  const groups = new Set([...who.memberOf, ...who.leads]);
  return walls.filter((wall) => mayKeep(wall, who.id, groups));
};

async function lift(deps: Deps, who: Actor, id: number, now: Instant): Promise<Card> {
  const wall = kept(await standingWalls(deps.db), who).find((one) => one.id === id);
  if (!wall || !(await liftWall(deps.db, id, who.id, now))) return noSuchWall(id);
  await takeEffect(deps, wall.clientId, now);
  return wallLifted(wall);
}

async function make(deps: Deps, who: Actor, command: Named, now: Instant): Promise<Card> {
  const { subject, people, kind, because } = command;
  const rewrite = (of: string, named: readonly string[]) =>
    `wall "${of}" ${kind === "screened" ? "from" : "only"} ${named.join(", ")} because ${because}`;
  const of = orSay("client or matter", subject, findByName(subject, await subjects(deps.db, who)), (name) =>
    rewrite(name, people),
  );
  if ("card" in of) return of.card;
  const everyone = [...who.colleagues.values()].map(({ id, name }) => ({ id, name, is: "person" as const }));
  const inGroups = (await groups(deps.db)).map(({ id, name }) => ({ id, name, is: "group" as const }));
  const named: { id: number; is: "person" | "group" }[] = [];
  for (const [i, typed] of people.entries()) {
    const one = orSay("person", typed, findByName(typed, [...everyone, ...inGroups]), (name) =>
      rewrite(of.name, people.with(i, name)),
    );
    if ("card" in one) return one.card;
    named.push(one);
  }
  const ids = (is: "person" | "group") => [...new Set(named.filter((one) => one.is === is).map(({ id }) => id))];
  const { clientId, matterId } = of;
  const before = kept(await standingWalls(deps.db), who);
  const id = await deps.db.transaction().execute(async (tx) => {
    // Who needs to know is said anew as a whole; who is screened, one after the other.
    const replaced = before.filter(
      (wall) =>
        kind === "need to know" && wall.kind === kind && wall.clientId === clientId && wall.matterId === matterId,
    );
    for (const wall of replaced) await liftWall(tx, wall.id, who.id, now);
    const wall = { kind, clientId, matterId, personIds: ids("person"), groupIds: ids("group") };
    return makeWall(tx, { ...wall, reason: because, madeBy: who.id }, now);
  });
  const moved = await takeEffect(deps, clientId, now);
  const wall = (await standingWalls(deps.db)).find((one) => one.id === id);
  return wall ? walled(wall, moved) : noSuchWall(id);
}

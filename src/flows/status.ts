import type { AuditEntry } from "../domain/audit.ts";
import type { Command } from "../domain/command/verbs.ts";
import { findByName } from "../domain/nearest.ts";
import { sightOf } from "../domain/rights/sight.ts";
import { isAllowed } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import type { OwedBy } from "../store/owed.ts";
import { groups, groupsOf } from "../store/people.ts";
import { aboutClient } from "../store/rights.ts";
import type { Card } from "../views/card.ts";
import { command as asTyped, say } from "../views/say.ts";
import { statusCard } from "../views/status.ts";
import type { Actor } from "./actor.ts";
import { judgeNow } from "./authorise.ts";
import { clientsFor } from "./clients-for.ts";
import type { Deps } from "./deps.ts";
import { orSay, personNamed } from "./find.ts";
import { idsOf, owedSeen } from "./owed.ts";
import { saw } from "./saw.ts";

type StatusCommand = Extract<Command, { do: "mine" | "team" | "overdue" | "today" | "client" | "lawyer" }>;

interface Scope {
  readonly title: string;
  readonly by: OwedBy;
  /** The command that shows the rest. */
  readonly more: string;
  readonly empty?: string;
}

/** Rows read for a list that shows everything one message holds. */
const ALL = 40;
const SCREENFUL = 6;

/** What is owed, for one person, group, client or the whole firm: counts first, then the most urgent. */
export async function status(deps: Deps, who: Actor, command: StatusCommand, now: Instant): Promise<Card> {
  const scope = await scopeOf(deps, who, command, now);
  if ("card" in scope) return scope.card;
  const sight = sightOf(who);
  const list = await owedSeen(deps, who.id, { ...scope.by, sight }, who.zone, now, command.all ? ALL : SCREENFUL);
  await saw(deps, who, "saw list", { ...seenIn(scope.by), inquiries: idsOf(list.rows) }, now);
  const mine = command.do === "mine";
  const colleagues = [...who.colleagues.values()].map((p) => ({ label: p.name, value: String(p.id) }));
  const { more, empty } = scope;
  return statusCard(
    scope.title,
    list.rows,
    list,
    {
      ...{ zone: who.zone, mine, all: command.all, more, empty, colleagues, only: command.do === "overdue" },
      partial: !mine && !(await isWhole(deps, who, scope, now)),
    },
    now,
  );
}

/** What of the log a list is about. */
function seenIn({ clientId, groupId, ownerIds, overdue, today }: OwedBy): Pick<AuditEntry, "subject" | "details"> {
  if (clientId !== undefined) return { subject: { kind: "client", id: clientId } };
  if (groupId !== undefined) return { subject: { kind: "group", id: groupId } };
  const [ownerId] = ownerIds ?? [];
  if (ownerId !== undefined) return { subject: { kind: "person", id: ownerId } };
  return { subject: { kind: "firm" }, details: { of: overdue ? "overdue" : today ? "due today" : "all" } };
}

/** Whether all there may be in it is theirs to see; else the list says that it shows a part. */
async function isWhole({ db }: Deps, who: Actor, { by }: Scope, now: Instant): Promise<boolean> {
  const { groups: seen } = sightOf(who);
  if (seen === "all") return true;
  if (by.groupId !== undefined) return seen.includes(by.groupId);
  if (by.clientId !== undefined) {
    const judge = await judgeNow(db, now);
    return isAllowed(judge(who, "see", await aboutClient(db, by.clientId)));
  }
  if (by.ownerIds?.every((id) => id === who.id || who.covers.includes(id))) return true;
  return (await groups(db)).every((group) => seen.includes(group.id));
}

async function scopeOf(deps: Deps, who: Actor, command: StatusCommand, now: Instant): Promise<Scope | { card: Card }> {
  const { db } = deps;
  switch (command.do) {
    case "mine":
      return { title: "Yours", by: { ownerIds: [who.id] }, more: "all" };
    case "overdue":
      return { title: "Overdue", by: { overdue: true }, more: "overdue all", empty: "Nothing is overdue." };
    case "today":
      return { title: "Due today", by: { today: true }, more: "today all", empty: "Nothing is due today." };
    case "lawyer": {
      const person = personNamed(who, command.person, (name) => `lawyer ${name}`);
      if ("card" in person) return person;
      return { title: person.name, by: { ownerIds: [person.id] }, more: `lawyer ${person.name} all` };
    }
    case "client": {
      const client = orSay(
        "client",
        command.client,
        findByName(command.client, await clientsFor(deps, who, "name client", now)),
        (n) => `client ${n}`,
      );
      if ("card" in client) return client;
      return { title: client.name, by: { clientId: client.id }, more: `client ${client.name} all` };
    }
    case "team": {
      const group = command.group
        ? orSay("group", command.group, findByName(command.group, await groups(db)), (n) => `team ${n}`)
        : (await groupsOf(db, who.id))[0];
      if (!group)
        return {
          card: say("You are in no practice group yet. Name one, for example: ", asTyped("team Litigation")),
        };
      if ("card" in group) return group;
      return { title: group.name, by: { groupId: group.id }, more: `team ${group.name} all` };
    }
  }
}

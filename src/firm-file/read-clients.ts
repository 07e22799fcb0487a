import { CalendarError, readDate } from "../domain/calendar/values.ts";
import {
  type FirmPlan,
  type MayKeep,
  type PlannedClient,
  type PlannedGroup,
  type PlannedMatter,
  type PlannedPerson,
  sameThing,
} from "../domain/firm-plan.ts";
import { nearest } from "../domain/nearest.ts";
import type { Tell } from "./read-calendar.ts";
import { readKeeping, readRetention } from "./read-keeping.ts";
import { didYouMean, personNamed } from "./read-people.ts";
import { type Reading, readStandard } from "./read-standard.ts";
import type { Path } from "./said.ts";
import type { FirmFile } from "./shape.ts";

/** What names are looked up in. */
export interface Looking extends Reading {
  readonly known: Pick<FirmPlan, "groups" | "clients">;
  readonly people: readonly PlannedPerson[];
  readonly may: MayKeep;
}

/** The groups there will be, and of those that are known the ones that the file does not name: they stay. */
export function readGroups({ groups: written }: FirmFile, look: Looking) {
  if (written === undefined) return { groups: [...look.known.groups], stay: [] };
  const groups = Object.entries(written ?? {}).map(([name, g]): PlannedGroup => {
    const path = ["groups", name];
    const people = (key: "members" | "partners") => [
      ...new Set(
        (g[key] ?? []).flatMap((said, i) => personNamed(said, [...path, key, i], look.people, look.tell) ?? []),
      ),
    ];
    return {
      name,
      formerly: g.formerly,
      lead: personNamed(g.lead, [...path, "lead"], look.people, look.tell),
      members: people("members"),
      partners: people("partners"),
      standard: readStandard(g.standard, [...path, "standard"], name, "policy", look),
    };
  });
  const stay = staying(groups, look.known.groups, ["groups"], "practice group", look.tell);
  return { groups: [...groups, ...stay], stay };
}

/** The clients there will be, and of clients and matters those that stay. */
export function readClients({ clients: written }: FirmFile, groups: readonly PlannedGroup[], look: Looking) {
  if (written === undefined) return { clients: [...look.known.clients], stay: [], staying: [] };
  const stayingMatters: string[] = [];
  const clients = Object.entries(written ?? {}).map(([name, c]): PlannedClient => {
    const path = ["clients", name];
    const before = sameThing({ name, formerly: c?.formerly }, look.known.clients);
    const matters = readMatters(c?.matters, name, before?.matters ?? [], groups, look);
    stayingMatters.push(...matters.stay.map((m) => `${m.name} of ${name}`));
    return {
      name,
      formerly: c?.formerly,
      group: groupNamed(c?.group, [...path, "group"], groups, look.tell),
      responsible: personNamed(c?.responsible, [...path, "responsible"], look.people, look.tell),
      standard: readStandard(c?.standard, [...path, "standard"], name, "agreed", look),
      ...readKeeping(c, before ?? {}, path, { ...look, groups }),
      retention: readRetention(c?.retention, before?.retention, [...path, "retention"], look),
      matters: matters.matters,
    };
  });
  const stay = staying(clients, look.known.clients, ["clients"], "client", look.tell);
  return { clients: [...clients, ...stay], stay, staying: stayingMatters };
}

function readMatters(
  written: NonNullable<NonNullable<FirmFile["clients"]>[string]>["matters"],
  client: string,
  known: readonly PlannedMatter[],
  groups: readonly PlannedGroup[],
  look: Looking,
) {
  if (written === undefined) return { matters: [...known], stay: [] };
  const matters = Object.entries(written ?? {}).map(([name, m]): PlannedMatter => {
    const path = ["clients", client, "matters", name];
    if (m?.closed !== undefined) checkDate(m.closed, [...path, "closed"], look.tell);
    return {
      name,
      formerly: m?.formerly,
      group: groupNamed(m?.group, [...path, "group"], groups, look.tell),
      responsible: personNamed(m?.responsible, [...path, "responsible"], look.people, look.tell),
      closed: m?.closed,
      standard: readStandard(m?.standard, [...path, "standard"], `${client}, ${name},`, "agreed", look),
      ...readKeeping(m, sameThing({ name, formerly: m?.formerly }, known) ?? {}, path, { ...look, groups }),
    };
  });
  const stay = staying(matters, known, ["clients", client, "matters"], "matter", look.tell);
  return { matters: [...matters, ...stay], stay };
}

function checkDate(date: string, path: Path, tell: Tell) {
  try {
    readDate(date);
  } catch (thrown) {
    if (!(thrown instanceof CalendarError)) throw thrown;
    tell(path, thrown.message);
  }
}

function groupNamed(said: string | undefined, path: Path, groups: readonly PlannedGroup[], tell: Tell) {
  if (said === undefined) return undefined;
  const found = groups.find((g) => g.name.toLowerCase() === said.toLowerCase());
  if (!found)
    tell(
      path,
      `No practice group is called "${said}". ${didYouMean(said, groups) ?? "Add it under groups, or correct the name."}`,
    );
  return found?.name;
}

/**
 * Those that are known and not in the file: nothing is ever taken away. A new one that is so like one of them that it may be
 * the same is refused: two clients where there is one are hard to undo.
 */
function staying<T extends { readonly name: string; readonly formerly?: string }>(
  written: readonly T[],
  known: readonly T[],
  at: Path,
  what: string,
  tell: Tell,
): T[] {
  const here = new Set(written.map((one) => sameThing(one, known)));
  const stay = known.filter((one) => !here.has(one));
  const seen = new Set<string>();
  for (const one of written) {
    const folded = one.name.toLowerCase();
    if (seen.has(folded))
      tell([...at, one.name], `There are two of the name ${one.name}, but for capitals. Keep one of them.`);
    seen.add(folded);
    if (sameThing(one, known)) continue;
    const like = nearest(
      one.name,
      stay.map(({ name }) => name),
    );
    if (like !== undefined)
      tell(
        [...at, one.name],
        `${one.name} would be a new ${what}, and ${like}, so like it, is not in the file. Renamed: add "formerly: ${like}". Two of them: keep ${like} in the file.`,
      );
    else if (one.formerly !== undefined)
      tell(
        [...at, one.name, "formerly"],
        `No ${what} is called "${one.formerly}". ${didYouMean(one.formerly, stay) ?? "Take the line away."}`,
      );
  }
  return stay;
}

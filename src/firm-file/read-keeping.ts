import { sameWall } from "../domain/firm-changes/keeping.ts";
import type {
  MayKeep,
  PlannedClient,
  PlannedGroup,
  PlannedPerson,
  PlannedRetention,
  PlannedWall,
} from "../domain/firm-plan.ts";
import { KINDS, readPeriod } from "../domain/keeping.ts";
import type { Tell } from "./read-calendar.ts";
import { didYouMean, personNamed } from "./read-people.ts";
import type { Path } from "./said.ts";
import type { FirmFile } from "./shape.ts";

type Written = NonNullable<NonNullable<FirmFile["clients"]>[string]>;

interface Looking {
  readonly people: readonly PlannedPerson[];
  readonly groups: readonly PlannedGroup[];
  readonly may: MayKeep;
  readonly tell: Tell;
}

/** Walls and the hold of a client or a matter; `before`: as they are now, as far as the reader may know. */
export function readKeeping(
  written: Pick<Written, "walls" | "hold"> | null | undefined,
  before: Pick<PlannedClient, "walls" | "hold">,
  path: Path,
  look: Looking,
): Pick<PlannedClient, "walls" | "hold"> {
  const walls = written?.walls && readWalls(written.walls, [...path, "walls"], look);
  const hold = written?.hold === undefined ? undefined : /^none$/i.test(written.hold) ? false : written.hold;
  if (walls && !look.may.walls && !sameWalls(walls, before.walls ?? []))
    look.tell([...path, "walls"], THEIRS("Walls are"));
  if (hold !== undefined && !look.may.holds && (hold || undefined) !== (before.hold || undefined))
    look.tell([...path, "hold"], THEIRS("Legal holds are"));
  return { ...(walls && { walls }), ...(hold !== undefined && { hold }) };
}

export function readRetention(
  written: Written["retention"],
  before: PlannedRetention | undefined,
  path: Path,
  { may, tell }: Pick<Looking, "may" | "tell">,
): PlannedRetention | undefined {
  if (!written) return undefined;
  const read: { -readonly [K in keyof PlannedRetention]: number } = {};
  for (const kind of KINDS) {
    const said = written[kind];
    if (said === undefined) continue;
    const days = readPeriod(said);
    if (days === undefined)
      tell([...path, kind], `"${said}" is no length of time. Write it like 90 days, 18 months, 7 years, or nothing.`);
    else if (days !== null) read[kind] = days;
  }
  if (!may.retention && KINDS.some((kind) => read[kind] !== before?.[kind]))
    tell(path, THEIRS("How long what is kept is"));
  return read;
}

const THEIRS = (what: string) =>
  `${what} a risk officer's to change. Let one of them apply the file, with --as and their name; or take this away.`;

function readWalls(written: NonNullable<Written["walls"]>, path: Path, look: Looking): PlannedWall[] {
  const walls = written.flatMap((one, i): PlannedWall[] => {
    const here = [...path, i];
    const { screened, "need to know": only, why } = one;
    const said = screened ?? only;
    if (!said || (screened && only)) {
      look.tell(here, "A wall has either screened: and who is kept out, or need to know: and who alone is let in.");
      return [];
    }
    const named = said.flatMap((name, n) =>
      personOrGroup(name, [...here, screened ? "screened" : "need to know", n], look),
    );
    const of = (is: "person" | "group") => [...new Set(named.filter((one) => one.is === is).map(({ name }) => name))];
    return [{ kind: screened ? "screened" : "need to know", people: of("person"), groups: of("group"), why }];
  });
  walls.forEach((wall, i) => {
    const before = walls.slice(0, i);
    if (before.some((one) => sameWall(one, wall))) look.tell([...path, i], "This wall is in the list twice. Keep one.");
    else if (wall.kind === "need to know" && before.some((one) => one.kind === wall.kind))
      look.tell([...path, i], "Who needs to know is said twice here. Put all of them into one.");
  });
  return walls;
}

function personOrGroup(
  said: string,
  path: Path,
  { people, groups, tell }: Looking,
): { is: "person" | "group"; name: string }[] {
  const group = groups.find((g) => g.name.toLowerCase() === said.toLowerCase());
  const isPerson = people.some((p) => [p.name, p.email].some((name) => name?.toLowerCase() === said.toLowerCase()));
  if (group && isPerson)
    tell(path, `${said} is a person and a practice group. Write the person's e-mail address, or rename the group.`);
  else if (group) return [{ is: "group", name: group.name }];
  else if (isPerson) {
    const name = personNamed(said, path, people, tell);
    return name === undefined ? [] : [{ is: "person", name }];
  } else
    tell(
      path,
      `No person or practice group is called "${said}". ${didYouMean(said, [...people, ...groups]) ?? "Correct the name."}`,
    );
  return [];
}

const sameWalls = (a: readonly PlannedWall[], b: readonly PlannedWall[]): boolean =>
  a.length === b.length && a.every((wall) => b.some((one) => sameWall(one, wall)));

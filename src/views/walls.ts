import type { Instant, Zone } from "../domain/time.ts";
import type { WallKind } from "../domain/walls.ts";
import type { Card, Part, Span } from "./card.ts";
import { called } from "./owed.ts";
import { command, say } from "./say.ts";
import { capital, date, dayAndTime, list, plural } from "./words.ts";

// For risk officers alone.

export interface WallShown {
  readonly id: number;
  readonly kind: WallKind;
  readonly client: string;
  readonly matter: string | null;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly since: Instant;
  readonly reason: string;
  readonly madeBy: string | null;
  readonly liftedAt: Instant | null;
  readonly liftedBy: string | null;
}

/** `moved`: open inquiries whose owner was outside, and that are somebody else's now, or nobody's. */
export const walled = (wall: WallShown, moved: number): Card =>
  say(
    { bold: `${subject(wall)} is walled` },
    `\n${capital(who(wall))}, from now on. What stood in the chats of those outside is being withdrawn.${handed(moved)}`,
    ` To lift it: `,
    command(`lift ${wall.id}`),
    wall.matter === null
      ? ""
      : `\nWhat comes in for ${wall.client} without a matter is not behind it; a wall around ${wall.client} is.`,
  );

const handed = (moved: number): string => {
  if (moved === 0) return "";
  return moved === 1 ? " One open inquiry went to who comes next." : ` ${moved} open inquiries went to who comes next.`;
};

export const wallLifted = (wall: WallShown): Card =>
  say(`Wall ${wall.id} around ${subject(wall)} is lifted. That it stood, for whom and until when stays on record.`);

export const noSuchWall = (id: number): Card =>
  say(`I find no wall ${id} that stands. Those that do: `, command("walls"));

/** `all`: with those that were lifted. */
export function wallList(walls: readonly WallShown[], all: boolean, zone: Zone, now: Instant): Card {
  if (walls.length === 0)
    return say(
      all ? "There never was a wall. For example: " : "No wall stands. For example: ",
      command('wall "Acme v. Beta" from Kim because she acted for Beta'),
    );
  const headline = all
    ? plural(walls.length, "wall")
    : `${plural(walls.length, "wall")} ${walls.length === 1 ? "stands" : "stand"}`;
  return {
    summary: capital(headline),
    parts: [
      { text: [{ bold: capital(headline) }] },
      ...walls.slice(0, MOST).map((one) => line(one, zone, now)),
      ...rest(walls),
    ],
  };
}

/** As many as one message holds. */
const MOST = 40;

const rest = (walls: readonly WallShown[]): Part[] =>
  walls.length > MOST ? [{ note: [`and ${walls.length - MOST} more: npm run walls -- list has them all.`] }] : [];

function line(wall: WallShown, zone: Zone, now: Instant): Part {
  const { id, since, madeBy, reason, liftedAt, liftedBy } = wall;
  const head: Span[] = [{ code: String(id) }, ` · `, { bold: subject(wall) }, ` · ${who(wall)}`];
  const made = `since ${dayAndTime(since, zone, now)}, by ${madeBy ?? "whoever runs the program"}: ${reason}`;
  const lifted =
    liftedAt === null ? "" : `; lifted ${date(liftedAt, zone)} by ${liftedBy ?? "whoever runs the program"}`;
  return { text: [...head, `\n${capital(made)}${lifted}`] };
}

export const subject = ({ client, matter }: Pick<WallShown, "client" | "matter">): string =>
  called({ client, matter: matter ?? undefined });

/** `screened: Kim Fixture` or `only Kim Fixture and Tax`. */
const who = ({ kind, people, groups }: WallShown): string => {
  const named = list([...people, ...groups.map((name) => `the group ${name}`)]);
  return kind === "screened" ? `${named} screened out` : `only ${named} inside`;
};

/** An answer is owed, and whoever could be told of it is outside. Numbers of walls, and nothing of what is behind them. */
export const nobodyLeftNotice = (walls: readonly number[]): Card =>
  say(
    { bold: "An answer is owed that nobody may be told of" },
    `\nEveryone who would be reminded of it is outside ${walls.length === 1 ? `wall ${walls[0]}` : `walls ${list(walls.map(String))}`}. Please see that someone inside answers for it: make them the responsible lawyer, or let somebody in. The walls: `,
    command("walls"),
  );

/** The same to an admin, where there is no risk officer who may hear of it: that there is something, and what an admin can do. */
export const nobodyMayBeToldNotice = (): Card =>
  say(
    { bold: "An answer is owed that nobody may be told of" },
    "\nNo risk officer may be told either: there is none, or all are kept out of it. Please make somebody one who can see to it, for example: ",
    command("grant risk officer @kim"),
  );

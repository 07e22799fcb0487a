import type { WallByLog } from "../domain/audit/wall-log.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { loggedEvidence } from "./wall-log.ts";
import { subject, type WallShown } from "./walls.ts";
import { list, plural } from "./words.ts";

// Plain lines, for a file or a court: every time in full, with its zone.

interface Told {
  readonly name: string;
  readonly before: number;
  readonly lastBefore: Instant | null;
  readonly withdrawn: number;
  readonly stuck: number;
  readonly since: readonly Instant[];
  readonly reports: number;
  readonly reportsWithout: number;
  readonly owns: number;
  readonly shown: number;
}

interface Behind {
  readonly inquiries: number;
  readonly first: Instant | null;
  readonly before: number;
}

/** What the log says, and what people are called. */
interface Log {
  readonly by: WallByLog;
  readonly names: ReadonlyMap<number, string>;
}

/** The evidence of a timely screen: who, since when, and that nothing was shown; by what the store says, and by the log. */
export function evidence(
  wall: WallShown,
  behind: Behind,
  outside: readonly Told[],
  { by, names }: Log,
  zone: Zone,
  now: Instant,
): string {
  const at = (t: Instant) => `${full(t, zone)}`;
  const named = list([...wall.people, ...wall.groups.map((name) => `the group ${name}`)]);
  const lines = [
    `Wall ${wall.id} around ${subject(wall)}`,
    wall.kind === "screened"
      ? `Kept out: ${named}. Everyone else is inside.`
      : `Inside: ${named}. Everyone else is kept out.`,
    `Made ${at(wall.since)} by ${wall.madeBy ?? "whoever runs the program"}, because: ${wall.reason}`,
    wall.liftedAt === null
      ? `It stands, as of ${at(now)}.`
      : `Lifted ${at(wall.liftedAt)} by ${wall.liftedBy ?? "whoever runs the program"}.`,
    timely(behind, at),
    "",
    ...(outside.length === 0
      ? ["Nobody at the firm is outside of it now."]
      : outside.flatMap((one) => person(one, behind, wall, at))),
  ];
  const leaks = outside.filter((one) => one.since.length > 0 || (wall.liftedAt === null && one.shown > 0));
  const stands = leaks.length === 0 ? "Nothing" : "SOMETHING";
  lines.push(
    "",
    `${stands} of it was told to ${leaks.length === 0 ? "anyone" : list(leaks.map(({ name }) => name))} outside while the wall stood.`,
    "",
    ...loggedEvidence(by, names, wall.since, at),
  );
  return lines.join("\n");
}

function timely({ inquiries, first, before }: Behind, at: (t: Instant) => string): string {
  if (first === null) return "No inquiry has come in behind it.";
  if (before === 0)
    return `It was there before the first inquiry came in, ${at(first)}; ${plural(inquiries, "inquiry", "inquiries")} since.`;
  return `${plural(before, "inquiry", "inquiries")} had come in before it was made, the first ${at(first)}; ${inquiries} in all.`;
}

function person(one: Told, behind: Behind, wall: WallShown, at: (t: Instant) => string): string[] {
  const before =
    one.before === 0 || one.lastBefore === null
      ? "told nothing of it before the wall"
      : `told of it ${plural(one.before, "time")} before the wall, last ${at(one.lastBefore)}: ${one.withdrawn} withdrawn from their chat${one.stuck > 0 ? `, ${one.stuck} could not be changed` : ""}`;
  const since =
    one.since.length === 0 ? "nothing while it stood" : `TOLD WHILE IT STOOD: ${one.since.map(at).join("; ")}`;
  const reports =
    one.reports === 0
      ? []
      : [`${one.reportsWithout} of ${plural(one.reports, "weekly report")} since then left it out`];
  const owns = one.owns === 0 ? [] : [`STILL ANSWERS FOR ${one.owns} of its open inquiries`];
  const shown =
    wall.liftedAt === null
      ? [
          `the database shows them ${one.shown} of its ${plural(behind.inquiries, "inquiry", "inquiries")}, asked just now`,
        ]
      : [];
  return [`${one.name}: ${[before, since, ...reports, ...owns, ...shown].join("; ")}.`];
}

/** `2026-01-13 12:00:05 (America/New_York)`. */
function full(t: Instant, zone: Zone): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return `${parts.format(t)} (${zone})`;
}

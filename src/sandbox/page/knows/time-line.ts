import type { Calendar } from "../../../domain/calendar.ts";
import type { Clock } from "../../../domain/clock.ts";
import { dayEnd } from "../../../domain/day.ts";
import { type Instant, type Interval, MINUTE, type Zone } from "../../../domain/time.ts";
import { calendarLines } from "../../../domain/why.ts";
import type { NudgeInside } from "../../../store/inside.ts";
import { clockName } from "../../../views/clocks.ts";
import { clockLine } from "../../../views/show.ts";
import { capital, date, list } from "../../../views/words.ts";
import type { DrawnClock, DrawnDay, DrawnFact, DrawnNudge, TimeLine, Turn } from "./shown.ts";

interface Drawing {
  readonly facts: readonly DrawnFact[];
  readonly clocks: readonly Clock[];
  readonly nudges: readonly NudgeInside[];
  /** Whose closed hours are shaded. */
  readonly calendar: Calendar;
  readonly zone: Zone;
}

/** What there is to draw of an inquiry: pure. It begins a little before the first ask and ends a little after the last thing. */
export function timeLine({ facts, clocks, nudges, calendar, zone }: Drawing, now: Instant): TimeLine {
  const drawn = clocks.map((clock) => drawnClock(clock, nudges, zone, now));
  const told = facts.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  const instants = [...told.map(({ at }) => at), ...drawn.flatMap((clock) => instantsOf(clock, now))];
  const from = Math.min(now, ...instants) - MARGIN;
  const to = Math.max(...(instants.length > 0 ? instants : [now])) + MARGIN;
  const turns = calendarLines(calendar, { from, to }).map(({ from, to, counted: open, because }) => {
    return { from, to, open, because };
  });
  return { from, to, turns, days: daysOf({ from, to }, turns, zone), facts: told, clocks: drawn };
}

function daysOf({ from, to }: Interval, turns: readonly Turn[], zone: Zone): DrawnDay[] {
  const days: DrawnDay[] = [];
  for (let at = from; at < to; ) {
    const end = dayEnd(at, zone);
    const open = turns.some((turn) => turn.open && turn.from < end && turn.to > at);
    days.push({ at, name: date(at, zone), open });
    at = end;
  }
  return days;
}

const MARGIN = 20 * MINUTE;

function instantsOf({ startedAt, dueAt, stoppedAt, state, nudges }: DrawnClock, now: Instant): Instant[] {
  const ends = state === "cancelled" ? [] : [dueAt ?? startedAt];
  // What was planned for after the end, and left out, is not worth the room.
  const told = nudges.filter(({ is }) => is !== "left out").map(({ at }) => at);
  return [startedAt, stoppedAt ?? now, ...ends, ...told];
}

function drawnClock(clock: Clock, nudges: readonly NudgeInside[], zone: Zone, now: Instant): DrawnClock {
  const { kind, state, startedAt, dueAt, stoppedAt, breaks } = clock;
  const own = nudges.filter((nudge) => nudge.kind === kind && nudge.startedAt === startedAt);
  return {
    kind,
    state,
    name: capital(clockName(kind)),
    words: clockLine(clock, zone, now).replace(/^[^:]*: /, ""),
    startedAt,
    ...(dueAt !== undefined && { dueAt }),
    ...(stoppedAt !== undefined && { stoppedAt }),
    pauses: breaks,
    nudges: own.map(drawnNudge),
  };
}

function drawnNudge({ dueAt, doneAt, outcome, audience, to }: NudgeInside): DrawnNudge {
  const meant = list(audience.map((one) => MEANT[one]));
  if (doneAt === null) return { at: dueAt, is: "planned", words: `planned for ${meant}` };
  if (outcome === "sent") return { at: doneAt, is: "sent", words: `sent to ${to.length > 0 ? list(to) : meant}` };
  const why = outcome === "nobody" ? `left out: nobody there as ${meant}` : LEFT_OUT[outcome ?? "moot"];
  return { at: dueAt, is: "left out", words: why };
}

const MEANT = { owner: "the lawyer", lead: "the team lead", partner: "the partner" } as const;
const LEFT_OUT = { moot: "not needed any more", passed: "said before", nobody: "", sent: "" } as const;

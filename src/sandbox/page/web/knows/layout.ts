import type { DrawnClock, TimeLine } from "../../knows/shown.ts";

/** Where everything of a time line stands, in pixels: pure. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  readonly days: readonly { readonly x: number; readonly name?: { readonly x: number; readonly words: string } }[];
  readonly now: number | undefined;
  /** Numbered in order of time, from 1; those that would touch stand a row lower. */
  readonly facts: readonly { readonly x: number; readonly y: number; readonly number: number }[];
  readonly lanes: readonly Lane[];
}

/** A closed stretch. A night has no name, nor has what there is no room for. */
interface Band {
  readonly x: number;
  readonly width: number;
  readonly because: string;
  /** Below it, from `x` on. */
  readonly name?: { readonly x: number; readonly words: string };
  /** Drawn shorter than it is, by the measure of open time. */
  readonly squeezed: boolean;
}

export interface Lane {
  readonly clock: DrawnClock;
  readonly y: number;
  /** Where its label begins, so that it ends inside the drawing. */
  readonly labelX: number;
  readonly pieces: readonly Piece[];
  readonly due: number | undefined;
  readonly nudges: readonly {
    readonly x: number;
    readonly is: "planned" | "sent" | "left out";
    readonly words: string;
  }[];
}

/** A piece of a clock's bar: it ran, ran on after it was due, or stood still. */
interface Piece {
  readonly x: number;
  readonly width: number;
  readonly is: "ran" | "late" | "paused" | "ahead";
}

const HOUR = 3_600_000;
/** Sides of the drawing, so that what stands at its ends is whole. */
const SIDE = 10;
const DAYS = 22;
const FACT = 18;
const LANE = 50;
/** The row below, for the names of what is closed. */
export const NAMES = 16;
/** Of one hour open, at the least; a long drawing is wider than the panel, and is moved sideways. */
const LEAST = 5;

/** A closed hour counts as it is; what is longer grows ever more slowly: a night as under two hours, a weekend as two. */
export const squeezed = (ms: number): number => (ms <= HOUR ? ms : HOUR + (Math.log2(ms / HOUR) * HOUR) / 6);

/** `room`: how wide the panel is. The drawing is as wide, or wider where it would not be legible. */
export function layout(line: TimeLine, now: number, room: number): Layout {
  const weights = line.turns.map(({ from, to, open }) => (open ? to - from : squeezed(to - from)));
  const whole = weights.reduce((sum, one) => sum + one, 0) || 1;
  const width = Math.max(room, Math.ceil((whole / HOUR) * LEAST) + 2 * SIDE);
  const px = (width - 2 * SIDE) / whole;
  const starts = weights.map((_, i) => SIDE + px * weights.slice(0, i).reduce((sum, one) => sum + one, 0));

  const x = (t: number): number => {
    const i = line.turns.findLastIndex((turn) => turn.from <= t);
    const turn = line.turns[i];
    if (!turn) return SIDE;
    const share = Math.min(1, (t - turn.from) / (turn.to - turn.from));
    return starts[i]! + share * weights[i]! * px;
  };

  const { facts, rows } = factsAt(line.facts.map(({ at }) => x(at)));
  const top = DAYS + rows * FACT + 6;
  return {
    width,
    height: top + line.clocks.length * LANE + NAMES,
    bands: namedApart(
      line.turns.flatMap(({ from, to, open, because }, i) =>
        open ? [] : [{ x: starts[i]!, width: weights[i]! * px, because, squeezed: to - from > HOUR }],
      ),
      width,
    ),
    days: apart(
      line.days.filter(({ open }) => open).map(({ at, name }) => ({ x: x(at), name })),
      width,
    ),
    now: now >= line.from && now <= line.to ? x(now) : undefined,
    facts,
    lanes: line.clocks.map((clock, i) => lane(clock, x, now, top + i * LANE, width)),
  };
}

/** A name stands in the middle below its band, and is cut short before it runs into the next. */
function namedApart(bands: readonly Omit<Band, "name">[], width: number): Band[] {
  let free = 0;
  return bands.map((band) => {
    if (band.because === "overnight" || !band.squeezed) return band;
    const words = band.because.replace(/ closed\b/g, "");
    const wide = words.length * LETTER;
    const x = Math.max(free, 2, Math.min(band.x + band.width / 2 - wide / 2, width - wide - 2));
    if (x > band.x + band.width) return band;
    free = x + wide + LETTER;
    return { ...band, name: { x, words } };
  });
}

/** About how wide a letter of the drawing is. */
const LETTER = 6;

/** "Mon 26" where its day begins, or a little later where the one before needs the room; left out where there is none. */
function apart(days: readonly { x: number; name: string }[], width: number) {
  let free = 0;
  return days.flatMap(({ x, name }, i) => {
    const words = name.split(" ").slice(0, 2).join(" ");
    const nameX = Math.max(x + 3, free);
    const end = nameX + words.length * LETTER;
    if (nameX > (days[i + 1]?.x ?? width) || end > width) return { x };
    free = end + LETTER;
    return { x, name: { x: nameX, words } };
  });
}

function factsAt(xs: readonly number[]) {
  const ends: number[] = [];
  const facts = xs.map((x, i) => {
    const free = ends.findIndex((end) => end <= x - FACT / 2);
    const row = free < 0 ? ends.length : free;
    ends[row] = x + FACT / 2;
    return { x, y: DAYS + row * FACT + FACT / 2 + 2, number: i + 1 };
  });
  return { facts, rows: ends.length };
}

function lane(clock: DrawnClock, x: (t: number) => number, now: number, y: number, width: number): Lane {
  const { startedAt, dueAt, stoppedAt, pauses, nudges, state } = clock;
  const end = stoppedAt ?? Math.max(now, startedAt);
  const late = dueAt !== undefined && state !== "cancelled" && end > dueAt;
  const piece = (from: number, to: number, is: Piece["is"]): Piece[] =>
    to > from ? [{ x: x(from), width: x(to) - x(from), is }] : [];
  return {
    clock,
    y,
    labelX: Math.max(SIDE, Math.min(x(startedAt), width - SIDE - labelOf(clock).length * 6.4)),
    pieces: [
      ...piece(startedAt, late ? dueAt : end, "ran"),
      ...(late ? piece(dueAt, end, "late") : []),
      ...pauses.flatMap(({ from, to }) => piece(from, to, "paused")),
      ...(stoppedAt === undefined && dueAt !== undefined ? piece(end, dueAt, "ahead") : []),
    ],
    due: dueAt === undefined || state === "cancelled" ? undefined : x(dueAt),
    nudges: nudges.map(({ at, is, words }) => ({ x: x(at), is, words })),
  };
}

export const labelOf = ({ name, state, stoppedAt }: DrawnClock): string =>
  `${name}: ${state === "breached" ? (stoppedAt === undefined ? "overdue" : "late") : STATES[state]}`;

const STATES = {
  running: "runs",
  paused: "stands still",
  met: "in time",
  cancelled: "not needed",
  breached: "",
} as const;

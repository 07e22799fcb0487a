import { createRequire } from "node:module";
import type { Moment } from "moment";
import type { CalendarSpec } from "../../src/domain/calendar/spec.ts";
import { addBusiness, businessBetween, type Calendar, openCalendar } from "../../src/domain/calendar.ts";
import { at, type Instant, MINUTE } from "../../src/domain/time.ts";
import { holidaysOf } from "../../src/store/holidays-source.ts";
import { minuteByMinute } from "../domain/calendar/minute-by-minute.ts";
import type { BenchResult } from "./result.ts";

// It has no types, and changes moment for the whole process: loaded only when measured.
const require = createRequire(import.meta.url);

const ZONE = "America/New_York";
const DAY: CalendarSpec["weekly"]["mon"] = [["09:00", "17:30"]];
/** As a firm keeps it: New York's hours, and its public holidays of three years. */
const FIRM: CalendarSpec = {
  zone: ZONE,
  weekly: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
  holidays: [2025, 2026, 2027].flatMap((year) => holidaysOf("US-NY", year)),
};
const FROM = at("2025-10-01T00:00Z");

interface Ask {
  from: Instant;
  amount: number;
  due: Instant;
  breaks: { from: Instant; to: Instant }[];
}

/**
 * Business time: nanoseconds for one add and one between, ours against moment-business-time on the same calendar and the same
 * asks (from any minute of a year, 15 minutes to two weeks of business time; between counts the same spans back), after each of ours was compared with a count by the minute.
 */
export async function benchBusinessTime(size: "small" | "full"): Promise<BenchResult[]> {
  const calendar = openCalendar(FIRM);
  const built = performance.now();
  addBusiness(calendar, FROM, 1);
  const buildMs = performance.now() - built;

  const asks = someAsks(4096, calendar);
  const repeats = size === "full" ? 400 : 40;
  const add = nanoseconds(repeats, asks, (ask) => addBusiness(calendar, ask.from, ask.amount));
  const between = nanoseconds(repeats, asks, (ask) => businessBetween(calendar, ask.from, ask.due));
  const paused = nanoseconds(repeats / 4, asks, (ask) => addBusiness(calendar, ask.from, ask.amount, ask.breaks));
  const peer = peerNanoseconds(asks.slice(0, size === "full" ? 600 : 100));
  const right = countRight(calendar, asks.slice(0, size === "full" ? 2030 : 500));

  const ns = (name: string, value: number, most: number, note?: string): BenchResult => {
    return { name, value: Math.round(value * 10) / 10, unit: "ns", target: `≤ ${most} ns`, met: value <= most, note };
  };
  const times = (name: string, ours: number, theirs: number, note?: string): BenchResult => {
    const ratio = Math.round(theirs / ours);
    return { name, value: Math.round(theirs), unit: "ns", ratio, target: "≥ 10,000 times", met: ratio >= 10_000, note };
  };
  return [
    ns("business time: add", add, 60, `three years built in ${buildMs.toFixed(1)} ms`),
    ns("business time: between", between, 60),
    ns("business time: add with two pauses", paused, 250),
    times(
      "business time: add, moment-business-time",
      add,
      peer.add,
      `${peer.agreed} of ${peer.asked} answers the same`,
    ),
    times("business time: between, moment-business-time", between, peer.between),
    {
      ...{ name: "business time: right, by the minute", value: right.right, unit: `of ${right.asked}` },
      ...{ target: "all", met: right.right === right.asked },
    },
  ];
}

/** The same every time: a linear congruential generator (Numerical Recipes). */
function someAsks(count: number, calendar: Calendar): Ask[] {
  let seed = 1;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => {
    const from = FROM + next(365 * 1440) * MINUTE;
    const [first, second] = [from + next(600) * MINUTE, from + (1000 + next(2000)) * MINUTE];
    const breaks = [
      { from: first, to: first + (1 + next(300)) * MINUTE },
      { from: second, to: second + (1 + next(3000)) * MINUTE },
    ];
    const amount = 15 + next(5100 - 15);
    return { from, amount, due: addBusiness(calendar, from, amount), breaks };
  });
}

/** The median of seven rounds, each of `repeats` passes over the asks. */
function nanoseconds(repeats: number, asks: readonly Ask[], work: (ask: Ask) => number): number {
  const rounds = Array.from({ length: 8 }, () => {
    let sink = 0;
    const start = performance.now();
    for (let i = 0; i < repeats; i++) for (const ask of asks) sink += work(ask);
    const ns = ((performance.now() - start) * 1e6) / (repeats * asks.length);
    return sink === 0 ? Number.NaN : ns;
  });
  return rounds.slice(1).sort((a, b) => a - b)[3]!;
}

type BusinessMoment = Moment & {
  addWorkingTime(n: number, unit: "minutes"): BusinessMoment;
  workingDiff(to: Moment, unit: "minutes"): number;
};

/** The peer keeps one calendar for the whole process, in the machine's zone: that is set to the firm's while it runs. */
function peerNanoseconds(asks: readonly Ask[]) {
  const zone = process.env.TZ;
  process.env.TZ = ZONE;
  try {
    const moment = require("moment-business-time") as ((t: Instant) => BusinessMoment) & {
      updateLocale(locale: string, spec: object): void;
    };
    const day = ["09:00:00", "17:30:00"];
    const workinghours = { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null };
    moment.updateLocale("en", { workinghours, holidays: FIRM.holidays!.map((h) => h.date) });
    const theirs = (ask: Ask) => moment(ask.from).addWorkingTime(ask.amount, "minutes").valueOf();
    const agreed = asks.filter((ask) => theirs(ask) === ask.due).length;
    const add = nanoseconds(1, asks, theirs);
    const between = nanoseconds(1, asks, (ask) => moment(ask.from).workingDiff(moment(ask.due), "minutes"));
    return { add, between, agreed, asked: asks.length };
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
}

function countRight(calendar: Calendar, asks: readonly Ask[]) {
  const slow = minuteByMinute(FIRM, FROM, 430);
  const right = asks.filter(({ from, amount, breaks }) => {
    const due = slow.add(from, amount, breaks);
    return (
      addBusiness(calendar, from, amount, breaks) === due &&
      addBusiness(calendar, from, amount) === slow.add(from, amount) &&
      businessBetween(calendar, from, due, breaks) === amount
    );
  }).length;
  return { right, asked: asks.length };
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WEEK } from "../../../src/domain/calendar/plan.ts";
import type { CalendarSpec, Hours } from "../../../src/domain/calendar/spec.ts";
import {
  addBusiness,
  businessBetween,
  type Calendar,
  isOpen,
  nextOpening,
  openCalendar,
  stretches,
} from "../../../src/domain/calendar.ts";
import { at, MINUTE } from "../../../src/domain/time.ts";
import { minuteByMinute } from "./minute-by-minute.ts";

// Each with a day near which its clocks change; at midnight, by half an hour, by a whole day, in and out of Ramadan, or never.
const CHANGES: [zone: string, date: string][] = [
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Europe/London", "2026-10-25"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["America/Sao_Paulo", "2018-02-18"],
  ["America/Sao_Paulo", "2018-11-04"],
  ["America/Havana", "2026-11-01"],
  ["Africa/Cairo", "2026-04-24"],
  ["Africa/Cairo", "2026-10-30"],
  ["Asia/Beirut", "2026-03-29"],
  ["America/St_Johns", "2010-11-07"],
  ["Pacific/Apia", "2011-12-30"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Asia/Kathmandu", "2026-06-15"],
];

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** No hours, one to three intervals, round the clock, or a night that ends by six. */
const aDay: fc.Arbitrary<Hours[]> = fc.oneof(
  fc.constant<Hours[]>([]),
  fc.constant<Hours[]>([["00:00", "24:00"]]),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
    .map((cuts) => cuts.toSorted((a, b) => a - b))
    .map((cuts) =>
      Array.from(
        { length: cuts.length >> 1 },
        (_, i): Hours => [clock(cuts[2 * i]! * 15), clock(cuts[2 * i + 1]! * 15)],
      ),
    ),
  fc
    .tuple(fc.integer({ min: 360, max: 1439 }), fc.integer({ min: 0, max: 359 }))
    .map(([a, b]): Hours[] => [[clock(a), clock(b)]]),
);

const aSpec = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    days: fc.array(aDay, { minLength: 7, maxLength: 7 }),
    holiday: fc.integer({ min: -6, max: 6 }),
    own: fc.tuple(fc.integer({ min: -6, max: 6 }), aDay),
  })
  .map(({ change: [zone, date], days, holiday, own }) => {
    const near = (n: number) => new Date(at(`${date}T00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
    const spec: CalendarSpec = {
      zone,
      weekly: Object.fromEntries(WEEK.map((weekday, i) => [weekday, days[i]!])),
      holidays: [{ date: near(holiday), name: "Holiday" }],
      exceptions: [{ date: near(own[0]), hours: own[1], name: "Own hours" }],
    };
    return { spec, middle: at(`${date}T00:00Z`) };
  })
  .map((made) => ({ ...made, calendar: calendarOf(made.spec) }))
  .filter((made): made is typeof made & { calendar: Calendar } => made.calendar !== undefined);

// Random days may never open, or overlap the night before: those are refused, as another test shows.
function calendarOf(spec: CalendarSpec): Calendar | undefined {
  try {
    return openCalendar(spec);
  } catch {
    return undefined;
  }
}

const someMinutes = (min: number, max: number) => fc.integer({ min, max });
const somePauses = fc.array(fc.tuple(someMinutes(-4000, 4000), someMinutes(-60, 1500)), { maxLength: 4 });
const pausesNear = (middle: number, pauses: [number, number][]) =>
  pauses.map(([from, length]) => ({ from: middle + from * MINUTE, to: middle + (from + length) * MINUTE }));

function reached<T>(counted: () => T): T | undefined {
  try {
    return counted();
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}

describe("whatever the calendar", () => {
  test("it agrees with counting minute by minute", () => {
    let compared = 0;
    fc.assert(
      fc.property(
        aSpec,
        fc.array(fc.tuple(someMinutes(-4000, 4000), someMinutes(-900, 900), somePauses), {
          minLength: 30,
          maxLength: 30,
        }),
        ({ spec, calendar, middle }, cases) => {
          const slow = minuteByMinute(spec, middle - 40 * 86_400_000, 80);
          for (const [start, amount, pauses] of cases) {
            const from = middle + start * MINUTE;
            const breaks = pausesNear(middle, pauses);
            const expected = reached(() => slow.add(from, amount, breaks));
            // An office that opens half an hour a week may be past all days that are counted through.
            if (expected === undefined) continue;
            compared++;
            expect(addBusiness(calendar, from, amount, breaks)).toBe(expected);
            expect(isOpen(calendar, from)).toBe(slow.isOpen(from));
            const [a, b] = [Math.min(from, expected), Math.max(from, expected)];
            expect(businessBetween(calendar, a, b, breaks)).toBe(slow.between(a, b, breaks));
          }
        },
      ),
      { numRuns: 30 },
    );
    expect(compared).toBeGreaterThan(700);
  });

  test("add, then between, gives back the minutes, pauses or not", () =>
    fc.assert(
      fc.property(
        aSpec,
        someMinutes(-4000, 4000),
        someMinutes(-20_000, 20_000),
        somePauses,
        ({ calendar, middle }, start, amount, pauses) => {
          const from = middle + start * MINUTE + 1234;
          const breaks = pausesNear(middle, pauses);
          expect(businessBetween(calendar, from, addBusiness(calendar, from, amount, breaks), breaks)).toBe(amount);
        },
      ),
    ));

  test("the order and repetition of pauses are irrelevant", () =>
    fc.assert(
      fc.property(
        aSpec,
        someMinutes(-5000, 5000),
        somePauses,
        fc.infiniteStream(fc.nat()),
        ({ calendar, middle }, amount, pauses, keys) => {
          const breaks = pausesNear(middle, pauses);
          const shuffled = [...breaks, ...breaks]
            .map((b) => ({ b, key: keys.next().value! }))
            .sort((a, b) => a.key - b.key);
          const other = shuffled.map(({ b }) => b);
          expect(addBusiness(calendar, middle, amount, other)).toBe(addBusiness(calendar, middle, amount, breaks));
          const [from, to] = [middle - 5000 * MINUTE, middle + 5000 * MINUTE];
          expect(businessBetween(calendar, from, to, other)).toBe(businessBetween(calendar, from, to, breaks));
        },
      ),
    ));

  test("later starts and larger budgets are never due earlier, and a pause never makes anything due earlier", () =>
    fc.assert(
      fc.property(
        aSpec,
        someMinutes(-4000, 4000),
        fc.nat(2000),
        fc.nat(9000),
        fc.nat(2000),
        somePauses,
        ({ calendar, middle }, start, later, amount, more, pauses) => {
          const from = middle + start * MINUTE;
          const breaks = pausesNear(middle, pauses);
          const due = addBusiness(calendar, from, amount, breaks);
          expect(addBusiness(calendar, from, amount + 1 + more, breaks)).toBeGreaterThan(due);
          expect(addBusiness(calendar, from + later * MINUTE, amount, breaks)).toBeGreaterThanOrEqual(due);
          expect(addBusiness(calendar, from, amount)).toBeLessThanOrEqual(due);
        },
      ),
    ));

  test("nothing is ever due inside a closed time: only while open, or at the instant of closing", () =>
    fc.assert(
      fc.property(aSpec, someMinutes(-4000, 4000), someMinutes(1, 9000), ({ calendar, middle }, start, amount) => {
        const due = addBusiness(calendar, middle + start * MINUTE, amount);
        expect(isOpen(calendar, due) || isOpen(calendar, due - 1)).toBe(true);
        expect(isOpen(calendar, addBusiness(calendar, middle + start * MINUTE, -amount))).toBe(true);
        expect(isOpen(calendar, nextOpening(calendar, middle + start * MINUTE))).toBe(true);
      }),
    ));

  test("the open stretches of any span add up to its business minutes", () =>
    fc.assert(
      fc.property(aSpec, someMinutes(-9000, 9000), fc.nat(20_000), ({ calendar, middle }, start, length) => {
        const [from, to] = [middle + start * MINUTE, middle + (start + length) * MINUTE];
        const pieces = stretches(calendar, from, to);
        const open = pieces.filter((p) => p.open).reduce((ms, p) => ms + p.to - p.from, 0);
        expect(open / MINUTE).toBe(businessBetween(calendar, from, to));
        expect(pieces.reduce((ms, p) => ms + p.to - p.from, 0)).toBe(to - from);
      }),
    ));
});

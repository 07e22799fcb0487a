import fc from "fast-check";
import { type Calendar, openCalendar } from "../../src/domain/calendar.ts";
import type { ClockKind, TermsAt } from "../../src/domain/clock.ts";
import type { Fact } from "../../src/domain/inquiry.ts";
import { at, hours, type Instant, MINUTE, type Minutes } from "../../src/domain/time.ts";

/** Monday to Friday, nine to half past five, with Veterans Day. */
export const newYork: Calendar = openCalendar({
  zone: "America/New_York",
  weekly: {
    mon: [["09:00", "17:30"]],
    tue: [["09:00", "17:30"]],
    wed: [["09:00", "17:30"]],
    thu: [["09:00", "17:30"]],
    fri: [["09:00", "17:30"]],
  },
  holidays: [{ date: "2026-11-11", name: "Veterans Day" }],
});

export const businessDay: Minutes = 510;

/** Acknowledge in 4 business hours, answer in a day; further clocks as given. */
export const termsOf =
  (more: Partial<Record<ClockKind, Minutes>> = {}): TermsAt =>
  (kind) => {
    const target = { acknowledge: hours(4), answer: businessDay, "next answer": businessDay, ...more }[
      kind as "answer"
    ];
    return target === undefined
      ? undefined
      : { standardId: 1, source: "firm policy", target, calendarVersion: 3, calendar: newYork };
  };

/** A time in the week of Monday 2026-11-16, in New York: `mon("10:00")`. */
const day = (date: string) => (time: string) => at(`${date}T${time}-05:00`);
export const mon = day("2026-11-16");
export const tue = day("2026-11-17");
export const wed = day("2026-11-18");
export const thu = day("2026-11-19");
export const fri = day("2026-11-20");
export const sat = day("2026-11-21");
export const nextMon = day("2026-11-23");

type Rest<K extends Fact["kind"]> = Omit<Extract<Fact, { kind: K }>, "kind" | "at" | "key">;

let serial = 0;
export function fact<K extends Fact["kind"]>(kind: K, when: Instant, rest?: Rest<K>, key?: string): Fact {
  return { key: key ?? `${kind}:${++serial}`, at: when, kind, ...rest } as Fact;
}

const instants = fc
  .oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 5, max: 12 }))
  .map((n) => mon("08:00") + n * 20 * MINUTE);
const soonAfter = (t: Instant) => fc.integer({ min: -5, max: 200 }).map((n) => t + n * 20 * MINUTE);

/** Any fact in two weeks, on a coarse grid so that many fall on the same instant; few keys, so that some clash. */
const anyFact: fc.Arbitrary<Fact> = instants.chain((t) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ kind: "asked", at: t }) },
    fc.constant({ kind: "acknowledged", at: t }),
    fc.option(soonAfter(t), { nil: undefined }).map((promisedFor) => ({ kind: "held", at: t, promisedFor })),
    fc.constant({ kind: "answered", at: t }),
    fc.option(soonAfter(t), { nil: undefined }).map((until) => ({ kind: "paused", at: t, until })),
    ...["resumed", "resolved", "reopened"].map((kind) => fc.constant({ kind, at: t })),
    fc.constant({ kind: "dismissed", at: t, reason: "not an inquiry" }),
    fc.integer({ min: 1, max: 4 }).map((to) => ({ kind: "assigned", at: t, to })),
  ),
) as unknown as fc.Arbitrary<Fact>;

export const anyTimeline: fc.Arbitrary<Fact[]> = fc
  .array(fc.record({ fact: anyFact, key: fc.integer({ min: 1, max: 40 }) }), { maxLength: 14 })
  .map((rows) => rows.map(({ fact, key }) => ({ ...fact, key: `k${key}` })));

/** The same things in another order, some of them several times. */
export const shuffledWithRepeats = <T>(things: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...things], { minLength: things.length }),
      fc.array(fc.nat({ max: Math.max(0, things.length - 1) })),
    )
    .chain(([all, again]) => {
      const repeated = [...all, ...(things.length > 0 ? again.map((i) => things[i]!) : [])];
      return fc.shuffledSubarray(repeated, { minLength: repeated.length });
    });

export const anyInstant = instants;

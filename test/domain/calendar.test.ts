import { describe, expect, test } from "vitest";
import type { CalendarSpec, Hours } from "../../src/domain/calendar/spec.ts";
import { addBusiness, businessBetween, isOpen, nextOpening, openCalendar } from "../../src/domain/calendar.ts";
import { at, hours, minutes } from "../../src/domain/time.ts";

const allWeek = (...day: Hours[]): CalendarSpec["weekly"] => ({ ...workdays(...day), sat: day, sun: day });
const workdays = (...day: Hours[]): CalendarSpec["weekly"] => ({ mon: day, tue: day, wed: day, thu: day, fri: day });

const newYork = openCalendar({ zone: "America/New_York", weekly: workdays(["09:00", "17:30"]) });
const london = openCalendar({
  zone: "Europe/London",
  weekly: { ...workdays(["09:00", "13:00"], ["14:00", "17:30"]), fri: [["09:00", "15:00"]] },
  holidays: [{ date: "2026-12-25", name: "Christmas Day" }],
  exceptions: [
    { date: "2026-12-24", hours: [["09:00", "12:00"]], name: "Christmas Eve" },
    { date: "2026-09-07", hours: [], name: "Office move" },
  ],
});
const roundTheClock = (zone: string) => openCalendar({ zone, weekly: allWeek(["00:00", "24:00"]) });

describe("adding business time", () => {
  test("Friday 16:30 plus one business hour is due at closing, 17:30, not on Monday", () =>
    expect(addBusiness(newYork, at("2026-01-09T16:30-05:00"), minutes(60))).toBe(at("2026-01-09T17:30-05:00")));

  test("Friday 16:30 plus four business hours is Monday noon", () =>
    expect(addBusiness(newYork, at("2026-01-09T16:30-05:00"), hours(4))).toBe(at("2026-01-12T12:00-05:00")));

  test("a question on Saturday counts from Monday's opening", () =>
    expect(addBusiness(newYork, at("2026-01-10T11:00-05:00"), minutes(30))).toBe(at("2026-01-12T09:30-05:00")));

  test("nothing added while closed is the next opening, and while open changes nothing", () => {
    expect(addBusiness(newYork, at("2026-01-10T11:00-05:00"), 0)).toBe(at("2026-01-12T09:00-05:00"));
    expect(addBusiness(newYork, at("2026-01-12T11:07-05:00"), 0)).toBe(at("2026-01-12T11:07-05:00"));
  });

  test("going back four hours from Monday 10:00 is Friday 14:30, and back to an opening stays there", () => {
    expect(addBusiness(newYork, at("2026-01-12T10:00-05:00"), -hours(4))).toBe(at("2026-01-09T14:30-05:00"));
    expect(addBusiness(newYork, at("2026-01-12T10:00-05:00"), -hours(1))).toBe(at("2026-01-12T09:00-05:00"));
  });

  test("lunch does not count, a half-day Friday ends at 15:00", () => {
    expect(addBusiness(london, at("2026-06-04T12:30+01:00"), hours(1))).toBe(at("2026-06-04T14:30+01:00"));
    expect(addBusiness(london, at("2026-06-05T14:30+01:00"), hours(1))).toBe(at("2026-06-08T09:30+01:00"));
  });

  test("a half day, a holiday and a weekend lie between Christmas Eve 11:00 and Monday", () =>
    expect(addBusiness(london, at("2026-12-24T11:00Z"), hours(2))).toBe(at("2026-12-28T10:00Z")));

  test("a one-off closure is skipped", () =>
    expect(addBusiness(london, at("2026-09-04T14:00+01:00"), hours(2))).toBe(at("2026-09-08T10:00+01:00")));

  test("an exception outranks a holiday on the same date", () => {
    const spec = {
      zone: "UTC",
      weekly: workdays(["09:00", "17:00"]),
      holidays: [{ date: "2026-05-01", name: "Labour Day" }],
    };
    const open = openCalendar({
      ...spec,
      exceptions: [{ date: "2026-05-01", hours: [["10:00", "12:00"]], name: "Closing" }],
    });
    expect(businessBetween(open, at("2026-05-01T00:00Z"), at("2026-05-02T00:00Z"))).toBe(120);
  });

  test("a part of a millisecond is rounded, so that the minutes come back whole", () => {
    const from = at("2026-01-12T10:00-05:00");
    expect(businessBetween(newYork, from, addBusiness(newYork, from, 100 / 3))).toBeCloseTo(100 / 3, 5);
  });
});

describe("intervals are half-open", () => {
  test("open at 09:00, closed at 17:30", () => {
    expect(isOpen(newYork, at("2026-01-09T09:00-05:00"))).toBe(true);
    expect(isOpen(newYork, at("2026-01-09T17:30-05:00") - 1)).toBe(true);
    expect(isOpen(newYork, at("2026-01-09T17:30-05:00"))).toBe(false);
  });

  test("the next opening from the closing instant is tomorrow's; while open it is now", () => {
    expect(nextOpening(newYork, at("2026-01-08T17:30-05:00"))).toBe(at("2026-01-09T09:00-05:00"));
    expect(nextOpening(newYork, at("2026-01-08T12:00-05:00"))).toBe(at("2026-01-08T12:00-05:00"));
  });

  test("between counts open minutes only, 0 when closed throughout, and below 0 backwards", () => {
    const [friday, monday] = [at("2026-01-09T16:30-05:00"), at("2026-01-12T10:00-05:00")];
    expect(businessBetween(newYork, friday, monday)).toBe(120);
    expect(businessBetween(newYork, monday, friday)).toBe(-120);
    expect(businessBetween(newYork, at("2026-01-10T08:00-05:00"), at("2026-01-11T20:00-05:00"))).toBe(0);
    expect(businessBetween(newYork, friday, friday)).toBe(0);
  });
});

describe("clock changes", () => {
  test("a Sunday has 23 hours in spring and 25 in autumn where the desk never closes", () => {
    for (const zone of ["America/New_York", "Europe/London", "Europe/Paris"]) {
      const desk = openCalendar({ zone, weekly: { sun: [["00:00", "24:00"]] } });
      const [spring, autumn] = zone.startsWith("America") ? ["2026-03-08", "2026-11-01"] : ["2026-03-29", "2026-10-25"];
      const sunday = (date: string) =>
        businessBetween(desk, at(`${date}T00:00Z`) - hours(14) * 60_000, at(`${date}T00:00Z`) + hours(38) * 60_000);
      expect([zone, sunday(spring!), sunday(autumn!)]).toEqual([zone, hours(23), hours(25)]);
    }
  });

  test("Lord Howe moves by half an hour: 23 h 30 min and 24 h 30 min", () => {
    const desk = openCalendar({ zone: "Australia/Lord_Howe", weekly: { sun: [["00:00", "24:00"]] } });
    expect(businessBetween(desk, at("2026-04-03T00:00Z"), at("2026-04-07T00:00Z"))).toBe(hours(24.5));
    expect(businessBetween(desk, at("2026-10-02T00:00Z"), at("2026-10-06T00:00Z"))).toBe(hours(23.5));
  });

  test("09:00 stays 09:00 on the wall across the change, in both directions", () => {
    expect(addBusiness(newYork, at("2026-03-06T17:00-05:00"), hours(1))).toBe(at("2026-03-09T09:30-04:00"));
    expect(addBusiness(newYork, at("2026-10-30T17:00-04:00"), hours(1))).toBe(at("2026-11-02T09:30-05:00"));
    expect(addBusiness(newYork, at("2026-03-09T09:30-04:00"), -hours(1))).toBe(at("2026-03-06T17:00-05:00"));
  });

  test("an opening that the spring change skips is reached at the change", () => {
    const early = openCalendar({ zone: "Europe/Berlin", weekly: { sun: [["02:30", "04:00"]] } });
    expect(nextOpening(early, at("2026-03-28T12:00Z"))).toBe(at("2026-03-29T03:00+02:00"));
    expect(businessBetween(early, at("2026-03-28T12:00Z"), at("2026-03-29T12:00Z"))).toBe(hours(1));
  });

  test("an opening that autumn shows twice is the first, and its hour counts twice", () => {
    const early = openCalendar({ zone: "Europe/Berlin", weekly: { sun: [["02:30", "04:00"]] } });
    expect(nextOpening(early, at("2026-10-24T12:00Z"))).toBe(at("2026-10-25T02:30+02:00"));
    expect(businessBetween(early, at("2026-10-24T12:00Z"), at("2026-10-25T12:00Z"))).toBe(hours(2.5));
  });

  test("where midnight itself is skipped or comes twice, the day still follows the one before", () => {
    const days = (zone: string, date: string) => {
      const desk = openCalendar({ zone, weekly: { sat: [["00:00", "24:00"]], sun: [["00:00", "24:00"]] } });
      return businessBetween(
        desk,
        at(`${date}T00:00Z`) - hours(72) * 60_000,
        at(`${date}T00:00Z`) + hours(96) * 60_000,
      );
    };
    expect(days("America/Sao_Paulo", "2018-11-04")).toBe(hours(47));
    expect(days("America/Sao_Paulo", "2018-02-18")).toBe(hours(49));
    expect(days("America/Havana", "2026-03-08")).toBe(hours(47));
    expect(days("America/Havana", "2026-11-01")).toBe(hours(49));
  });

  test("Apia skipped a Friday: Thursday evening is followed by Saturday", () => {
    const apia = openCalendar({ zone: "Pacific/Apia", weekly: allWeek(["09:00", "17:00"]) });
    expect(addBusiness(apia, at("2011-12-29T16:00-10:00"), hours(2))).toBe(at("2011-12-31T10:00+14:00"));
  });
});

describe("desks by night", () => {
  const nights = openCalendar({
    zone: "America/Chicago",
    weekly: workdays(["18:00", "02:00"]),
    holidays: [{ date: "2026-07-03", name: "Independence Day (observed)" }],
  });

  test("a shift that begins in the evening goes on after midnight as one", () => {
    expect(addBusiness(nights, at("2026-01-06T23:30-06:00"), hours(2))).toBe(at("2026-01-07T01:30-06:00"));
    expect(addBusiness(nights, at("2026-01-07T01:30-06:00"), hours(1))).toBe(at("2026-01-07T18:30-06:00"));
    expect(isOpen(nights, at("2026-01-10T01:59-06:00"))).toBe(true);
  });

  test("a holiday takes its own night away and leaves the end of the night before", () => {
    expect(isOpen(nights, at("2026-07-03T01:00-05:00"))).toBe(true);
    expect(isOpen(nights, at("2026-07-03T20:00-05:00"))).toBe(false);
    expect(isOpen(nights, at("2026-07-04T01:00-05:00"))).toBe(false);
  });

  test("a close at the opening's own time is a day later; 24:00 and 00:00 meet without a gap", () => {
    const desk = openCalendar({ zone: "UTC", weekly: allWeek(["08:00", "08:00"]) });
    expect(addBusiness(desk, at("2026-01-06T07:00Z"), hours(100))).toBe(at("2026-01-10T11:00Z"));
    expect(addBusiness(roundTheClock("UTC"), at("2026-01-06T07:00Z"), hours(17))).toBe(at("2026-01-07T00:00Z"));
  });

  test("a desk that never closes counts elapsed time through every clock change", () => {
    const from = at("2026-01-01T00:00Z");
    for (const zone of ["Europe/London", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu"])
      expect(addBusiness(roundTheClock(zone), from, hours(24 * 365))).toBe(at("2027-01-01T00:00Z"));
  });
});

describe("pauses", () => {
  const nine = at("2026-01-12T09:00-05:00");
  const pause = (from: string, to: string) => ({
    from: at(`2026-01-12T${from}-05:00`),
    to: at(`2026-01-12T${to}-05:00`),
  });

  test("the clock stands still while waiting on the client", () =>
    expect(addBusiness(newYork, nine, hours(2), [pause("10:00", "11:30")])).toBe(at("2026-01-12T12:30-05:00")));

  test("a pause outside opening hours costs nothing", () =>
    expect(addBusiness(newYork, nine, hours(2), [pause("06:00", "08:00"), pause("18:00", "20:00")])).toBe(
      at("2026-01-12T11:00-05:00"),
    ));

  test("a pause that begins as the budget ends moves nothing", () =>
    expect(addBusiness(newYork, nine, hours(2), [pause("11:00", "12:00")])).toBe(at("2026-01-12T11:00-05:00")));

  test("pauses that overlap or lie in another count once", () => {
    const pauses = [pause("11:00", "12:00"), pause("09:30", "11:30"), pause("10:00", "10:15")];
    expect(addBusiness(newYork, nine, hours(1), pauses)).toBe(at("2026-01-12T12:30-05:00"));
    expect(businessBetween(newYork, nine, at("2026-01-12T13:00-05:00"), pauses)).toBe(90);
  });

  test("nothing added while paused is the end of the pause, or the opening after it", () => {
    expect(addBusiness(newYork, nine, 0, [pause("08:00", "10:00")])).toBe(at("2026-01-12T10:00-05:00"));
    expect(addBusiness(newYork, nine, 0, [pause("08:00", "19:00")])).toBe(at("2026-01-13T09:00-05:00"));
  });
});

describe("years", () => {
  test("an instant of another century is answered, whichever was asked first", () => {
    const calendar = openCalendar({ zone: "Europe/London", weekly: workdays(["09:00", "17:00"]) });
    const days = ["2026-03-30", "1991-04-01", "2100-03-29", "1970-01-01", "2026-03-30"];
    const opened = days.map((day) => nextOpening(calendar, at(`${day}T20:00Z`)) - at(`${day}T20:00Z`));
    // Nine in summer time is 08:00Z; London kept summer time through the winter of 1970.
    expect(opened).toEqual(days.map(() => hours(12) * 60_000));
  });

  test("ten years of business time, there and back", () => {
    const from = at("2026-01-12T10:00-05:00");
    const due = addBusiness(newYork, from, hours(20_000));
    expect(businessBetween(newYork, from, due)).toBe(hours(20_000));
    expect(addBusiness(newYork, due, -hours(20_000))).toBe(from);
  });
});

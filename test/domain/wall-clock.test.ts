import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { DAY, wallAt, wallClock } from "../../src/domain/wall-clock.ts";

const ZONES = [
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Apia",
  "Asia/Gaza",
  "America/Caracas",
  "Asia/Pyongyang",
  "Antarctica/Troll",
];

test("before and after every clock change since 1975 the wall is read as Temporal reads it", () => {
  let changes = 0;
  for (const zone of ZONES) {
    const instantOf = wallClock(zone, at("1975-01-01T00:00Z"), at("2038-01-01T00:00Z"));
    let now: Temporal.ZonedDateTime | null = Temporal.Instant.from("1975-01-01T00:00Z").toZonedDateTimeISO(zone);
    for (; now && now.year < 2037; now = now.getTimeZoneTransition("next")) {
      changes++;
      for (const t of [now.epochMilliseconds - 1000, now.epochMilliseconds + 30 * 3_600_000]) {
        const there = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(zone);
        expect(wallAt(zone, t)).toBe(t + there.offsetNanoseconds / 1e6);
        expect(instantOf(wallAt(zone, t))).toBe(t);
      }
    }
  }
  expect(changes).toBeGreaterThan(500);
});

test("a wall that is skipped is reached at the jump, one that comes twice the first time", () => {
  const berlin = wallClock("Europe/Berlin", at("2026-01-01T00:00Z"), at("2027-01-01T00:00Z"));
  expect(berlin(Date.UTC(2026, 2, 29, 2, 30))).toBe(at("2026-03-29T01:00Z"));
  expect(berlin(Date.UTC(2026, 9, 25, 2, 30))).toBe(at("2026-10-25T02:30+02:00"));
});

test("walls may be asked in any order", () => {
  const london = wallClock("Europe/London", at("2020-01-01T00:00Z"), at("2027-01-01T00:00Z"));
  const days = [2400, 3, 1200, 0, 2000, 7].map((n) => Date.UTC(2020, 0, 2, 12) + n * DAY);
  expect(days.map((wall) => wallAt("Europe/London", london(wall)))).toEqual(days);
});

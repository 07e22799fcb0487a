import { describe, expect, test } from "vitest";
import { keptSince, type Retention, readPeriod } from "../../src/domain/keeping.ts";
import { at } from "../../src/domain/time.ts";
import { DAY } from "../../src/domain/wall-clock.ts";

const NOW = at("2026-01-09T09:00Z");
const rules: Retention[] = [
  { kind: "words", days: 365 },
  { clientId: 1, kind: "words", days: 30 },
  { clientId: 1, kind: "sent", days: 0 },
];

test("a client's own rule comes before the firm's, kind by kind; without either it is kept for good", () => {
  expect(keptSince(rules, "words", 1, NOW)).toBe(NOW - 30 * DAY);
  expect(keptSince(rules, "words", 2, NOW)).toBe(NOW - 365 * DAY);
  expect(keptSince(rules, "words", undefined, NOW)).toBe(NOW - 365 * DAY);
  expect(keptSince(rules, "sent", 1, NOW)).toBe(NOW);
  expect(keptSince(rules, "sent", 2, NOW)).toBeUndefined();
  expect(keptSince(rules, "people", 1, NOW)).toBeUndefined();
});

describe("a period as somebody writes it", () => {
  test.each([
    ["90 days", 90],
    ["2 weeks", 14],
    ["18 months", 558],
    ["7 years", 2562],
    ["nothing", 0],
    ["for good", null],
    ["7y", 2562],
    ["-3 days", undefined],
    ["some time", undefined],
    ["1000 years", undefined],
    ["", undefined],
  ])("%s", (written, days) => expect(readPeriod(written)).toBe(days));
});

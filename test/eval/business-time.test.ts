import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type BusinessTimeRow, scoreBusinessTime } from "./business-time.ts";

const week = { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] } as BusinessTimeRow["weekly_hours"];
const row = (id: string, more: Partial<BusinessTimeRow>): BusinessTimeRow => ({
  ...{ id, tz: "UTC", weekly_hours: week, holidays: [], op: "add", start: "2026-01-05T16:00:00Z", source: "fixture" },
  ...{ amount_minutes: 60, expected: "2026-01-05T17:00:00Z" },
  ...more,
});

test("a right row passes, a wrong and a refused one are failures with what was expected", () => {
  const wrong = row("wrong", { expected: "2026-01-06T09:00:00Z" });
  const report = scoreBusinessTime([row("right", {}), wrong, row("refused", { tz: "Europe/Nowhere" })]);
  expect(report.failures.map((f) => [f.id, f.expected])).toEqual([
    ["wrong", "2026-01-06T09:00:00Z"],
    ["refused", "2026-01-05T17:00:00Z"],
  ]);
  expect(report.failures[0]!.got).toBe("2026-01-05T17:00:00.000Z");
  expect(report.lines[0]).toBe("1 of 3 right");
});

test("either of the peers' answers passes at an edge, but not now one and now the other", () => {
  const any = ["2026-01-05T17:00:00Z", "2026-01-06T09:00:00Z"];
  const edge = (id: string, more: Partial<BusinessTimeRow>) =>
    row(id, { boundary: "closing_instant", expected_any: any, ...more });
  expect(scoreBusinessTime([edge("a", {}), edge("b", {})]).failures).toEqual([]);
  const other = edge("c", { expected_any: ["2026-01-05T17:00:00Z", "2026-01-05T16:30:00Z"] });
  expect(scoreBusinessTime([edge("a", {}), other]).failures.map((f) => f.expected)).toEqual(["one convention"]);
});

test("whole seconds are compared rounded down, as the peers count", () => {
  const between = (id: string, end: string, expected: number) => row(id, { op: "between", end, expected });
  const rows = [
    between("after", "2026-01-05T16:00:00.250Z", 0),
    between("before", "2026-01-05T15:59:59.250Z", -1 / 60),
  ];
  expect(scoreBusinessTime(rows).failures).toEqual([]);
});

const corpus = new URL("../../../shared/corpora/business-time.jsonl", import.meta.url);

test.skipIf(!existsSync(corpus))(
  "no row of the collected cases is answered otherwise (skipped where they are absent)",
  () => {
    const rows = readFileSync(corpus, "utf8")
      .trim()
      .split("\n")
      .map((line): BusinessTimeRow => JSON.parse(line));
    const report = scoreBusinessTime(rows);
    expect(report.failures).toEqual([]);
    expect(report.mustPass).toBeGreaterThan(rows.length * 0.99);
  },
);

import type { CalendarSpec } from "../../src/domain/calendar/spec.ts";
import { addBusiness, businessBetween, type Calendar, openCalendar } from "../../src/domain/calendar.ts";
import { at } from "../../src/domain/time.ts";
import type { Report } from "./report.ts";

/** A row of `business-time*.jsonl`: a calendar, a start, and what peers answered. */
export interface BusinessTimeRow {
  id: string;
  tz: string;
  weekly_hours: CalendarSpec["weekly"];
  holidays: string[];
  special_hours?: Record<string, [string, string][]>;
  op: "add" | "between";
  start: string;
  end?: string;
  amount_minutes?: number;
  pauses?: [string, string][];
  expected: string | number;
  /** Where peers differ: each answer that one of them gives. */
  expected_any?: (string | number)[];
  boundary?: string | boolean;
  note?: string;
  source: string;
}

/** Scores rows of any such set. Rows with `expected_any` must be answered with one of those, and with the same convention throughout. */
export function scoreBusinessTime(rows: readonly BusinessTimeRow[]): Report {
  const calendars = new Map<string, Calendar>();
  const failures: Report["failures"] = [];
  const conventions = new Map<string, Map<number, number>>();
  const elsewhere: string[] = [];
  for (const row of rows) {
    const got = answered(row, calendars);
    if (typeof got === "string") {
      failures.push({ id: row.id, source: row.source, expected: row.expected, got });
      continue;
    }
    if (isOthersConvention(row)) {
      elsewhere.push(`  ${row.id}: ours ${said(row, got)}, theirs ${row.expected} (${row.source})`);
      continue;
    }
    const choice = (row.expected_any ?? [row.expected]).findIndex((expected) => same(row, expected, got));
    if (choice < 0) {
      failures.push({
        id: row.id,
        source: row.source,
        expected: row.expected_any ?? row.expected,
        got: said(row, got),
      });
    } else if (row.expected_any) {
      // Later or earlier of the peers' answers, for they are not listed in one order.
      const rank = row.expected_any.filter(
        (other) => value(row, other) < value(row, row.expected_any![choice]!),
      ).length;
      const chosen = conventions.get(String(row.boundary)) ?? new Map<number, number>();
      conventions.set(String(row.boundary), chosen.set(rank, (chosen.get(rank) ?? 0) + 1));
    }
  }
  for (const [edge, chosen] of conventions) {
    if (chosen.size < 2) continue;
    failures.push({ id: edge, source: "all rows", expected: "one convention", got: `${chosen.size} conventions` });
  }
  const edges = [...conventions].map(([edge, chosen]) => {
    const choices = [...chosen].map(([rank, n]) => `${n} × the ${rank ? "later" : "earlier"} answer`);
    return `where peers differ (${edge}): ${choices.join(", ")}`;
  });
  if (elsewhere.length)
    edges.push(`left out, another product's convention by its own note: ${elsewhere.length}`, ...elsewhere);
  const mustPass = rows.length - elsewhere.length;
  const lines = [`${mustPass - failures.length} of ${mustPass} right`, ...edges];
  return { name: "business time", rows: rows.length, mustPass, failures, lines };
}

/** A row that is refused is one wrong answer, not the end of the scoring. */
function answered(row: BusinessTimeRow, calendars: Map<string, Calendar>): number | string {
  try {
    return answer(row, calendars);
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

function answer(row: BusinessTimeRow, calendars: Map<string, Calendar>): number {
  const key = JSON.stringify([row.tz, row.weekly_hours, row.holidays, row.special_hours]);
  const calendar = calendars.get(key) ?? openCalendar(specOf(row));
  calendars.set(key, calendar);
  const pauses = row.pauses?.map(([from, to]) => ({ from: at(from), to: at(to) }));
  if (row.op === "add") return addBusiness(calendar, at(row.start), row.amount_minutes!, pauses);
  return businessBetween(calendar, at(row.start), at(row.end!), pauses);
}

const specOf = (row: BusinessTimeRow): CalendarSpec => ({
  zone: row.tz,
  weekly: row.weekly_hours,
  holidays: row.holidays.map((date) => ({ date, name: "holiday" })),
  exceptions: Object.entries(row.special_hours ?? {}).map(([date, hours]) => ({ date, hours, name: "special hours" })),
});

// Its note says that a clock which pauses business time answers otherwise, and ours is one: pauses are breaks in the calendar.
const isOthersConvention = (row: BusinessTimeRow) =>
  row.pauses !== undefined && row.note?.startsWith("CONVENTION") === true;

const same = (row: BusinessTimeRow, expected: string | number, got: number) =>
  value(row, expected) === (row.op === "add" ? got : wholeSeconds(got));

const value = (row: BusinessTimeRow, answer: string | number) =>
  row.op === "add" ? at(String(answer)) : wholeSeconds(Number(answer));

// The peers count whole seconds and round down, below zero too; the inner rounding only undoes the division by 60.
const wholeSeconds = (minutes: number) => Math.floor(Math.round(minutes * 60_000) / 1000);

const said = (row: BusinessTimeRow, got: number) => (row.op === "add" ? new Date(got).toISOString() : got);

import type { CalendarSpec } from "../domain/calendar/spec.ts";
import { percent } from "../domain/measure.ts";
import { ENOUGH, type PastFigures, type PastReport, type Slow, type Unanswered } from "../domain/past/figures.ts";
import type { Imported, Skipped } from "../domain/past.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { businessDuration, clockTime, duration } from "./words.ts";

/** What a past looked like, in lines for a terminal. Dates, channels and names; nobody's words. `most`: how many unanswered are listed. */
export function pastLines(report: PastReport, name: string, most = 20): string[] {
  const { imported, counts } = report;
  const lines = [
    ...came(imported, counts.from, counts.to, name, report.zone),
    `Read as: ${counted(counts.firm, "person answers", "people answer")} for the firm, ${counted(counts.contacts, "other asks", "others ask")}. ${hours(report.calendar)}`,
    ...left(imported.skipped, imported.unknown),
    "",
    ...(counts.inquiries === 0 ? ["Nobody asked anything."] : whatWasAsked(report, most)),
  ];
  // Names come out of a file: none of them may steer the terminal.
  return lines.map((line) => line.replace(/\p{Cc}/gu, " "));
}

function came(it: Imported, from: Instant | null, to: Instant | null, name: string, zone: Zone): string[] {
  const span = from === null || to === null ? "" : `, ${dateOf(from, zone)} to ${dateOf(to, zone)}`;
  const notices = it.notices > 0 ? `, ${number(it.notices)} not (joins, bots and other notices)` : "";
  const internal =
    it.internal > 0 ? ` ${counted(it.internal, "direct conversation")} among the firm's own people: not read.` : "";
  return [
    `${name}: ${counted(it.entries, "message")} in ${counted(it.channels, "channel")}${span}.`,
    `${number(it.said)} written by people${notices}.${internal}`,
    it.fresh === 0
      ? "Nothing new was found: all of it was here already."
      : `${number(it.fresh)} ${it.fresh === 1 ? "was" : "were"} new here.`,
  ];
}

/** What could not be read: kinds of trouble with where it was, a few places each. */
function left(skipped: readonly Skipped[], unknown: readonly string[]): string[] {
  const lines = [...Map.groupBy(skipped, (one) => one.why)].map(([why, all]) => {
    const messages = all.reduce((sum, one) => sum + (one.messages ?? 0), 0);
    const what = messages > 0 ? `${counted(messages, "message")} ${why}` : why;
    return `  ${what}: ${some([...new Set(all.map(({ where }) => where))])}`;
  });
  const who =
    unknown.length > 0
      ? [
          `  ${counted(unknown.length, "writer")} in no list of users, taken for ${unknown.length === 1 ? "a client" : "clients"}: ${some(unknown)}`,
        ]
      : [];
  return lines.length + who.length === 0
    ? []
    : ["Out of the ordinary (what could not be read was skipped, the rest imported):", ...lines, ...who];
}

function whatWasAsked(report: PastReport, most: number): string[] {
  const { counts, unanswered, ambiguous, acknowledge, answer } = report;
  const notSure = counts.unsure > 0 ? `; of ${number(counts.unsure)} it is not sure that they ask anything` : "";
  return [
    `Inquiries      ${number(counts.inquiries)}: ${number(counts.inquiries - unanswered.length)} answered, ${number(unanswered.length)} not${notSure}`,
    `Acknowledged   ${inTime(acknowledge)}`,
    ...took(acknowledge),
    `Answered       ${inTime(answer)}`,
    ...took(answer),
    ...(ambiguous > 0
      ? [
          `Unclear        ${number(ambiguous)} ${ambiguous === 1 ? "reply" : "replies"} may be meant for several who waited, and count for none`,
        ]
      : []),
    ...slow("Slowest channels", report.channels, (name) => `#${name}`),
    ...slow("Slowest hours to ask in", report.hours, (hour) => `${two(hour)}:00 to ${two((hour + 1) % 24)}:00`),
    ...waiting(unanswered, report.zone, most),
  ];
}

const inTime = (f: PastFigures): string => {
  const share = percent(f);
  return f.judged === 0
    ? "none was due"
    : `${number(f.met)} of ${number(f.judged)} in time${share === undefined ? "" : `, ${share} %`}`;
};

/** Whatever never came has taken for ever, so with many of those there is no figure. */
function took(f: PastFigures): string[] {
  if (f.judged === 0) return [];
  if (f.median === undefined || f.medianElapsed === undefined) return ["               more than half never were"];
  const [business, lived] = [businessDuration(f.median), duration(f.medianElapsed)];
  if (f.ninetieth === undefined || f.ninetiethElapsed === undefined)
    return [`               half within ${business} of business time (${lived} as lived), more than one in ten never`];
  const ninetieth = `${businessDuration(f.ninetieth)} (${duration(f.ninetiethElapsed)})`;
  return [
    `               half within ${business} of business time (${lived} as lived), nine in ten within ${ninetieth}`,
  ];
}

function slow<T>(title: string, all: readonly Slow<T>[], say: (of: T) => string): string[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, 5).map(({ of, figures }) => [say(of), inTime(figures), half(figures)]);
  const wide = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return [
    "",
    `${title} (of those with ${ENOUGH} answers or more)`,
    ...rows.map((r) => `  ${r[0]!.padEnd(wide[0]!)}  ${r[1]!.padEnd(wide[1]!)}  ${r[2]}`),
  ];
}

function waiting(all: readonly Unanswered[], zone: Zone, most: number): string[] {
  if (all.length === 0) return ["", "Everything was answered."];
  const lines = all
    .slice(0, most)
    .map(
      (one) =>
        `  ${dateOf(one.since, zone).padStart(11)} ${clockTime(one.since, zone)}  #${one.channel}  ${one.by}${one.unsure ? "  (unsure)" : ""}`,
    );
  const more = all.length - lines.length;
  return [
    "",
    "Never answered, longest first",
    ...lines,
    ...(more > 0 ? [`  and ${number(more)} more: --all lists them`] : []),
  ];
}

const half = ({ median }: PastFigures): string =>
  median === undefined ? "more than half never" : `half within ${businessDuration(median)}`;

const some = (places: readonly string[]): string =>
  `${places.slice(0, 3).join(", ")}${places.length > 3 ? ` and ${number(places.length - 3)} more` : ""}`;

const hours = ({ zone, weekly }: CalendarSpec): string => {
  const [open, close] = weekly.mon![0]!;
  return `Open Mon to Fri ${open} to ${close} ${zone}, no holidays.`;
};

/** `12 Jan 2025`. */
function dateOf(t: Instant, zone: Zone): string {
  const parts = new Intl.DateTimeFormat("en-US", { ...date, timeZone: zone }).formatToParts(t);
  return ["day", "month", "year"].map((type) => parts.find((part) => part.type === type)!.value).join(" ");
}

const date = { day: "numeric", month: "short", year: "numeric" } as const;
const number = (n: number): string => n.toLocaleString("en");
const counted = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;
const two = (n: number): string => String(n).padStart(2, "0");

import { orRefusal } from "../../domain/calendar/refused.ts";
import type { CalendarSpec } from "../../domain/calendar/spec.ts";
import { readDate, readZone } from "../../domain/calendar/values.ts";
import { readWeekWords, weekWords } from "../../domain/calendar/week-words.ts";
import type { Holiday } from "../../domain/holidays.ts";
import type { Zone } from "../../domain/time.ts";
import { DAY } from "../../domain/wall-clock.ts";
import { type Answers, eachOf, type Field, type Form } from "../card.ts";
import type { Filled } from "../forms.ts";
import { date } from "../words.ts";
import { type Changes, carried, changesOf, shownIn } from "./shown.ts";

export interface Office {
  readonly name: string;
  readonly zone: Zone;
  readonly weekly: CalendarSpec["weekly"];
  /** Absent: no public list is kept. */
  readonly jurisdiction?: string;
}

/** `context` carries what was shown: what somebody else changes meanwhile, and this form does not, stays theirs. */
export function officeForm(office: Office): Form {
  const shown = shownOf(office);
  return {
    id: "set up office",
    title: "Hours and holidays",
    submit: "Next: holidays",
    context: carried(shown),
    intro: "The clock on an answer runs only while the firm is open.",
    fields: [
      { name: "firm", label: "The firm's name", initial: shown.firm, input: "line" },
      {
        name: "zone",
        label: "Time zone",
        hint: "Area and city, such as Europe/London or America/New_York.",
        initial: shown.zone,
        input: "line",
      },
      {
        name: "hours",
        label: "Opening hours",
        hint: "Such as Mon–Thu 09:00–17:30, Fri 09:00–16:00. A day that is not named is closed.",
        initial: shown.hours,
        input: "line",
      },
      {
        name: "place",
        label: "Public holidays of",
        hint: "A country, or a country and its state: US-NY, GB-ENG, DE-BE; or “none”. You look over the list next.",
        initial: shown.place,
        input: "line",
      },
    ],
  };
}

/** What was changed in the form; a field that is as it was shown is absent. `place`: a jurisdiction as typed, or "none". */
export interface OfficeChanges {
  readonly name?: string;
  readonly zone?: Zone;
  readonly weekly?: CalendarSpec["weekly"];
  readonly place?: string;
}

export function readOffice(answers: Answers, context: string): Filled<OfficeChanges> {
  const shown = shownIn(context);
  const changed = (field: string) => (answers[field] === shown.text(field) ? undefined : answers[field]);
  const errors: Record<string, string> = {};
  for (const { name, label } of officeForm({ name: "", zone: "UTC", weekly: {} }).fields)
    if (!answers[name]) errors[name] = `Please fill in: ${label}.`;
  const zone = checked(changed("zone"), readZone, "zone", errors);
  const weekly = checked(changed("hours"), readWeekWords, "hours", errors);
  if ((answers.firm ?? "").length > 200) errors.firm = "That is longer than a name. Up to 200 letters, please.";
  if (Object.keys(errors).length > 0) return { errors };
  return { name: changed("firm"), zone, weekly, place: changed("place") };
}

/** `own`: the firm's days of that year; `listed`: those of the public list. All are offered, the firm's own are chosen. */
export function holidaysForm(year: number, own: readonly Holiday[], listed: readonly Holiday[]): Form {
  const other = listed.filter((day) => !own.some((had) => had.date === day.date));
  const all = [...own, ...other].sort((a, b) => (a.date < b.date ? -1 : 1)).slice(0, 100);
  const days: Field = {
    name: "days",
    label: `Closed on these days of ${year}`,
    hint: "Leave out the days on which the firm works.",
    optional: true,
    initial: own.map((day) => day.date).join(","),
    input: { several: true, choices: all.map((day) => ({ label: dayWords(day), value: day.date })) },
  };
  const more: Field = {
    name: "more",
    label: "Closed on other days too",
    hint: `One a line, the date first: ${year}-12-24 Christmas Eve`,
    optional: true,
    input: "lines",
  };
  return {
    id: "set up holidays",
    title: `Holidays in ${year}`,
    submit: "These are right",
    context: carried({ year: String(year), days: own.map((day) => day.date) }),
    intro: "No clock runs on these days. Please look them over: public lists are not always right.",
    fields: all.length > 0 ? [days, more] : [more],
  };
}

/** Dates that were put onto the firm's list of the year or taken off it, and days that were typed. */
export interface HolidayChanges {
  readonly year: number;
  readonly days: Changes;
  readonly typed: readonly Holiday[];
}

export function readHolidays({ days, more = "" }: Answers, context: string): Filled<HolidayChanges> {
  const shown = shownIn(context);
  const year = Number(shown.text("year"));
  const typed: Holiday[] = [];
  for (const line of more.split("\n").map((each) => each.trim()))
    if (line !== "") {
      const read = oneDay(line, year);
      if (typeof read === "string") return { errors: { more: read } };
      typed.push(read);
    }
  return { year, days: changesOf(shown.texts("days"), eachOf(days)), typed };
}

function oneDay(line: string, year: number): Holiday | string {
  const like = `Write it like ${year}-12-24 Christmas Eve.`;
  const [, day, name] = /^(\d{4}-\d\d-\d\d)[\s:,·–-]+(\S.*)$/.exec(line) ?? [];
  if (!day || !name) return `“${line.slice(0, 40)}” is no day with a name. ${like}`;
  if (!day.startsWith(`${year}-`)) return `“${day}” is not in ${year}. ${like}`;
  const date = orRefusal(() => readDate(day));
  return "refused" in date ? date.refused : { date: day, name: name.slice(0, 100) };
}

/** "Thu 1 Jan · New Year's Day". */
const dayWords = (day: Holiday): string => `${date(readDate(day.date) * DAY, "UTC")} · ${day.name}`;

const shownOf = ({ name, zone, weekly, jurisdiction }: Office): Record<string, string> => ({
  firm: name,
  zone,
  hours: weekWords(weekly),
  place: jurisdiction ?? "none",
});

function checked<T>(
  typed: string | undefined,
  read: (typed: string) => T,
  field: string,
  errors: Record<string, string>,
): T | undefined {
  if (typed === undefined) return undefined;
  const result = orRefusal(() => read(typed));
  if ("read" in result) return result.read;
  errors[field] = result.refused;
  return undefined;
}

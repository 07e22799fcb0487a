import { readPlan, WEEK } from "./plan.ts";
import type { CalendarSpec, Hours, Weekday } from "./spec.ts";
import { CalendarError } from "./values.ts";

type Weekly = CalendarSpec["weekly"];

/**
 * A week's opening hours as people write them: "Mon–Thu 09:00–17:30, Fri 9 to 16", "weekdays 9:00-12:00 and 13:00-17:00". A day that
 * is not named is closed. @throws CalendarError in a sentence that says what to write.
 */
export function readWeekWords(text: string): Weekly {
  const week: Partial<Record<Weekday, Hours[]>> = {};
  let days: readonly Weekday[] = [];
  let fresh = false;
  for (const part of text.split(/[,;\n]+/).map((each) => each.trim())) {
    if (part === "") continue;
    const [, said = "", times = ""] = /^([^\d]*?)(?:\s*[:.]?\s*)((?:\d.*)?|closed)$/is.exec(part) ?? [];
    if (said.trim() !== "") {
      // "Mon, Wed, Fri 9 to 17": days without hours wait for those that follow.
      days = [...(fresh ? days : []), ...daysIn(said.trim(), part)];
      fresh = times === "";
    }
    if (times === "" || days.length === 0) {
      if (times !== "") throw unread(part);
      continue;
    }
    const hours = /^closed$/i.test(times) ? [] : hoursIn(times, part);
    for (const day of days) week[day] = [...(week[day] ?? []), ...hours];
    fresh = false;
  }
  if (fresh || days.length === 0) throw unread(text.trim());
  readPlan({ zone: "UTC", weekly: week });
  return week;
}

/** The same in words that can be read back: "Mon–Thu 09:00–17:30, Fri 09:00–16:00". */
export function weekWords(weekly: Weekly): string {
  const runs: { days: Weekday[]; said: string }[] = [];
  for (const day of WEEK) {
    const said = (weekly[day] ?? []).map(([open, close]) => `${open}–${close}`).join(" and ");
    const last = runs.at(-1);
    if (last && last.said === said) last.days.push(day);
    else runs.push({ days: [day], said });
  }
  return runs
    .filter(({ said }) => said !== "")
    .map(({ days, said }) => `${daysSaid(days)} ${said}`)
    .join(", ");
}

const LIKE = "Write the hours like “Mon–Thu 09:00–17:30, Fri 09:00–16:00”.";
const unread = (what: string) =>
  new CalendarError(`I cannot read “${what.length > 40 ? `${what.slice(0, 39)}…` : what}”. ${LIKE}`);

const TO = /\s*(?:–|—|-|\bto\b|\buntil\b|\btill\b)\s*/i;
const AND = /\s*(?:\band\b|&|\+|\/)\s*/i;

function daysIn(said: string, part: string): Weekday[] {
  return said.split(AND).flatMap((each) => {
    if (/^(?:daily|every ?day|all days)$/i.test(each)) return [...WEEK];
    if (/^(?:(?:on )?weekdays|working days|business days)$/i.test(each)) return WEEK.slice(0, 5);
    if (/^weekends?$/i.test(each)) return WEEK.slice(5);
    const [first, last, ...more] = each.split(TO).map(dayIn);
    if (first === undefined || first < 0 || more.length > 0 || (last !== undefined && last < 0)) throw unread(part);
    const to = last ?? first;
    // "Sat to Mon" goes over the week's end.
    const count = ((to - first + 7) % 7) + 1;
    return Array.from({ length: count }, (_, n) => WEEK[(first + n) % 7]!);
  });
}

const dayIn = (word: string): number =>
  WEEK.findIndex((day) => new RegExp(`^${day}[a-z]*\\.?$`, "i").test(word.trim()) && FULL.test(word.trim()));

const FULL =
  /^(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\.?$/i;

function hoursIn(times: string, part: string): Hours[] {
  return times.split(AND).map((range) => {
    const [open, close, ...more] = range.split(TO);
    if (open === undefined || close === undefined || more.length > 0) throw unread(part);
    const [from, to] = [timeIn(open), timeIn(close)];
    if (from === undefined || to === undefined) throw unread(part);
    return [from, to];
  });
}

/** "9", "9:00", "17.30", "5:30pm", "12am" as `HH:MM`. */
function timeIn(word: string): string | undefined {
  const [, h, m = "00", half] =
    /^(\d{1,2})(?:[:.h](\d\d))?\s*(?:([ap])\.?m\.?|o'clock|h|hrs?)?$/i.exec(word.trim()) ?? [];
  if (h === undefined || Number(m) > 59) return undefined;
  const pm = half?.toLowerCase();
  if (pm && !(Number(h) >= 1 && Number(h) <= 12)) return undefined;
  const hour = pm ? (Number(h) % 12) + (pm === "p" ? 12 : 0) : Number(h);
  return hour > 24 || (hour === 24 && m !== "00") ? undefined : `${String(hour).padStart(2, "0")}:${m}`;
}

function daysSaid(days: readonly Weekday[]): string {
  const said = (day: Weekday) => day[0]!.toUpperCase() + day.slice(1);
  const [first, last] = [days[0]!, days.at(-1)!];
  if (days.length === 1) return said(first);
  return `${said(first)}${days.length === 2 ? " and " : "–"}${said(last)}`;
}

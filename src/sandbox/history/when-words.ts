import { addBusiness, businessBetween, openCalendar } from "../../domain/calendar.ts";
import { promisedTime } from "../../domain/promise.ts";
import { type Instant, MINUTE, type Minutes } from "../../domain/time.ts";
import { DAY, midnight, wallAt, wallClock } from "../../domain/wall-clock.ts";
import { fixtureFirm } from "../firm.ts";

const calendar = openCalendar(fixtureFirm.calendar);
const { zone } = fixtureFirm.calendar;

/** So many business minutes of the fixture firm later. */
export const later = (from: Instant, amount: Minutes): Instant => wholeMinute(addBusiness(calendar, from, amount));

export const businessMinutes = (from: Instant, to: Instant): Minutes => businessBetween(calendar, from, to);

const wholeMinute = (t: Instant): Instant => Math.floor(t / MINUTE) * MINUTE;

const DATE = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "long" });

/** Days that a text leaves open: {in 12}, {ago 3}, counted from `t`, each moved to a day on which the firm is open. */
export const dated = (text: string, t: Instant): string =>
  text.replace(/\{(in|ago) (\d+)\}/g, (_, way: string, days: string) => {
    const near = t + (way === "in" ? 1 : -1) * Number(days) * DAY;
    return DATE.format(addBusiness(calendar, near, way === "in" ? 60 : -60));
  });

/** A round time at or before `latest`, and the words that promise it when said at `t`; undefined where there is none. */
export function promise(t: Instant, latest: Instant): { at: Instant; words: string } | undefined {
  const wall = wallAt(zone, latest);
  const day = midnight(wall);
  const half = Math.floor((wall - day) / (30 * MINUTE));
  for (let hour = half; hour > half - 6; hour--) {
    const at = wallClock(zone, latest - DAY, latest + DAY)(day + hour * 30 * MINUTE);
    if (at < t + 45 * MINUTE) return undefined;
    if (businessBetween(calendar, at - MINUTE, at) === 0) continue;
    const words = `by ${dayWords(hour * 30, Math.round((day - midnight(wallAt(zone, t))) / DAY), day)}`;
    if (promisedTime(words, t, zone) === at) return { at, words };
  }
  return undefined;
}

function dayWords(minute: Minutes, days: number, day: number): string {
  const hour = hourWords(minute);
  if (days === 0) return hour === "noon" ? "noon today" : `${hour} today`;
  if (days === 1) return `${hour} tomorrow`;
  return `${hour} on ${new Date(day).toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" })}`;
}

function hourWords(minute: Minutes): string {
  if (minute === 12 * 60) return "noon";
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  return `${hour > 12 ? hour - 12 : hour}${rest ? `:${rest}` : ""} ${hour < 12 ? "am" : "pm"}`;
}

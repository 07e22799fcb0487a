import { readPlan } from "./calendar/plan.ts";
import type { CalendarSpec } from "./calendar/spec.ts";
import { MINUTE, type Minutes } from "./time.ts";

/** How long the firm is open on its longest day of an ordinary week: what "one business day" is in minutes. @throws CalendarError */
export const businessDay = (spec: CalendarSpec): Minutes =>
  Math.max(
    ...readPlan(spec).weekly.map((shifts) => shifts.reduce((sum, { open, close }) => sum + (close - open) / MINUTE, 0)),
  );

/** The longest target that anybody may promise, in business minutes. */
export const LONGEST: Minutes = 1000 * 60;

/** Business minutes as one writes them down: `4 h`, `1 h 30 min`, `2 business days` where it is just so many. */
export function targetWritten(minutes: Minutes, day: Minutes): string {
  if (day > 0 && minutes >= day && minutes % day === 0) {
    const days = minutes / day;
    return days === 1 ? "1 business day" : `${days} business days`;
  }
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(" ");
}

/**
 * What was written, in business minutes: `30 min`, `4 h`, `1.5 hours`, `1 h 30 min`, `2 business days`, `1 business day 2 h`.
 * A day alone is not read: it may be one of 24 hours. Undefined where it is no length of time.
 */
export function readTarget(written: string, day: Minutes): Minutes | undefined {
  const found = WHOLE.exec(written.trim());
  if (!found) return undefined;
  const [days = 0, hours = 0, minutes = 0] = found.slice(1).map((n) => (n === undefined ? undefined : number(n)));
  const sum = days * day + hours * 60 + minutes;
  return sum > 0 ? Math.round(sum * 1000) / 1000 : undefined;
}

const number = (said: string) => Number(said.replace(",", "."));

const N = String.raw`(\d{1,5}(?:[.,]\d+)?)\s*`;
const WHOLE = new RegExp(
  String.raw`^(?=\d)(?:${N}(?:business|working) days?)?\s*(?:${N}(?:h|hrs?|hours?|business hours?))?\s*(?:${N}(?:m|min|mins|minutes?))?$`,
  "i",
);

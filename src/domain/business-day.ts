import { businessBetween, type Calendar } from "./calendar.ts";
import type { Instant, Minutes } from "./time.ts";
import { DAY } from "./wall-clock.ts";

/** The longest day of the four weeks from `now`: what "one business day" is in minutes. */
export function businessDay(calendar: Calendar, now: Instant): Minutes {
  const days = Array.from({ length: 28 }, (_, n) => businessBetween(calendar, now + n * DAY, now + (n + 1) * DAY));
  return Math.max(...days);
}

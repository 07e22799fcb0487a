import type { Instant } from "../domain/time.ts";

const format = new Intl.DateTimeFormat("en-GB", {
  timeZone: "America/New_York",
  weekday: "short",
  day: "2-digit",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** `Fri 09 Jan 15:30`, always as wide, in the fixture firm's zone. */
export function dayAndClock(t: Instant): string {
  const part = (type: string) => format.formatToParts(t).find((p) => p.type === type)!.value;
  return `${part("weekday")} ${part("day")} ${part("month")} ${part("hour")}:${part("minute")}`;
}

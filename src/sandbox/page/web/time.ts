/** Instants as people write them: `ts` in seconds, as messages carry it; a zone's own wall clock. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${name}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
  formats.set(key, found);
  return found;
}

export const msOf = (ts: string): number => Math.floor(Number(ts) * 1000);

export const clockTime = (ms: number, zone: string): string =>
  format(zone, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);

export const day = (ms: number, zone: string): string =>
  format(zone, "day", { weekday: "long", day: "numeric", month: "long" }).format(ms);

export const dayAndTime = (ms: number, zone: string): string => `${day(ms, zone)} ${clockTime(ms, zone)}`;

/** "Today", "Yesterday", or the day. */
export function dayName(ms: number, now: number, zone: string): string {
  const its = day(ms, zone);
  if (its === day(now, zone)) return "Today";
  return its === day(now - 24 * 3_600_000, zone) ? "Yesterday" : its;
}

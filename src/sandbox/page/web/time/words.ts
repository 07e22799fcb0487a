const formats = new Map<string, Intl.DateTimeFormat>();

/** "Fri 23 Jan". */
export function shortDay(ms: number, zone: string): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short" });
  formats.set(zone, format);
  return format.format(ms).replace(",", "");
}

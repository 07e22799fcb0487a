import type { Instant, Zone } from "../../domain/time.ts";

/** The zone's name in words at `now`, as Slack's `tz_label`: "Eastern Standard Time". */
export function zoneLabel(zone: Zone, now: Instant): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "long" }).formatToParts(now);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** Seconds east of UTC at `now`, as Slack's `tz_offset`. */
export function offsetSeconds(zone: Zone, now: Instant): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(now);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = name.match(/GMT([+-])(\d\d):(\d\d)/) ?? [];
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60) : 0;
}

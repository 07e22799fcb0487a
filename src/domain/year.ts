import type { Instant, Zone } from "./time.ts";

/** The year that it is then in this zone. */
export const yearIn = (zone: Zone, now: Instant): number =>
  Number(new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric" }).format(now));

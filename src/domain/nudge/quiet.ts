import type { Instant, Interval, Zone } from "../time.ts";
import { DAY, midnight, wallAt, wallClock } from "../wall-clock.ts";

/** When one may not be disturbed; local wall times `HH:MM` in the person's zone, may run over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly zone: Zone;
}

/** The quiet spell that `t` falls into, if any. Quiet hours that begin when they end are none, not a whole day. */
export function quietSpellAt({ from, to, zone }: QuietHours, t: Instant): Interval | undefined {
  const [begins, ends] = [timeOfDay(from), timeOfDay(to)];
  const length = (ends - begins + DAY) % DAY;
  const instantOf = wallClock(zone, t - 2 * DAY, t + 2 * DAY);
  const today = midnight(wallAt(zone, t));
  for (const evening of [today - DAY + begins, today + begins]) {
    const spell = { from: instantOf(evening), to: instantOf(evening + length) };
    if (spell.from <= t && t < spell.to) return spell;
  }
  return undefined;
}

/** Milliseconds after midnight. @throws RangeError where it is no time of day. */
function timeOfDay(said: string): number {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(said) ?? [];
  const ms = (Number(hour) * 60 + Number(minute)) * 60_000;
  if (!(ms <= DAY) || Number(minute) > 59) throw new RangeError(`"${said}" is no time of day: write it like 22:00.`);
  return ms;
}

import type { Owed } from "../domain/owed.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { atTime, businessDuration, capital, day, duration, minutesBetween, shortDuration, untilTime } from "./words.ts";

/** Most urgent first: by due; what is paused without an end comes last. A new array. */
export const byUrgency = <T extends Owed>(owed: readonly T[]): T[] =>
  [...owed].sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || a.askedAt - b.askedAt);

/** A whole minute past due: within the minute it is due now. */
export const isOverdue = ({ dueAt, state }: Owed, now: Instant): boolean =>
  state === "open" && dueAt !== undefined && minutesBetween(dueAt, now) >= 1;

/** `Dana Reed, Acme`; `Acme` where nobody knows who asked. */
export const whom = ({ contact, client }: Pick<Owed, "contact" | "client">): string =>
  contact ? `${contact}, ${client}` : client;

/** `Acme, lease`; `Acme` without a matter. */
export const about = ({ client, matter }: Pick<Owed, "client" | "matter">): string =>
  matter ? `${client}, ${matter}` : client;

/** The same in a sentence: `Acme (lease)`. */
export const called = ({ client, matter }: Pick<Owed, "client" | "matter">): string =>
  matter ? `${client} (${matter})` : client;

/** ` in #acme-counsel`, ` by phone`, or nothing. */
export function where({ channel, via }: Pick<Owed, "channel" | "via">): string {
  if (channel) return ` in ${channelName(channel)}`;
  if (!via) return "";
  return via === "in person" ? " in person" : ` by ${via}`;
}

export const channelName = (name: string): string => (/^#|\s/.test(name) ? name : `#${name}`);

/** `Due in 45 minutes, at 16:00.`, `Overdue by 10 minutes, since 16:00.`, `Due now, at 16:00.`, `Paused until Fri 09:00.` */
export function dueSentence(owed: Owed, zone: Zone, now: Instant): string {
  const left = leftWords(owed, zone, now);
  if (owed.state === "paused" || owed.dueAt === undefined) return `${left}.`;
  if (isOverdue(owed, now)) return `${left}, since ${untilTime(owed.dueAt, zone, now)}.`;
  return `${left}, ${atTime(owed.dueAt, zone, now)}.`;
}

/** `Due in 45 minutes`, `Overdue by 10 minutes`, `Due now`, `Paused until Fri 09:00`. */
export function leftWords(owed: Owed, zone: Zone, now: Instant): string {
  if (owed.state === "paused") return capital(pausedWords(owed, zone, now));
  if (owed.dueAt === undefined) return "No due time is set";
  const left = minutesBetween(now, owed.dueAt);
  if (isOverdue(owed, now)) return `Overdue by ${duration(-left)}`;
  if (left < 1) return "Due now";
  // Over a night or a weekend, the hours that count are what matters; today the clock on the wall is enough.
  const counts = owed.businessLeft !== undefined && day(owed.dueAt, zone, now) !== "today";
  return `Due in ${counts ? `${businessDuration(owed.businessLeft)} of business time` : duration(left)}`;
}

/** The same for a list: `Overdue 10 min`, `Due 15:30`, `Due tomorrow 09:00`, `Paused until Fri 09:00`. */
export function dueWords(owed: Owed, zone: Zone, now: Instant): string {
  if (owed.state === "paused") return capital(pausedWords(owed, zone, now));
  if (owed.dueAt === undefined) return "No due time";
  if (isOverdue(owed, now)) return `Overdue ${shortDuration(minutesBetween(owed.dueAt, now))}`;
  if (minutesBetween(now, owed.dueAt) < 1) return "Due now";
  return `Due ${untilTime(owed.dueAt, zone, now)}`;
}

const pausedWords = ({ pausedUntil }: Owed, zone: Zone, now: Instant): string =>
  pausedUntil === undefined ? "paused, waiting on the client" : `paused until ${untilTime(pausedUntil, zone, now)}`;

import type { Clock } from "../domain/clock.ts";
import type { Owed } from "../domain/owed.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { WhyLine } from "../domain/why.ts";
import type { Card, Part } from "./card.ts";
import { clockName } from "./clocks.ts";
import { about, called } from "./owed.ts";
import { businessDuration, capital, clockTime, day, dayAndTime } from "./words.ts";

export interface WhyClock {
  readonly clock: Clock;
  readonly lines: readonly WhyLine[];
}

/** Why it is due when it is: a paragraph for each clock, and in it each interval that was counted or left out. */
export function whyCard(
  it: Pick<Owed, "inquiryId" | "client" | "matter">,
  clocks: readonly WhyClock[],
  zone: Zone,
  now: Instant,
): Card {
  const title = `${it.inquiryId} · ${about(it)}`;
  const told = clocks.map(
    (one): Part => ({ text: [{ bold: capital(clockName(one.clock.kind)) }, `\n${paragraph(one, zone, now)}`] }),
  );
  const nothing: Part = { text: ["No clock has run on it yet."] };
  return {
    summary: `Why ${called(it)} is due when it is`,
    parts: [{ heading: title }, ...(told.length > 0 ? told : [nothing]), ...calendars(clocks)],
  };
}

const MOST = 24;

function paragraph({ clock, lines }: WhyClock, zone: Zone, now: Instant): string {
  const began = `${clock.kind === "promise" ? "Promised" : "Asked"} ${dayAndTime(clock.startedAt, zone, now)}.`;
  // A promise has no calendar: the time that was named is the whole account.
  if (clock.kind === "promise") return `${began} ${due(clock, zone, now)}${stopped(clock, zone, now)}`;
  const shown = lines.slice(0, MOST).map((line) => sentence(line, zone, now));
  const rest = lines.slice(MOST);
  if (rest.length > 0) {
    const counted = rest.reduce((sum, line) => sum + (line.counted ? line.minutes : 0), 0);
    shown.push(`${rest.length} later intervals, ${businessDuration(counted)} of them counted.`);
  }
  return [began, ...shown, `${due(clock, zone, now)}${stopped(clock, zone, now)}`].join("\n");
}

function sentence({ from, to, counted, because, minutes }: WhyLine, zone: Zone, now: Instant): string {
  const span = `${capital(dayAndTime(from, zone, now))} to ${endOf(from, to, zone, now)}`;
  if (!counted) return `${span} not counted: ${because}.`;
  return `${span} counted: ${businessDuration(minutes)}${because === "open" ? "" : `, ${because}`}.`;
}

/** The time alone where it is the same day, `24:00` for its end. */
function endOf(from: Instant, to: Instant, zone: Zone, now: Instant): string {
  if (day(from, zone, now) === day(to, zone, now)) return clockTime(to, zone);
  return day(from, zone, now) === day(to - 1, zone, now) ? "24:00" : dayAndTime(to, zone, now);
}

function due({ kind, dueAt, terms }: Clock, zone: Zone, now: Instant): string {
  if (dueAt === undefined) return "No due time while it waits on the client.";
  const when = `Due ${dayAndTime(dueAt, zone, now)}`;
  if (kind === "promise" || !terms) return `${when}: the time that was promised to the client.`;
  return `${when}: ${businessDuration(terms.target)} of business time, as set by ${terms.source}.`;
}

function stopped({ state, stoppedAt }: Clock, zone: Zone, now: Instant): string {
  if (stoppedAt === undefined || state === "cancelled") return "";
  return ` Done ${dayAndTime(stoppedAt, zone, now)}, ${state === "met" ? "in time" : "late"}.`;
}

const calendars = (clocks: readonly WhyClock[]): Part[] => {
  const versions = [...new Set(clocks.flatMap(({ clock }) => (clock.terms ? [clock.terms.calendarVersion] : [])))];
  return versions.length === 0 ? [] : [{ note: [`By version ${versions.join(", ")} of the calendar.`] }];
};

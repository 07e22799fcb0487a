import { type Attention, FEW, type Report } from "../domain/measure.ts";
import type { Instant } from "../domain/time.ts";
import type { Card, Part, Span } from "./card.ts";
import { trendTitle } from "./chart.ts";
import { comparison, trendBars, trendWords, weekWords } from "./digest/figures.ts";
import { headline, isQuiet } from "./digest/headline.ts";
import { businessDuration, capital, day, duration, list, plural } from "./words.ts";

/**
 * A firm's week for one partner: how it went in a sentence, then times, what is overdue, promises, the picture, who needs
 * attention, and whom to thank. Names of clients and matters only. `png` is the picture of the report's trend; days are
 * said as one says them at `now`, in the week's zone.
 */
export function digestCard(report: Report, png: Uint8Array, now: Instant): Card {
  const said = headline(report);
  const week = weekWords(report.week);
  const summary = `${week}: ${said}`;
  const late = isLate(report, now)
    ? [{ note: ["This was due on Monday; it comes late because I was not running then."] }]
    : [];
  if (isQuiet(report))
    return { summary, parts: [{ text: [{ bold: said }, ` ${week}.`] }, ...behindWalls(report), ...late] };
  const lines = [...times(report), ...owing(report, now), ...promises(report)];
  return {
    summary,
    parts: [
      { text: [{ bold: said }, ...lines.map((line) => `\n${line}`)] },
      { picture: { png, title: trendTitle, alt: trendWords(report.trend), bars: trendBars(report.trend) } },
      ...needsYou(report, now),
      ...wellDone(report),
      ...behindWalls(report),
      { note: [`${week}. ${comparison(report)}`] },
      ...late,
    ],
  };
}

/** The Monday it was due on is over. */
const isLate = ({ week }: Report, now: Instant): boolean => day(week.to, week.zone, now) !== "today" && now > week.to;

/** Business time first, beside it the time the client lived through. */
function times({ figures: { answer } }: Report): string[] {
  const { judged, median, ninetieth, medianElapsed } = answer;
  if (judged === 0 || (judged === 1 && median === undefined)) return [];
  if (median === undefined) return ["How long half of them took is not yet known: more than half are still open."];
  const waited = medianElapsed === undefined ? "" : `waited ${duration(medianElapsed)}`;
  if (judged === 1)
    return [`It took ${businessDuration(median)} of business time${waited && ` (the client ${waited})`}.`];
  const half = `Half were answered within ${businessDuration(median)} of business time${waited && ` (clients ${waited})`}`;
  if (judged < FEW) return [`${half}.`];
  if (ninetieth !== undefined) return [`${half}, nine in ten within ${businessDuration(ninetieth)}.`];
  return [`${half}. How long nine in ten took is not yet known: more than one in ten are still open.`];
}

function owing({ figures: { open, overdue }, oldest, week }: Report, now: Instant): string[] {
  if (overdue > 0 && oldest) {
    const since = `since ${day(oldest.since, week.zone, now)}`;
    const whose = [oldest.client ?? "one whose client nobody has named", oldest.matter].filter(Boolean).join(", ");
    return [
      overdue === 1
        ? `One is overdue: ${whose}, ${since}.`
        : `${some(overdue)} are overdue; the longest is ${whose}, ${since}.`,
    ];
  }
  if (open === 0) return ["Nothing was left open."];
  return [`${open === 1 ? "One is" : `${some(open)} are`} still open, none overdue.`];
}

const NUMBERS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const some = (n: number) => NUMBERS[n] ?? String(n);

const promises = ({ figures: { promises } }: Report): string[] =>
  promises.made === 0 ? [] : [`Promises kept: ${promises.kept} of ${promises.made}.`];

function needsYou({ attention, week }: Report, now: Instant): Part[] {
  if (attention.length === 0) return [];
  return [
    { text: [{ bold: "Needs you" }] },
    ...attention.map((one): Part => {
      const row: Span[] = [{ bold: one.client }, `: ${waiting(one, (t) => day(t, week.zone, now))}`];
      if (!one.oldest) return { text: row };
      return { row, controls: [{ button: "Show", action: "show", value: String(one.oldest.inquiryId) }] };
    }),
  ];
}

function waiting({ overdue, missed, judged, oldest }: Attention, dayOf: (t: Instant) => string): string {
  const since =
    oldest &&
    `${overdue > 1 ? "the longest " : ""}since ${dayOf(oldest.since)}${oldest.matter ? ` (${oldest.matter})` : ""}`;
  const parts = [
    ...(overdue > 0 ? [`${overdue} overdue, ${since}`] : []),
    ...(missed > 0 ? [`${missed} of ${plural(judged, "answer")} not in time`] : []),
  ];
  return `${parts.join("; ")}.`;
}

/** For the one reader alone: what others who read the firm's figures may not know is in none of them. */
function behindWalls({ behind }: Report): Part[] {
  if (!behind) return [];
  const { open, overdue, judged, met } = behind;
  const late = overdue === 0 ? "" : `, ${overdue} overdue`;
  const parts = [open > 0 && `${open} open${late}`, judged > 0 && `${met} of ${plural(judged, "answer")} in time`];
  return [{ note: [`Behind walls that you are inside, and in no figure above: ${parts.filter(Boolean).join("; ")}.`] }];
}

/** Whole groups only, and only where it says something: the single late answer of a colleague is nobody's news. */
function wellDone({ groups }: Report): Part[] {
  const flawless = groups.filter(
    ({ figures: { answer, overdue } }) => answer.judged >= 3 && answer.met === answer.judged && overdue === 0,
  );
  if (flawless.length === 0) return [];
  const whom = list(flawless.map(({ name, figures }) => `${name} with all ${figures.answer.judged}`));
  return [{ text: [{ bold: "Well done" }, `: ${capital(whom)} in time.`] }];
}

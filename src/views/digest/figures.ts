import {
  attainment,
  type ClockFigures,
  FEW,
  type Figures,
  GOAL,
  nothing,
  type Point,
  percent,
  type Report,
} from "../../domain/measure.ts";
import { DAY } from "../../domain/wall-clock.ts";
import type { Week } from "../../domain/week.ts";
import type { Bar } from "../card.ts";
import { businessDuration, capital } from "../words.ts";

/** `Week 46, 9 to 15 November`. */
export function weekWords({ name, monday }: Week): string {
  const [first, last] = [0, 6].map((days) => new Date(Date.parse(monday) + days * DAY));
  const [from, to] = [MONTHS[first!.getUTCMonth()]!, MONTHS[last!.getUTCMonth()]!];
  return `Week ${Number(name.slice(-2))}, ${first!.getUTCDate()}${from === to ? "" : ` ${from}`} to ${last!.getUTCDate()} ${to}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Every figure of the week, and in brackets the same of the week before, in lines short enough for a phone. */
export function comparison({ figures, before, groups, own }: Report): string {
  const first = JSON.stringify(before) === JSON.stringify(nothing);
  const both = (of: (f: Figures) => string) => `${of(figures)}${first ? "" : ` (${of(before)})`}`;
  const count = (name: string, of: (f: Figures) => number) => `${name} ${both((f) => String(of(f)))}`;
  const clock = (name: string, of: (f: Figures) => ClockFigures) => {
    const inTime = `${name} in time ${both((f) => share(of(f).met, of(f).judged))}`;
    // Where none was due there is nothing to halve.
    if (of(figures).judged === 0) return inTime;
    const half = `half ${both((f) => taken(of(f).median))}`;
    // Nine in ten of fewer than ten is nobody.
    const tail = of(figures).judged < FEW ? [] : [`nine in ten ${both((f) => taken(of(f).ninetieth))}`];
    return [inTime, half, ...tail].join(", ");
  };
  return [
    first ? "There is no week before to compare it with." : "In brackets, the week before.",
    [
      count("received", (f) => f.received),
      count("answered", (f) => f.answered),
      count("dismissed", (f) => f.dismissed),
    ],
    [
      count("open", (f) => f.open),
      count("overdue", (f) => f.overdue),
      `promises kept ${both((f) => share(f.promises.kept, f.promises.made))}`,
    ],
    clock("answers", (f) => f.answer),
    clock("acknowledged", (f) => f.acknowledge),
    groups.length > 1 ? `by group: ${groups.map((g) => `${g.name} ${inTime(g.figures)}`).join(", ")}` : [],
    own && own.answer.judged > 0 ? `your own: ${inTime(own)}` : [],
  ]
    .map((line) => capital([line].flat().join(", ")))
    .filter(Boolean)
    .join("\n");
}

const share = (met: number, of: number): string => (of === 0 ? "none due" : `${met} of ${of}`);
const inTime = ({ answer }: Figures): string => share(answer.met, answer.judged);
const taken = (minutes: number | undefined): string =>
  minutes === undefined ? "not known yet" : `within ${businessDuration(minutes)}`;

/** The picture in words, for who cannot see it. */
export function trendWords(trend: readonly Point[]): string {
  const weeks = trend.map((point) => {
    const monday = new Date(point.week.monday);
    const said = percent(point) === undefined ? "" : `, ${percent(point)} %`;
    return `${monday.getUTCDate()} ${MONTHS[monday.getUTCMonth()]!.slice(0, 3)} ${share(point.met, point.judged)}${said}`;
  });
  return `Answers in time for twelve weeks, by their Mondays, against a goal of ${Math.round(100 * GOAL)} %: ${weeks.join("; ")}.`;
}

/** The picture as bars, for who draws it themselves; a week with few answers says how many. */
export const trendBars = (trend: readonly Point[]): Bar[] =>
  trend.map((point) => {
    const monday = new Date(point.week.monday);
    const label = `${monday.getUTCDate()} ${MONTHS[monday.getUTCMonth()]!.slice(0, 3)}`;
    const shown = attainment(point);
    if (shown === undefined) return { label };
    const few = point.judged < FEW ? ` (${point.met} of ${point.judged})` : "";
    return { label: `${label}${few}`, value: percent(point) ?? Math.round(100 * shown) };
  });

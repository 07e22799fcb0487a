import { type Figures, nothing, type Report } from "../../src/domain/measure.ts";
import { at } from "../../src/domain/time.ts";
import { weekBefore, weekNamed } from "../../src/domain/week.ts";
import type { Card } from "../../src/views/card.ts";
import { ofGroups } from "../../src/views/digest/of-groups.ts";
import { digestCard } from "../../src/views/digest.ts";

export const week = weekNamed("2026-W46", "America/New_York")!;
export const monday = at("2026-11-16T08:30-05:00");
export const png = new Uint8Array();

export const answers = (met: number, judged: number, more: Partial<Figures["answer"]> = {}): Partial<Figures> => ({
  received: judged,
  answer: { judged, met, ...more },
});
export const report = (
  figures: Partial<Figures>,
  before: Partial<Figures> = {},
  more: Partial<Report> = {},
): Report => ({
  week,
  figures: { ...nothing, ...figures },
  before: { ...nothing, ...before },
  trend: Array.from({ length: 12 }, (_, i) => ({ week: weekBefore(week, 11 - i), judged: 0, met: 0 })),
  groups: [],
  attention: [],
  ...more,
});

const since = at("2026-11-12T16:00-05:00");
const lease = { inquiryId: 4127, client: "Globex", matter: "lease", since };

/** A week with everything in it that a digest may tell. */
export const fullWeek = report(
  {
    ...answers(46, 49, { median: 130, ninetieth: 400, medianElapsed: 185 }),
    ...{ received: 52, answered: 48, dismissed: 2, open: 12, overdue: 2, promises: { made: 12, kept: 11 } },
    acknowledge: { judged: 50, met: 48, median: 20, ninetieth: 110, medianElapsed: 25 },
  },
  {
    ...answers(43, 47, { median: 160, ninetieth: 420, medianElapsed: 300 }),
    ...{ answered: 46, open: 9, overdue: 1, promises: { made: 8, kept: 8 } },
    acknowledge: { judged: 47, met: 44, median: 25 },
  },
  {
    oldest: lease,
    trend: [
      { week: weekBefore(week, 3), judged: 0, met: 0 },
      { week: weekBefore(week, 2), judged: 5, met: 4 },
      { week: weekBefore(week, 1), judged: 47, met: 43 },
      { week, judged: 49, met: 46 },
    ],
    groups: [
      { name: "Litigation", figures: { ...nothing, ...answers(19, 22) } },
      { name: "Tax", figures: { ...nothing, ...answers(27, 27) } },
    ],
    attention: [
      { client: "Globex", overdue: 2, missed: 3, judged: 5, oldest: lease },
      { client: "Umbrella", overdue: 1, missed: 0, judged: 0, oldest: { inquiryId: 7, since } },
      { client: "Initech", overdue: 0, missed: 3, judged: 8 },
    ],
    own: { ...nothing, ...answers(5, 6) },
  },
);

const mondays = (...args: Parameters<typeof report>) => digestCard(report(...args), png, monday);

/** A partner's Monday, by how the week was. */
export const weeks: Readonly<Record<string, Card>> = {
  "digest: a good week": digestCard(fullWeek, png, monday),
  "digest: it comes late": digestCard(fullWeek, png, at("2026-11-17T09:00-05:00")),
  "digest: all in time": mondays(answers(49, 49, { median: 90 }), answers(46, 49)),
  "digest: as the week before": mondays({ ...answers(46, 49, { median: 90 }), open: 1 }, answers(46, 49)),
  "digest: a fair week": mondays({ ...answers(40, 49, { median: 90 }), open: 20 }, answers(46, 49)),
  "digest: a slow week": mondays(answers(30, 50), answers(30, 51)),
  "digest: a hard week": mondays(answers(1, 20), answers(20, 20)),
  "digest: none of many": mondays(answers(0, 20)),
  "digest: few": mondays(
    { ...answers(4, 6, { median: 60, medianElapsed: 20 * 60 }), open: 1, overdue: 1 },
    {},
    {
      oldest: { inquiryId: 7, since: at("2026-11-03T16:00-05:00") },
    },
  ),
  "digest: all of few": mondays(answers(9, 9, { median: 30, medianElapsed: 0.5 })),
  "digest: both": mondays(answers(2, 2)),
  "digest: none of few": mondays(answers(0, 4)),
  "digest: neither of two": mondays(answers(0, 2)),
  "digest: the one answer, in time": mondays(answers(1, 1, { median: 30, medianElapsed: 45 })),
  "digest: the one answer, and nobody knows how long it took the client": mondays(answers(1, 1, { median: 30 })),
  "digest: the one answer, late": mondays(answers(0, 1)),
  "digest: no answer was due yet": mondays({ received: 3, open: 3 }),
  "digest: late answers alone": mondays({ answered: 2 }),
  "digest: one late answer alone": mondays({ answered: 1 }),
  "digest: nothing fell due": mondays({ dismissed: 1 }),
  "digest: a quiet week": mondays({}),
  "digest: a quiet week, one open": mondays({ open: 1 }),
  "digest: a quiet week, one overdue": mondays({ open: 1, overdue: 1 }),
  "digest: a quiet week, some overdue": mondays({ open: 3, overdue: 1 }),
  "digest: of two groups alone": ofGroups(mondays(answers(46, 49)), ["Litigation", "Tax"]),
  "digest: a week across two months": digestCard(
    { ...report({}), week: weekNamed("2026-W49", "America/New_York")! },
    png,
    monday,
  ),
};

import { expect, test } from "vitest";
import { type Figures, nothing, type Report } from "../../src/domain/measure.ts";
import { at } from "../../src/domain/time.ts";
import { weekBefore, weekNamed } from "../../src/domain/week.ts";
import { trendSvg } from "../../src/views/chart.ts";
import { trendBars } from "../../src/views/digest/figures.ts";
import { headline } from "../../src/views/digest/headline.ts";
import { digestCard } from "../../src/views/digest.ts";
import { plain } from "../../src/views/plain.ts";
import { answers, fullWeek, monday, png, report, week } from "./weeks.ts";

const said = (...args: Parameters<typeof report>) => headline(report(...args));
const read = (r: Report, now = monday) => plain(digestCard(r, png, now));

test("the whole card of a good week", () =>
  expect(read(fullWeek)).toMatchInlineSnapshot(`
    "A good week: 46 of 49 answered in time, 94 %, up 3 points.
    Half were answered within 2 h 10 min of business time (clients waited 3 h 5 min), nine in ten within 6 h 40 min.
    Two are overdue; the longest is Globex, lease, since Thu.
    Promises kept: 11 of 12.
    [picture: Answers in time, % by week. Answers in time for twelve weeks, by their Mondays, against a goal of 90 %: 19 Oct none due; 26 Oct 4 of 5; 2 Nov 43 of 47, 91 %; 9 Nov 46 of 49, 94 %.]
    Needs you
    Globex: 2 overdue, the longest since Thu (lease); 3 of 5 answers not in time.  [Show]
    Umbrella: 1 overdue, since Thu.  [Show]
    Initech: 3 of 8 answers not in time.
    Well done: Tax with all 27 in time.
    Week 46, 9 to 15 November. In brackets, the week before.
    Received 52 (47), answered 48 (46), dismissed 2 (0)
    Open 12 (9), overdue 2 (1), promises kept 11 of 12 (8 of 8)
    Answers in time 46 of 49 (43 of 47), half within 2 h 10 min (within 2 h 40 min), nine in ten within 6 h 40 min (within 7 h)
    Acknowledged in time 48 of 50 (44 of 47), half within 20 min (within 25 min), nine in ten within 1 h 50 min (not known yet)
    By group: Litigation 19 of 22, Tax 27 of 27
    Your own: 5 of 6"
  `));

test.each([
  ["up", said(answers(46, 49), answers(40, 50)), "A good week: 46 of 49 answered in time, 94 %, up 14 points."],
  [
    "as before",
    said(answers(46, 49), answers(46, 49)),
    "A good week: 46 of 49 answered in time, 94 %, as the week before.",
  ],
  [
    "too few before to compare with",
    said(answers(46, 49), answers(4, 5)),
    "A good week: 46 of 49 answered in time, 94 %.",
  ],
  ["all in time", said(answers(49, 49), answers(46, 49)), "A very good week: all 49 answered in time, up 6 points."],
  ["all but one of a thousand", said(answers(999, 1000)), "A good week: 999 of 1000 answered in time, 99 %."],
  [
    "below the goal",
    said(answers(40, 49), answers(46, 49)),
    "A fair week: 40 of 49 answered in time, 82 %, down 12 points; the goal is 90 %.",
  ],
  [
    "well below",
    said(answers(30, 50), answers(30, 51)),
    "A slow week: 30 of 50 answered in time, 60 %, up 1 point; the goal is 90 %.",
  ],
  [
    "bad",
    said(answers(1, 20), answers(20, 20)),
    "A hard week: 1 of 20 answered in time, 5 %, down 95 points; the goal is 90 %.",
  ],
  ["none of many", said(answers(0, 20)), "A hard week: none of 20 answered in time; the goal is 90 %."],
  ["all of nine", said(answers(9, 9), answers(20, 20)), "A good week: all 9 answered in time."],
  ["both of two", said(answers(2, 2)), "A good week: both answered in time."],
  ["one of one", said(answers(1, 1)), "A good week: the one answer due was given in time."],
  ["none of one", said(answers(0, 1)), "The one answer due was not given in time."],
  ["neither of two", said(answers(0, 2)), "Neither of 2 answered in time."],
  ["none of four", said(answers(0, 4)), "None of 4 answered in time."],
  ["some of few", said(answers(4, 6)), "4 of 6 answered in time."],
  ["inquiries, but nothing due yet", said({ received: 3, open: 3 }), "3 inquiries came in; no answer was due yet."],
  ["late answers only", said({ answered: 2 }), "No answer fell due; 2 late ones were given."],
  ["nothing", said({}), "A quiet week: no inquiries, and no answer is owed."],
  ["nothing, one open", said({ open: 1 }), "A quiet week: no new inquiries; one is still open."],
  [
    "nothing, one overdue",
    said({ open: 1, overdue: 1 }),
    "A quiet week: no new inquiries; one is still open, and overdue.",
  ],
  [
    "nothing, some overdue",
    said({ open: 3, overdue: 1 }),
    "A quiet week: no new inquiries; 3 are still open, 1 of them overdue.",
  ],
])("a week with %s", (_name, sentence, expected) => expect(sentence).toBe(expected));

test("where more than half are still open, nobody is told how long half of them took", () =>
  expect(read(report(answers(3, 12)))).toContain(
    "How long half of them took is not yet known: more than half are still open.",
  ));

test("where only the tail is open, half is told and nine in ten is not", () =>
  expect(read(report(answers(10, 12, { median: 60, medianElapsed: 90 })))).toContain(
    "Half were answered within 1 h of business time (clients waited 1 h 30 min). How long nine in ten took is not yet known",
  ));

test("nine in ten is not said of fewer than ten", () =>
  expect(read(report(answers(5, 5, { median: 60, ninetieth: 90, medianElapsed: 60 })))).not.toMatch(
    /minutes, nine in ten/,
  ));

test("a group is praised only where it met all of at least three and leaves nothing overdue", () => {
  const group = (name: string, figures: Partial<Figures>) => ({ name, figures: { ...nothing, ...figures } });
  const groups = [
    group("Banking", answers(2, 2)),
    group("Family", answers(5, 6)),
    group("Litigation", answers(4, 4)),
    group("Property", { ...answers(7, 7), overdue: 1 }),
    group("Tax", answers(3, 3)),
  ];
  expect(read(report(answers(21, 22), {}, { groups }))).toContain(
    "Well done: Litigation with all 4 and Tax with all 3 in time.",
  );
});

test("an overdue inquiry whose client nobody has named is told all the same", () =>
  expect(
    read(
      report(
        { ...answers(1, 2), open: 1, overdue: 1 },
        {},
        { oldest: { inquiryId: 7, since: at("2026-11-03T16:00-05:00") } },
      ),
    ),
  ).toContain("One is overdue: one whose client nobody has named, since Tue 3 Nov."));

test("what needs attention can be opened; a client without anything overdue has nothing to open", () => {
  const since = at("2026-11-12T16:00-05:00");
  const attention = [
    { client: "Globex", overdue: 1, missed: 0, judged: 0, oldest: { inquiryId: 7, client: "Globex", since } },
    { client: "Initech", overdue: 0, missed: 3, judged: 3 },
  ];
  const card = digestCard(report(answers(1, 5), {}, { attention }), png, monday);
  expect(card.parts.filter((part) => "row" in part)).toEqual([
    {
      row: [{ bold: "Globex" }, ": 1 overdue, since Thu."],
      controls: [{ button: "Show", action: "show", value: "7" }],
    },
  ]);
});

test("it says that it is late from Tuesday on, and not on Monday evening", () => {
  expect(read(report(answers(1, 1)), at("2026-11-16T23:59-05:00"))).not.toContain("late");
  expect(read(report(answers(1, 1)), at("2026-11-17T00:01-05:00"))).toContain("This was due on Monday; it comes late");
});

test("the notification names no client", () => {
  const oldest = { inquiryId: 7, client: "Globex", since: at("2026-11-03T16:00-05:00") };
  expect(digestCard(report({ ...answers(1, 2), overdue: 1 }, {}, { oldest }), png, monday).summary).toBe(
    "Week 46, 9 to 15 November: 1 of 2 answered in time.",
  );
});

test("a week across two months names both", () =>
  expect(read({ ...report({}), week: weekNamed("2026-W49", "America/New_York")! })).toContain(
    "Week 49, 30 November to 6 December",
  ));

test("the picture labels every week, leaves a gap for one without answers, and has the goal as a line", async () => {
  const trend = [
    { week: weekBefore(week, 2), judged: 0, met: 0 },
    { week: weekBefore(week, 1), judged: 3, met: 0 },
    { week, judged: 49, met: 46 },
  ];
  const svg = await trendSvg(trend, 0.9);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  expect(texts).toEqual(expect.arrayContaining(["–", "0/3", "94", "goal", "90 %", "26", "Oct", "2", "Nov", "9"]));
});

test("a platform that draws charts itself is given the same weeks as bars", () => {
  const trend = [
    { week: weekBefore(week, 2), judged: 0, met: 0 },
    { week: weekBefore(week, 1), judged: 3, met: 0 },
    { week, judged: 49, met: 46 },
  ];
  expect(trendBars(trend)).toEqual([
    { label: "26 Oct" },
    { label: "2 Nov (0 of 3)", value: 0 },
    { label: "9 Nov", value: 94 },
  ]);
});

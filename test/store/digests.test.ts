import { describe, expect, test } from "vitest";
import { at, type Instant } from "../../src/domain/time.ts";
import type { Fact } from "../../src/domain/timeline.ts";
import { weekBefore, weekNamed } from "../../src/domain/week.ts";
import { reportOf } from "../../src/store/digests.ts";
import { databases } from "../database.ts";
import { fact, fri, mon, nextMon, thu, tue, wed } from "../domain/timelines.ts";
import { emptyFirm, type Past, record } from "./past.ts";

const week = weekNamed("2026-W47", "America/New_York")!;
const later = at("2026-12-31T12:00-05:00");

const answered = (askedAt: Instant, answeredAt: Instant): Fact[] => [
  fact("asked", askedAt),
  fact("answered", answeredAt),
];
const ignored = (askedAt: Instant): Fact[] => [fact("asked", askedAt)];
const [inTime, late] = [() => answered(mon("10:00"), mon("12:00")), () => answered(mon("10:00"), thu("12:00"))];

describe.each(databases)("on the %s database", (_kind, open) => {
  async function reported(past: readonly Past[], { of = week, within = undefined as number[] | undefined } = {}) {
    const { db } = await open();
    await emptyFirm(db);
    await record(db, past, later);
    return (await reportOf(db, of, within))();
  }

  test("ignoring a client improves no figure: it is not met, and the median waits for it", async () => {
    const three = [inTime(), answered(mon("10:00"), mon("15:00")), late()].map((facts) => ({ facts }));
    const { answer } = (await reported(three)).figures;
    expect(answer).toMatchObject({ judged: 3, met: 2, median: 300, ninetieth: 3 * 510 + 120 });
    const ignoring = [...three.slice(0, 2), ...[1, 2, 3].map(() => ({ facts: ignored(mon("10:00")) }))];
    const worse = (await reported(ignoring)).figures;
    expect(worse).toMatchObject({ received: 5, answered: 2, open: 3, overdue: 3 });
    expect(worse.answer).toEqual({ judged: 5, met: 2 });
  });

  test("closing an overdue inquiry without a word is no answer, and is shown", async () => {
    const facts = [fact("asked", mon("10:00")), fact("resolved", thu("10:00"))];
    expect((await reported([{ facts }])).figures).toMatchObject({
      answered: 0,
      dismissed: 1,
      open: 0,
      answer: { judged: 1, met: 0 },
    });
  });

  test("what is not due by Sunday is not judged yet; the week after, it is", async () => {
    const past = [{ facts: ignored(fri("16:00")) }];
    expect((await reported(past)).figures).toMatchObject({ received: 1, open: 1, overdue: 0, answer: { judged: 0 } });
    expect((await reported(past, { of: weekBefore(week, -1) })).figures).toMatchObject({
      received: 0,
      open: 1,
      overdue: 1,
      answer: { judged: 1, met: 0 },
    });
  });

  test("a week that was over stays as it was when its late answer or its dismissal comes", async () => {
    const open = { received: 1, answered: 0, dismissed: 0, open: 1, overdue: 1, answer: { judged: 1, met: 0 } };
    for (const then of [
      fact("answered", nextMon("10:00")),
      fact("dismissed", nextMon("10:00"), { reason: "not an inquiry" }),
    ])
      expect((await reported([{ facts: [...ignored(tue("10:00")), then] }])).figures).toMatchObject(open);
  });

  test("the oldest overdue has its client, its matter and the instant it fell due", async () => {
    const { oldest } = await reported([
      { facts: ignored(wed("10:00")) },
      { facts: ignored(tue("10:00")), clientId: 2, matterId: 1 },
    ]);
    // Overdue from the first thing missed, as in every list: no word within four business hours of Tuesday 10:00.
    expect(oldest).toEqual({ inquiryId: 2, client: "Globex", matter: "lease", since: tue("14:00") });
  });

  test("the three clients kept waiting worst come first: by overdue, then by answers missed; two late answers are no matter", async () => {
    const { attention } = await reported([
      ...[1, 2, 3].map(() => ({ facts: late(), clientId: 1 })),
      ...[1, 2].map(() => ({ facts: late(), clientId: 3 })),
      { facts: ignored(mon("10:00")), clientId: 2 },
      { facts: ignored(tue("10:00")), clientId: 2 },
      { facts: ignored(mon("11:00")), clientId: 4 },
      { facts: inTime(), clientId: 4 },
    ]);
    expect(attention.map(({ client, overdue, missed, judged }) => [client, overdue, missed, judged])).toEqual([
      ["Globex", 2, 2, 2],
      ["Umbrella", 1, 1, 2],
      ["Acme", 0, 3, 3],
    ]);
    expect(attention[0]!.oldest).toMatchObject({ inquiryId: 6, since: mon("14:00") });
    expect(attention[2]).not.toHaveProperty("oldest");
  });

  test("within a group, nothing of another group is seen: not in figures, trend, attention or the oldest", async () => {
    const report = await reported(
      [
        { facts: inTime(), groupId: 1 },
        ...[1, 2, 3].map(() => ({ facts: ignored(mon("10:00")), groupId: 2, clientId: 3 })),
      ],
      { within: [1] },
    );
    expect(report.figures).toMatchObject({ received: 1, open: 0, overdue: 0, answer: { judged: 1, met: 1 } });
    expect(report.trend.at(-1)).toMatchObject({ judged: 1, met: 1 });
    expect(report.groups.map(({ name }) => name)).toEqual(["Litigation"]);
    expect(report.attention).toEqual([]);
    expect(report.oldest).toBeUndefined();
  });

  test("two asks of one inquiry that are both overdue are one overdue inquiry", async () => {
    const facts = [fact("asked", mon("10:00")), fact("held", mon("11:00"), { promisedFor: tue("12:00") })];
    expect((await reported([{ facts }])).figures).toMatchObject({
      open: 1,
      overdue: 1,
      promises: { made: 1, kept: 0 },
    });
  });

  test("the trend is twelve weeks, the week itself last, and one without answers has none judged", async () => {
    const { trend } = await reported([{ facts: inTime() }]);
    expect(trend).toHaveLength(12);
    expect(trend.map((p) => p.judged)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(trend[0]!.week.name).toBe("2026-W36");
  });
});

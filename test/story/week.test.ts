import { expect, test } from "vitest";
import type { Kind } from "../database.ts";
import type { On } from "./stage.ts";
import { world } from "./world.ts";

// The fixture office: Monday to Thursday 09:00 to 17:30, Friday 09:00 to 16:00, New York. Globex is owed a first reply in
// four business hours and an answer in two business days.

test.each<[On, Kind, "http" | "socket"]>([
  ["slack", "embedded", "http"],
  ["slack", "postgresql", "socket"],
  ["teams", "embedded", "http"],
  ["teams", "postgresql", "http"],
])("an inquiry's week in %s, on the %s database, received by %s", async (on, kind, how) => {
  const w = await world("2026-01-23T15:30-05:00", { on, kind, how });

  const question = await w.says("USAM", "CGLOBEX", "Can we sublet the second floor under the current lease?");
  expect(w.told).toMatchObject([{ what: "tracked", inquiryId: 1, unsure: false }]);

  // The weekend counts for nothing and disturbs nobody.
  await w.until("2026-01-26T10:29-05:00");
  expect(w.got("UANA")).toEqual([]);
  await w.until("2026-01-26T10:45-05:00");
  expect(w.got("UANA")).toEqual([
    expect.stringMatching(/^Mon 10:30 \*First reply owed to Sam Example, Globex\* · lease/),
  ]);
  expect(w.got("UANA")[0]).toContain("Due in 2 h, at 12:30. Asked Fri 15:30 in #globex-lease.");
  expect(await w.presses("UANA", "I'm on it")).toBe("Good: you are on Globex (lease). It is due at 12:30.");

  // Held: the first clock stops, the answer is still owed, and the time that was named has a clock of its own.
  await w.until("2026-01-26T10:50-05:00");
  await w.says("UANA", "CGLOBEX", "Let me look into it. I'll come back to you by Tuesday noon.");
  expect(await w.asks("UANA", "")).toMatch(/^\*Yours: 1 open/);
  await w.until("2026-01-27T08:30-05:00");
  expect(w.got("UANA").at(-1)).toMatch(
    /^Tue 08:00 \*Answer promised to Sam Example, Globex\* · lease\nDue in 4 h\. You promised Sam Example an answer by 12:00\./,
  );

  // Answered in time; every card says so in its place, and none has a button left.
  await w.until("2026-01-27T11:40-05:00");
  await w.says("UANA", "CGLOBEX", "Yes: clause 14 allows it with the landlord's consent.");
  await w.until("2026-01-27T11:45-05:00");
  expect(new Set(w.dms("UANA"))).toEqual(
    new Set(["Globex, lease: answered by Ana Fixture at 11:40.\nNothing more to do."]),
  );

  // A thank-you reopens nothing.
  await w.says("USAM", "CGLOBEX", "Perfect, thank you!");
  expect(await w.asks("UANA", "")).toBe("*Yours: nothing open*\nNo answer is owed just now.");

  // Asked again in the thread; nobody answers in time, and it climbs the ladder.
  await w.until("2026-01-28T10:00-05:00");
  await w.says("USAM", "CGLOBEX", "And does the same hold for the parking spaces?", question);
  await w.until("2026-01-30T12:00-05:00");
  expect(
    w
      .got("UANA")
      .slice(-3)
      .map((nudge) => nudge.split("\n", 2).join(" ")),
  ).toEqual([
    expect.stringMatching(/^Thu 10:00 .* Asked again yesterday 10:00/),
    expect.stringMatching(/^Thu 15:06 .* tomorrow 10:00\./),
    expect.stringMatching(/^Fri 10:00 .* Due now, at 10:00\./),
  ]);
  expect(
    w
      .got("UPAT")
      .slice(-2)
      .map((nudge) => nudge.slice(0, 9)),
  ).toEqual(["Fri 10:00", "Fri 11:00"]);
  await w.says("UANA", "CGLOBEX", "It does, by clause 15.", question);
  expect(await w.asks("UANA", "show 1")).toContain("Next answer: done 12:00, late: it was due 10:00");

  // Monday: the week in one sentence, the late answer in it.
  await w.until("2026-02-02T08:30-05:00");
  const [before, week] = w.got("UPAT").filter((card) => card.includes("Answers in time"));
  expect(before).toMatch(/^Mon 08:30 \*1 inquiry came in; no answer was due yet\.\*/);
  expect(week).toMatch(/^Mon 08:30 \*1 of 2 answered in time\.\*/);
  expect(week).toContain("Promises kept: 1 of 1.");
  expect(week).toContain("Week 5, 26 January to 1 February.");
  expect(w.got("UANA").filter((card) => card.includes("Answers in time"))).toEqual([]);
});

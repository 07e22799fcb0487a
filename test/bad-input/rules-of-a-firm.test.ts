import { expect, test } from "vitest";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { checkup } from "../../src/store/checkup.ts";
import { json, stamp } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { freshStore } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { TUESDAY } from "./at-work.ts";

const now = at(TUESDAY);
const { calendar } = fixtureFirm;
const plan: FirmPlan = fixtureFirm;

test.each<[string, Partial<FirmPlan>, string]>([
  [
    "in a zone that is none",
    { calendar: { ...calendar, zone: "Europe/Londn" } },
    '"Europe/Londn" is not a time zone. Did you mean Europe/London?',
  ],
  [
    "with a holiday on the 30th of February",
    { calendar: { ...calendar, holidays: [{ date: "2026-02-30", name: "Leap" }] } },
    '"2026-02-30" is no date: that month has 28 days. Write 2026-02-01 to 2026-02-28.',
  ],
  [
    "with a holiday as other people write it",
    { calendar: { ...calendar, holidays: [{ date: "25/12/2026", name: "Christmas" }] } },
    '"25/12/2026" is not a date. Write it like 2026-12-25.',
  ],
  [
    "that never opens",
    { calendar: { zone: calendar.zone, weekly: {} } },
    "This calendar never opens. Give at least one weekday its hours, such as mon 09:00 to 17:00.",
  ],
  [
    "that is shut for more than a year",
    {
      calendar: {
        ...calendar,
        holidays: Array.from({ length: 800 }, (_, n) => ({
          date: new Date(Date.UTC(2026, 5, 1) + n * 86_400_000).toISOString().slice(0, 10),
          name: "Away",
        })),
      },
    },
    "This calendar has no opening in the year after 2026-05-29. Take some closures out of it.",
  ],
  [
    "that opens before it has closed",
    {
      calendar: {
        ...calendar,
        weekly: {
          mon: [
            ["09:00", "13:00"],
            ["12:00", "17:00"],
          ],
        },
      },
    },
    "Mon 09:00 to 13:00 and Mon 12:00 to 17:00 overlap. Let one end before the other begins, or write them as one.",
  ],
  [
    "whose team lead is nobody",
    { groups: [{ name: "Litigation", lead: "Lea Fixture", members: [] }] },
    '"Lea Fixture" is named but nowhere described. Add it, or correct the name.',
  ],
])("a firm %s is refused in a sentence, and nothing of it is kept", async (_name, wrong, sentence) => {
  const { db } = await freshStore("embedded");
  await expect(setUpFirm(db, { ...plan, ...wrong }, now)).rejects.toThrow(sentence);
  expect(await db.selectFrom("people").selectAll().execute()).toEqual([]);
  expect(await db.selectFrom("firm").selectAll().execute()).toEqual([]);
});

test("two standards that contradict: the doctor names both, and what they say", async () => {
  const { db } = await freshStore("embedded");
  await setUpFirm(db, plan, now);
  const said = async () => (await checkup(db, now)).filter((finding) => finding.name === "Standards");
  expect(await said()).toEqual([{ name: "Standards", ok: true, say: "None contradicts another." }]);
  const { id } = await db.selectFrom("clients").select("id").where("name", "=", "Acme").executeTakeFirstOrThrow();
  const { id: calendar_id } = await db.selectFrom("calendars").select("id").executeTakeFirstOrThrow();
  const years = (from: string, until: string, answer: number) => ({
    ...{
      scope: "client" as const,
      scope_id: id,
      targets: json({ answer }),
      source: "side letter",
      calendar_id,
      ladder: null,
    },
    ...{ from_at: stamp(at(from)), until_at: stamp(at(until)) },
  });
  await unaudited(db, (tx) =>
    tx
      .insertInto("standards")
      .values([
        years("2027-01-01T00:00Z", "2028-01-01T00:00Z", 60),
        years("2027-06-01T00:00Z", "2029-01-01T00:00Z", 480),
      ])
      .execute(),
  );
  expect(await said()).toEqual([
    {
      name: "Standards",
      ok: false,
      say: expect.stringMatching(
        /^Two standards for client \d+ disagree about the time to answer from 2027-06-01 00:00 UTC: standard \d+ \(side letter\) says 60 business minutes, standard \d+ \(side letter\) says 480 business minutes\. End one of them or give both the same target\.$/,
      ),
    },
  ]);
});

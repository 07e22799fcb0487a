import { describe, expect, test } from "vitest";
import { ConfigError, type FirmSettings } from "../src/config.ts";
import { at } from "../src/domain/time.ts";
import { firstRun } from "../src/first-run.ts";
import { saveAccount } from "../src/store/accounts.ts";
import type { Db } from "../src/store/db.ts";
import { theFirm } from "../src/store/firm.ts";
import { people } from "../src/store/people.ts";
import { databases } from "./database.ts";

const now = at("2026-11-23T12:00:00Z");
const firm = {
  name: "Fixture & Partners LLP",
  zone: "America/New_York",
  holidays: "us-ny",
  admin: "Ash@Fixture.example",
} satisfies FirmSettings;

async function problems(db: Db, given: FirmSettings): Promise<readonly string[]> {
  const thrown = await firstRun(db, given, now).catch((fault: unknown) => fault);
  expect(thrown).toBeInstanceOf(ConfigError);
  return (thrown as ConfigError).problems;
}

describe.each(databases)("on %s", (_kind, open) => {
  test("an empty store gets its firm: hours, three years of holidays to review, the default standard, an admin", async () => {
    const { db } = await open();
    expect(await firstRun(db, firm, now)).toMatch(
      /^Set up Fixture & Partners LLP: Monday to Friday 09:00 to 17:30 in America\/New_York, with \d\d holidays of US-NY for 2026, 2027, 2028, which the firm is to review\.$/,
    );
    expect(await theFirm(db)).toMatchObject({ name: firm.name, zone: firm.zone });
    expect(await db.selectFrom("firm").select(["jurisdiction", "holidays_reviewed_for"]).execute()).toEqual([
      { jurisdiction: "US-NY", holidays_reviewed_for: null },
    ]);
    const { spec } = await db.selectFrom("calendar_versions").select("spec").executeTakeFirstOrThrow();
    expect(spec.weekly).toMatchObject({ mon: [["09:00", "17:30"]], fri: [["09:00", "17:30"]] });
    const dates = spec.holidays!.map((h) => h.date);
    expect(dates).toEqual(expect.arrayContaining(["2026-11-26", "2027-11-25", "2028-11-23"]));
    const standard = await db.selectFrom("standards").select(["scope", "targets", "source"]).execute();
    expect(standard).toMatchObject([{ scope: "firm", targets: { acknowledge: 240, answer: 510 } }]);
    expect([...(await people(db)).values()]).toMatchObject([{ name: firm.admin, isAdmin: true, isPartner: false }]);
  });

  test("the admin is known by e-mail address when first seen, and has a name from then on", async () => {
    const { db } = await open();
    await firstRun(db, firm, now);
    const ref = { platform: "fixture", workspace: "T", id: "UASH" };
    const seen = {
      ref,
      name: "Ash Fixture",
      email: "ash@fixture.example",
      outside: false,
      bot: false,
      deactivated: false,
    };
    await saveAccount(db, seen, now);
    expect([...(await people(db)).values()]).toMatchObject([{ name: "Ash Fixture", isAdmin: true }]);
    await saveAccount(db, { ...seen, ref: { ...ref, id: "UASH2" }, name: "ash" }, now);
    expect([...(await people(db)).values()]).toMatchObject([{ name: "Ash Fixture", isAdmin: true }]);
  });

  test("a store that holds a firm stays as it is, and says so only where something else was set", async () => {
    const { db } = await open();
    await firstRun(db, firm, now);
    expect(await firstRun(db, {}, now)).toBeUndefined();
    expect(await firstRun(db, { name: "Another LLP" }, now)).toBe(
      "The database holds Fixture & Partners LLP already: FIRM_NAME, FIRM_ZONE, FIRM_HOLIDAYS and FIRM_ADMIN are not looked at.",
    );
    expect((await theFirm(db)).name).toBe(firm.name);
  });

  test("what is missing or wrong is all told at once, with an example, and nothing is set up", async () => {
    const { db } = await open();
    expect(await problems(db, {})).toEqual([
      expect.stringMatching(/^FIRM_NAME: is missing, and the database holds no firm yet\. .*FIRM_NAME="Fixture/),
      expect.stringMatching(/^FIRM_ZONE: is missing, .*FIRM_ZONE=America\/New_York/),
      expect.stringMatching(/^FIRM_HOLIDAYS: is missing, .*FIRM_HOLIDAYS=US-NY/),
      expect.stringMatching(/^FIRM_ADMIN: is missing, .*FIRM_ADMIN=/),
    ]);
    expect(await problems(db, { ...firm, zone: "New York", holidays: "UK" })).toEqual([
      'FIRM_ZONE: "New York" is not a time zone. Did you mean America/New_York?',
      'FIRM_HOLIDAYS: "UK" has no list of holidays. Did you mean GB (United Kingdom)?',
    ]);
    expect(await problems(db, { ...firm, zone: "+01:00", holidays: "Narnia" })).toEqual([
      'FIRM_ZONE: "+01:00" is not a time zone. Write an area and a city, such as Europe/London.',
      expect.stringMatching(/^FIRM_HOLIDAYS: "Narnia" has no list of holidays\./),
    ]);
    expect(await db.selectFrom("people").selectAll().execute()).toEqual([]);
  });
});

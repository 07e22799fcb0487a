import { expect, test } from "vitest";
import { holidays } from "../../src/cli/holidays.ts";
import { at } from "../../src/domain/time.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { rulesNow } from "../../src/store/standards.ts";
import { freshStore } from "../database.ts";

const now = at("2026-12-01T12:00Z");

async function firm() {
  const { db } = await freshStore("embedded");
  await setUpFirm(db, fixtureFirm, at("2026-01-01T00:00Z"));
  return db;
}

test("the firm's list is shown beside the public one, and taken from it", async () => {
  const db = await firm();
  const before = await holidays(db, { year: 2027 }, now);
  expect(before).toContain("The firm is closed on 0 holidays in 2027:");
  expect(before).toMatch(/On the public list of US-NY, and not on the firm's:\n {2}2027-01-01 {2}New Year's Day/);
  expect(before).toContain("Not reviewed for 2027 yet.");
  const after = await holidays(db, { year: 2027, take: true, remove: [], reviewed: true }, now);
  expect(after).toContain("2027-07-05");
  expect(after).toContain("Reviewed for 2027.");
});

test("a change is a new version of the calendar, and the old one stays for the clocks that carry it", async () => {
  const db = await firm();
  const versions = async () => (await rulesNow(db)).calendars.length;
  expect(await versions()).toBe(1);
  await holidays(db, { year: 2027, add: ["2027-05-14 Summer party"] }, now);
  await holidays(db, { year: 2027, add: ["2027-05-14 Summer party"] }, now + 1);
  expect(await versions()).toBe(2);
  expect(await holidays(db, { year: 2027, remove: ["2027-05-14"] }, now + 2)).not.toContain("Summer party\n");
});

test.each([
  [{ add: ["14 May Summer party"] }, '"14 May Summer party" is no holiday: write it like "2027-05-14 Summer party".'],
  [{ add: ["2027-02-30 Never"] }, "2027-02-30"],
  [{ remove: ["2027-05-14"] }, "2027-05-14 is not on the firm's list, so it cannot be taken off it."],
  [{ from: "US-NZ" }, "US-NZ"],
])("%j is refused in words, and nothing is changed", async (asked, said) => {
  const db = await firm();
  await expect(holidays(db, { year: 2027, ...asked }, now)).rejects.toThrow(said);
  expect((await rulesNow(db)).calendars.length).toBe(1);
});

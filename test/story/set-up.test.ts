import { describe, expect, test } from "vitest";
import type { Kind } from "../database.ts";
import { type On, platforms } from "./stage.ts";
import { world } from "./world.ts";

/** The whole of what the program is given at its first start. */
const first = {
  name: "Fixture & Partners",
  zone: "America/New_York",
  holidays: "US-NY",
  admin: "ash@fixture.example",
};
const MONDAY = "2026-01-12T09:30-05:00";

describe.each<[On, Kind]>([
  ["slack", "embedded"],
  ["slack", "postgresql"],
  ["teams", "embedded"],
  ["teams", "postgresql"],
])("in %s, on the %s database", (on, kind) => {
  test("a firm is set up from nothing but its first settings, up to a nudge", { timeout: 60_000 }, async () => {
    const w = await world(MONDAY, { on, kind, first });
    const card = () => w.dms("UASH").at(-1) ?? "";

    // Any words at all.
    expect(await w.writes("UASH", "hello, what do I do now?")).toContain("Set up Fixture & Partners: 0 of 5 done");
    console.log(card());
    expect(await w.writes("UASH", "hm")).toContain("Set up");

    // Hours, then the list of holidays.
    await w.presses("UASH", "Look over hours");
    expect(await w.fills("UASH", { hours: "nine to five" })).toContain("I cannot read “nine to five”.");
    const listed = await w.fills("UASH", { hours: "Mon–Thu 09:00–17:30, Fri 09:00–16:00" });
    console.log(listed);
    await w.fills("UASH", { more: "2026-12-24 Christmas Eve" });
    console.log(card());
    expect(card()).toContain("1 of 5 done");
  });
});

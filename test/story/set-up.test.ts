import { describe, expect, test } from "vitest";
import { readFirm } from "../../src/store/read-firm.ts";
import type { Kind } from "../database.ts";
import type { On } from "./stage.ts";
import { type World, world } from "./world.ts";

/** The whole of what the program is given at its first start. */
const first = {
  name: "Fixture & Partners",
  zone: "America/New_York",
  holidays: "US-NY",
  admin: "ash@fixture.example",
};
const MONDAY = "2026-01-12T09:30-05:00";

/** The set-up's card as it stands now, the latest of them. */
const card = (w: World, user = "UASH"): string =>
  w
    .sees(user)
    .filter((shown) => /^\*(Set up )?Fixture & Partners/.test(shown))
    .at(-1) ?? "";

describe.each<[On, Kind]>([
  ["slack", "embedded"],
  ["teams", "postgresql"],
])("in %s, on the %s database", (on, kind) => {
  test("a firm is set up from nothing but its first settings, up to a nudge", { timeout: 60_000 }, async () => {
    const w = await world(MONDAY, { on, kind, first });

    // Any words at all begin it.
    expect(await w.writes("UASH", "hello, what do I do now?")).toContain("Set up Fixture & Partners: 0 of 5 done");
    expect(card(w)).toContain("Mon–Fri 09:00–17:30, New York time, holidays of US-NY");

    // Hours, then the year's holidays.
    await w.presses("UASH", "Look over hours");
    expect(await w.fills("UASH", { hours: "nine to five" })).toContain("I cannot read “nine to five”.");
    const holidays = await w.fills("UASH", { hours: "Mon–Thu 09:00–17:30, Fri 09:00–16:00" });
    expect(holidays).toContain("Mon 19 Jan · Martin Luther King Jr. Day");
    const days = "2026-01-01,2026-01-19,2026-05-25,2026-07-03,2026-09-07,2026-11-26,2026-12-25";
    await w.fills("UASH", { days, more: "2026-12-24 Christmas Eve" });
    expect(card(w)).toContain("Set up Fixture & Partners: 1 of 5 done");
    expect(card(w)).toContain("Mon–Thu 09:00–17:30, Fri 09:00–16:00, New York time; 8 holidays in 2026");

    // Two groups, one after the other; someone from outside is refused.
    await w.presses("UASH", "Add a group");
    const group = { name: "Litigation", lead: "ULEE", members: "UKIM,UBEN" };
    const again = await w.fills("UASH", { ...group, next: "another" });
    expect(again).toContain("Team lead");
    expect(await w.fills("UASH", { name: "litigation", members: "UANA" })).toContain(
      "There is a group called Litigation already.",
    );
    await w.fills("UASH", { name: "Corporate", members: "UANA" });
    expect(card(w)).toContain("Litigation (lead: Lee Fixture)");
    expect(card(w)).toContain("Corporate");

    // The program ends and begins again; the card that is there goes on working.
    await w.restarts();
    await w.presses("UASH", "Skip");
    expect(card(w)).toContain("2 of 5 done, 1 skipped");
    await w.presses("UASH", "Add a client");
    await w.fills("UASH", {
      ...{ client: "Acme", responsible: "UKIM", matter: "Acme v. Beta" },
      ...{ hours: "4", source: "engagement letter, section 4" },
    });
    expect(card(w)).toContain("3 of 5 done, 1 skipped");

    // Nowhere yet; then in a channel with the client's people in it.
    expect(await w.presses("UASH", "Choose a channel")).toContain("I am in no channel yet that waits for a client.");
    await w.opens("ULEE", "CNEW", "acme-disputes", ["ULEE", "UKIM", "UDANA"]);
    await w.invites("ULEE", "bot", "CNEW");
    await w.presses("UASH", "Choose a channel");
    await w.fills("UASH", { kind: "client", client: "1", matter: "Acme v. Beta" });
    expect(card(w)).toContain("Fixture & Partners is set up: 4 of 5 done, 1 skipped");
    expect(card(w)).toContain("#acme-disputes");

    // A client asks, and whoever answers for the client is reminded in the hours that were agreed.
    await w.says("UDANA", "CNEW", "When is our reply brief due?");
    await w.until("2026-01-12T11:31-05:00");
    expect(w.got("UKIM").at(-1)).toMatch(
      /^Mon 11:30 \*First reply owed to Dana Example, Acme\* · Acme v\. Beta\nDue in 2 h, at 13:30\./,
    );

    // What was skipped is still there to be done.
    expect(await w.asks("UASH", "setup")).toMatch(/set-up is in our direct messages|is set up/);
    await w.presses("UASH", "Choose partners");
    await w.fills("UASH", { partners: "UPAT" });
    expect(card(w)).toContain("is set up: 5 of 5 done");
    expect(card(w)).toContain("Pat Fixture");

    // The file tells the same.
    const told = await readFirm(w.db, w.now());
    expect(told).toMatchObject({
      ...{ name: "Fixture & Partners", jurisdiction: "US-NY", reviewedFor: 2026 },
      calendar: { zone: "America/New_York", weekly: { thu: [["09:00", "17:30"]], fri: [["09:00", "16:00"]] } },
      groups: [
        { name: "Litigation", lead: "Lee Fixture", members: expect.arrayContaining(["Kim Fixture", "Ben Fixture"]) },
        { name: "Corporate", members: ["Ana Fixture"] },
      ],
      clients: [{ name: "Acme", responsible: "Kim Fixture", matters: [{ name: "Acme v. Beta" }] }],
      channels: [{ name: "acme-disputes", client: "Acme", matter: "Acme v. Beta" }],
    });
    expect(told?.people.find((one) => one.partner)?.name).toBe("Pat Fixture");
    expect(told?.clients[0]?.standard).toMatchObject({
      ...{ targets: { answer: 240, "next answer": 240 }, source: "engagement letter, section 4" },
    });
  });
});

import { describe, expect, test } from "vitest";
import { platforms } from "./stage.ts";
import { world } from "./world.ts";

// Every world holds all that was sent against the promises when it ends (discretion.ts); here is what only this can show.

const CANARY = "Quincunx";

describe.each(platforms)("in %s", (on) => {
  test("no word of a client's leaves, and no nudge goes to a channel, whatever is done", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    const ask = await w.says("UDANA", "CACME", `When is the ${CANARY} brief due?`);
    await w.says("USAM", "CGLOBEX", `Can we sublet the ${CANARY} floor?`);
    await w.says("UBEN", "CINITECH", `Initech wants to know whether the ${CANARY} options can vest early.`);
    await w.until("2026-01-13T12:10-05:00");
    for (const command of ["", "team", "overdue", "today", "client Acme", "lawyer Kim", "show 1", "why 1", "help"])
      expect(await w.asks("UKIM", command)).not.toContain(CANARY);
    await w.opensPage("UKIM");
    await w.says("UEVE", "CACME", `${CANARY}, if you have it.`);
    await w.until("2026-01-13T12:20-05:00");
    await w.says("UKIM", "CACME", `The ${CANARY} brief is due on 2 February.`);
    await w.edits("UDANA", ask, `When is the ${CANARY} brief due, and who signs?`);
    await w.presses("UKIM", "Snooze", "30 minutes");
    await w.until("2026-01-19T08:31-05:00");
    await w.deletes("UDANA", ask);
    await w.until("2026-01-19T08:32-05:00");

    const written = w.written();
    expect(written.length).toBeGreaterThan(20);
    expect(JSON.stringify(written.map(({ said }) => said))).not.toMatch(new RegExp(CANARY, "i"));
    for (const channel of ["CACME", "CGLOBEX", "CINITECH"]) expect(w.authors("UPAT", channel)).not.toContain("bot");
  });

  test.each(["UDANA", "USAM"])(
    "a button pressed again by %s, an outsider, is refused, and nothing changes",
    async (outsider) => {
      const w = await world("2026-01-13T10:00-05:00", { on });
      await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.until("2026-01-13T11:05-05:00");
      const before = await everything(w);
      const { status, answer } = await w.replays(outsider, "Waiting on client", "UKIM");
      expect([status, answer]).toEqual([200, on === "slack" ? "" : expect.stringContaining("for the firm's people")]);
      expect(await everything(w)).toEqual(before);
      expect(await w.asks("UKIM", "show 1")).toContain("Open.");
    },
  );

  test("the same press by the one it is for does pause it", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.until("2026-01-13T11:05-05:00");
    await w.replays("UKIM", "Waiting on client", "UKIM");
    expect(await w.asks("UKIM", "show 1")).toContain("Waiting on the client.");
  });

  test("outsiders see nothing of the bot: no command, no shortcut, no page, no message", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    const ask = await w.says("UDANA", "CACME", "When is our reply brief due?");
    expect(await w.offered("UDANA", ask)).toEqual([false, false]);
    expect(await w.offered("UKIM", ask)).toEqual([true, true]);
    await w.opensPage("UDANA");
    await w.until("2026-01-14T18:00-05:00");
    for (const outsider of ["UDANA", "UEVE", "USAM"]) expect(w.sees(outsider)).toEqual([]);
    expect(w.authors("UDANA", "CACME")).toEqual(["UDANA"]);
  });
});

const TABLES = ["facts", "clocks", "nudges", "inquiries"] as const;
const everything = async ({ db }: Awaited<ReturnType<typeof world>>) =>
  Promise.all(TABLES.map((table) => db.selectFrom(table).selectAll().execute()));

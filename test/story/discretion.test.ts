import { expect, test } from "vitest";
import { world } from "./world.ts";

// Every world holds all that was sent against the promises when it ends (discretion.ts); here is what only this can show.

const CANARY = "Quincunx";

test("no word of a client's leaves, and no nudge goes to a channel, whatever is done", async () => {
  const w = await world("2026-01-13T10:00-05:00");
  const ask = await w.says("UDANA", "CACME", `When is the ${CANARY} brief due?`);
  await w.says("USAM", "CGLOBEX", `Can we sublet the ${CANARY} floor?`);
  await w.says("UBEN", "CINITECH", `Initech wants to know whether the ${CANARY} options can vest early.`);
  await w.until("2026-01-13T12:10-05:00");
  for (const command of ["", "team", "overdue", "today", "client Acme", "lawyer Kim", "show 1", "why 1", "help"])
    expect(await w.asks("UKIM", command)).not.toContain(CANARY);
  await w.sandbox.openHome("UKIM");
  await w.says("UEVE", "CACME", `${CANARY}, if you have it.`);
  await w.until("2026-01-13T12:20-05:00");
  await w.says("UKIM", "CACME", `The ${CANARY} brief is due on 2 February.`);
  await w.edits("UDANA", ask, `When is the ${CANARY} brief due, and who signs?`);
  await w.presses("UKIM", "Snooze", "30 minutes");
  await w.until("2026-01-19T08:31-05:00");
  await w.deletes("UDANA", ask);
  await w.until("2026-01-19T08:32-05:00");

  const { calls, ephemerals, channels, homes } = w.sandbox.state;
  const written = calls.filter((call) => /^(chat|views|files|response_url)/.test(call.method));
  expect(written.length).toBeGreaterThan(20);
  expect(JSON.stringify([written.map((call) => call.args), ephemerals, [...homes]])).not.toMatch(
    new RegExp(CANARY, "i"),
  );
  for (const { kind, messages } of channels.values())
    if (kind !== "im") expect(messages.filter((message) => message.user === "UBOT")).toEqual([]);
});

test.each(["UDANA", "USAM"])(
  "a button pressed again by %s, an outsider, is refused, and nothing changes",
  async (outsider) => {
    const w = await world("2026-01-13T10:00-05:00");
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.until("2026-01-13T11:05-05:00");
    const before = await everything(w);
    const { status, answer } = await w.replays(outsider, "Waiting on client", "UKIM");
    expect([status, answer]).toEqual([200, ""]);
    expect(await everything(w)).toEqual(before);
    expect(await w.asks("UKIM", "show 1")).toContain("Open.");
  },
);

test("the same press by the one it is for does pause it", async () => {
  const w = await world("2026-01-13T10:00-05:00");
  await w.says("UDANA", "CACME", "When is our reply brief due?");
  await w.until("2026-01-13T11:05-05:00");
  await w.replays("UKIM", "Waiting on client", "UKIM");
  expect(await w.asks("UKIM", "show 1")).toContain("Waiting on the client.");
});

test("outsiders see nothing of the bot: no command, no shortcut, no page, no message", async () => {
  const w = await world("2026-01-13T10:00-05:00");
  const ask = await w.says("UDANA", "CACME", "When is our reply brief due?");
  const { refused, posted } = await w.sandbox.slash("UDANA", "CACME", "/inquiries", "team");
  expect([refused, posted]).toEqual(["/inquiries is not a valid command.", []]);
  expect((await w.sandbox.shortcut("UDANA", "dismiss", ask)).refused).toBeTruthy();
  await w.sandbox.openHome("UDANA");
  await w.until("2026-01-14T18:00-05:00");
  for (const outsider of ["UDANA", "UEVE", "USAM"]) {
    expect(w.sandbox.seen.dms(outsider)).toEqual([]);
    expect(w.sandbox.seen.ephemeral(outsider)).toEqual([]);
    expect(w.sandbox.seen.home(outsider)).toBeUndefined();
  }
  expect(w.sandbox.seen.channel("UDANA", "CACME").map((message) => message.user)).toEqual(["UDANA"]);
});

const TABLES = ["facts", "clocks", "nudges", "inquiries"] as const;
const everything = async ({ db }: Awaited<ReturnType<typeof world>>) =>
  Promise.all(TABLES.map((table) => db.selectFrom(table).selectAll().execute()));

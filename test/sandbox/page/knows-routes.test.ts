import { describe, expect, test } from "vitest";
import { at } from "../../../src/domain/time.ts";
import type { InquiryKnown, MessageKnown, Overview } from "../../../src/sandbox/page/knows/shown.ts";
import { knowsRoutes } from "../../../src/sandbox/page/knows-routes.ts";
import { databases } from "../../database.ts";
import { atPlay } from "./at-play.ts";

async function page(kind?: Parameters<typeof atPlay>[0]) {
  const parts = await atPlay(kind);
  const routes = knowsRoutes(parts);
  const ask = (route: string, query: Record<string, string> = {}) =>
    routes[`GET ${route}`]!({ query: new URLSearchParams(query), body: undefined });
  const newest = (user: string, channel: string) => parts.sandbox.seen.channel(user, channel).at(-1)!.ts;
  return {
    ...parts,
    newest,
    message: (channel: string, ts: string) => ask("/api/knows/message", { channel, ts }) as Promise<MessageKnown>,
    inquiry: (id: string) => ask("/api/knows/inquiry", { id }) as Promise<InquiryKnown>,
    all: () => ask("/api/knows") as Promise<Overview>,
  };
}

const told = ({ known }: MessageKnown) => known.map(({ name, words }) => `${name}: ${words}`);

describe.each(databases)("on %s", (kind) => {
  test("of a client's ask the verdict and its reason, of a reply its grade, of a reminder what became of it", async () => {
    const { stage, sandbox, newest, message, all } = await page(kind);
    await stage.does("USAM", { says: "Can we sublet the second floor?", channel: "CGLOBEX" });
    const asked = newest("USAM", "CGLOBEX");
    const read = await message("CGLOBEX", asked);
    expect(read.inquiry).toBe(1);
    expect(told(read)).toEqual(["From: a client", "Verdict: Awaits an answer", expect.stringMatching(/^Because: /)]);
    expect(JSON.stringify(read)).not.toContain("sublet");

    await stage.moveTo(at("2026-01-26T10:50-05:00"));
    await stage.does("UANA", { says: "I'll come back to you by Tuesday noon.", channel: "CGLOBEX" });
    expect(told(await message("CGLOBEX", newest("UANA", "CGLOBEX")))).toEqual([
      "From: the firm",
      "Reply: holds: the answer is still owed",
      "Promised: an answer tomorrow 12:00",
    ]);

    const [reminder] = sandbox.seen.dms("UANA");
    const { delivery } = await message(reminder!.channel, reminder!.ts);
    expect(delivery).toMatchObject({ what: "Reminder", to: "Ana Fixture", state: "sent", inquiries: [1] });
    expect(delivery!.words).toMatch(/^sent today 10:30/);
    const shown = await all();
    expect(shown.inquiries).toEqual([{ id: 1, title: "Globex, lease", words: "Open, asked Fri 15:30" }]);
    expect(shown.counts).toEqual(["2 sent"]);
    expect(shown.deliveries.map(({ what, to }) => `${what} to ${to}`)).toEqual([
      "Reminder to Ana Fixture",
      "Digest to Pat Fixture",
    ]);
  });

  test("of an inquiry its facts, clocks, reminders sent and planned, deliveries, and why", async () => {
    const { stage, inquiry } = await page(kind);
    await stage.does("USAM", { says: "Can we sublet the second floor?", channel: "CGLOBEX" });
    await stage.moveTo(at("2026-01-26T11:00-05:00"));
    await stage.does("UANA", { asks: "pause 1", channel: "CGENERAL" });
    await stage.moveTo(at("2026-01-26T13:00-05:00"));
    await stage.does("UANA", { asks: "resume 1", channel: "CGENERAL" });
    const it = await inquiry("1");
    expect(it).toMatchObject({
      title: "1 · Globex, lease",
      words: "Open. Asked Fri 15:30 in #globex-lease. Ana Fixture answers for it.",
      zone: "America/New_York",
    });
    expect(it.line.facts.map(({ words }) => words)).toEqual([
      "asked by Sam Example",
      "waiting on the client, says Ana Fixture",
      "resumed by Ana Fixture",
    ]);
    const first = it.line.clocks.find(({ kind }) => kind === "acknowledge")!;
    expect(first).toMatchObject({ state: "running", dueAt: at("2026-01-26T14:30-05:00") });
    expect(first.pauses).toEqual([{ from: at("2026-01-26T11:00-05:00"), to: at("2026-01-26T13:00-05:00") }]);
    expect(first.nudges.map(({ is }) => is)).toContain("sent");
    expect(first.nudges.filter(({ is }) => is === "planned").map(({ words }) => words)).toContain(
      "planned for the partner",
    );
    expect(it.line.turns.map(({ because }) => because)).toContain("Sat, Sun closed");
    expect(it.why).toContain("not counted: paused, waiting on the client");
    expect(it.deliveries[0]).toMatchObject({ what: "Reminder", to: "Ana Fixture" });
    expect(JSON.stringify(it)).not.toContain("sublet");
  });
});

test("edited, deleted and ruled on by hand: each is said", async () => {
  const { stage, sandbox, newest, message } = await page();
  await stage.does("USAM", { says: "The landlord wrote to us.", channel: "CGLOBEX" });
  const ts = newest("USAM", "CGLOBEX");
  expect(told(await message("CGLOBEX", ts))).toContain("Verdict: Awaits no answer");
  await sandbox.react("UANA", { channel: "CGLOBEX", ts }, "pushpin", "added");
  await stage.round();
  expect(told(await message("CGLOBEX", ts))).toContain("Ruled: Ana Fixture says: awaits an answer");
  await stage.moveTo(at("2026-01-23T15:40-05:00"));
  await sandbox.edit("USAM", { channel: "CGLOBEX", ts }, "The landlord wrote to us today.");
  await stage.round();
  expect(told(await message("CGLOBEX", ts))).toContain("Edited: 2 versions were read, each as it came");
  await stage.moveTo(at("2026-01-23T15:50-05:00"));
  await sandbox.remove("USAM", { channel: "CGLOBEX", ts });
  await stage.round();
  expect(told(await message("CGLOBEX", ts))).toContain("Deleted: today 15:50");
});

test("where nothing is kept it says so, and a number that is none is refused", async () => {
  const { stage, newest, message, inquiry, all } = await page();
  await stage.does("UKIM", { says: "Lunch, anyone?", channel: "CGENERAL" });
  expect(told(await message("CGENERAL", newest("UKIM", "CGENERAL")))).toEqual([
    "Kept: Nothing: it is not a message of a channel that belongs to a client.",
  ]);
  await expect(inquiry("7")).rejects.toThrow("There is no inquiry 7.");
  await expect(inquiry("seven")).rejects.toThrow("There is no inquiry seven.");
  await expect(message("", "")).rejects.toThrow("The page did not say which channel.");
  expect(await all()).toMatchObject({ inquiries: [], deliveries: [], counts: [] });
});

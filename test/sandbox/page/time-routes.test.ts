import { describe, expect, test } from "vitest";
import { at } from "../../../src/domain/time.ts";
import { ENDS } from "../../../src/sandbox/history/plan.ts";
import { beginning } from "../../../src/sandbox/history/prepared.ts";
import type { StoryShown, TimeShown } from "../../../src/sandbox/page/time/shown.ts";
import { timeRoutes } from "../../../src/sandbox/page/time-routes.ts";
import { words } from "../../../src/sandbox/slack/seen.ts";
import { story } from "../../../src/sandbox/story.ts";
import { databases } from "../../database.ts";
import { atPlay } from "./at-play.ts";

async function page(...how: Parameters<typeof atPlay>) {
  const parts = await atPlay(...how);
  const routes = timeRoutes(parts);
  const ask = (route: string, body?: unknown) => routes[route]!({ query: new URLSearchParams(), body });
  return {
    ...parts,
    time: () => ask("GET /api/time") as Promise<TimeShown>,
    move: (body: unknown) => ask("POST /api/time", body) as Promise<TimeShown>,
    next: () => ask("POST /api/story/next") as Promise<StoryShown>,
  };
}

describe.each(databases)("on %s", (kind) => {
  test("the bar says what is due next and for whom, and goes there", async () => {
    const { time, move, sandbox, stage } = await page(kind);
    expect(await time()).toMatchObject({ now: at("2026-01-23T15:30-05:00"), zone: "America/New_York", running: false });
    expect((await time()).next!.what).toBe("The partners get the week's digest.");
    await stage.does("USAM", { says: "Can we sublet the second floor?", channel: "CGLOBEX" });
    // The digest's Monday comes first.
    expect((await move({ until: "next due" })).now).toBe(at("2026-01-26T08:30-05:00"));
    expect((await time()).next).toEqual({
      at: at("2026-01-26T10:30-05:00"),
      what: "Ana Fixture is reminded: Globex (lease), first reply.",
    });
    expect(sandbox.seen.dms("UANA")).toEqual([]);
    await move({ until: "next due" });
    expect(sandbox.seen.dms("UANA")).toHaveLength(1);
  });
});

test("by minutes, to an instant, to Monday: what is due on the way happens in its order", async () => {
  const { move, stage, sandbox } = await page();
  await stage.does("USAM", { says: "Can we sublet the second floor?", channel: "CGLOBEX" });
  expect((await move({ by: 15 })).now).toBe(at("2026-01-23T15:45-05:00"));
  expect((await move({ until: "monday" })).now).toBe(at("2026-01-26T08:30-05:00"));
  await move({ to: "2026-01-26T14:00:00-05:00" });
  const sent = ["UANA", "UPAT"].flatMap((user) => sandbox.seen.dms(user)).map(({ ts }) => Number(ts));
  const times = sent.map((ts) => new Date(ts * 1000).toISOString().slice(5, 16)).sort();
  expect(times).toEqual(["01-26T13:30", "01-26T15:30", "01-26T16:42", "01-26T17:30", "01-26T17:30", "01-26T18:30"]);
});

test("the clock does not go back, nor years ahead, nor where nobody can tell", async () => {
  const { move, clock } = await page();
  const now = clock.now();
  await expect(move({ to: "2026-01-23T09:00-05:00" })).rejects.toThrow(
    "It is today 15:30 already. The clock only goes forward",
  );
  await expect(move({ by: -1 })).rejects.toThrow("The clock only goes forward");
  await expect(move({ to: "2030-01-01T00:00Z" })).rejects.toThrow("more than two months ahead");
  await expect(move({ to: "tomorrow" })).rejects.toThrow('"tomorrow" is not an instant');
  await expect(move({ by: "an hour" })).rejects.toThrow("Say where to move the clock");
  expect(clock.now()).toBe(now);
});

test("it runs until it is paused; being moved it runs on from there", async () => {
  const { move, clock } = await page();
  expect((await move({ run: true })).running).toBe(true);
  const moved = await move({ by: 60 });
  expect(moved.running).toBe(true);
  expect(moved.now - at("2026-01-23T16:30-05:00")).toBeLessThan(5_000);
  expect((await move({ run: false })).running).toBe(false);
  const stood = clock.now();
  await new Promise((done) => setImmediate(done));
  expect(clock.now()).toBe(stood);
});

test("after twelve weeks of the firm's past the story goes on by one button; each step is somewhere to be seen", async () => {
  const { next, sandbox } = await page("embedded", { at: ENDS, lay: beginning });
  for (const [i, beat] of story.entries()) {
    const told = await next();
    expect(told).toMatchObject({ played: i + 1, of: story.length, beat: { caption: beat.caption, as: beat.look.as } });
    expect(told.beat!.ts, beat.caption).toBeDefined();
    if (beat.does && "presses" in beat.does) expect(words(sandbox.seen.dms("UANA").at(-1)!)).toContain("Globex");
    if (beat.does && "about" in beat.does) {
      const why = words(sandbox.seen.ephemeral("UKIM").at(-1)!);
      expect(why).toMatch(/^\d{3} · Acme, Acme v. Beta\n/);
      expect(why).toContain("Asked yesterday 14:00.");
    }
  }
  await expect(next()).rejects.toThrow("The story is told. Start over to see it again.");
});

test("a story whose time has passed says so", async () => {
  const { next, move } = await page();
  await move({ by: 60 });
  await expect(next()).rejects.toThrow("The next step of the story is at Fri 23 Jan 15:30, and it is later than that.");
});

import { expect, test, vi } from "vitest";
import { at } from "../../src/domain/time.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";

const friday = at("2026-01-09T16:30Z");

test("the clock stands still until it is moved", async () => {
  const clock = sandboxClock(friday);
  expect(clock.now()).toBe(friday);
  await clock.advance(90);
  expect(clock.now()).toBe(at("2026-01-09T18:00Z"));
});

test("moving waits for everyone who listens, and a listener can stop", async () => {
  const clock = sandboxClock(friday);
  const heard: number[] = [];
  const stop = clock.onMove(async (now) => {
    await Promise.resolve();
    heard.push(now);
  });
  await clock.advance(1);
  stop();
  await clock.advance(1);
  expect(heard).toEqual([at("2026-01-09T16:31Z")]);
});

test("the clock does not go back", async () => {
  await expect(sandboxClock(friday).set(friday - 1)).rejects.toThrow("only goes forward");
});

test("asked to run, it passes by itself, at the speed asked, until stopped", async () => {
  vi.useFakeTimers();
  try {
    const clock = sandboxClock(friday);
    const heard: number[] = [];
    clock.onMove((now) => heard.push(now));
    const stop = clock.run(60);
    await vi.advanceTimersByTimeAsync(2500);
    stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(heard).toEqual([friday + 60_000, friday + 120_000]);
    expect(clock.now()).toBe(friday + 150_000);
  } finally {
    vi.useRealTimers();
  }
});

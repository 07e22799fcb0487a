import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { at, MINUTE } from "../src/domain/time.ts";
import { keepTime } from "../src/engine.ts";
import type { Told } from "../src/flows/deps.ts";

// The machine's own time stands still here, and goes on when it is told to. Its wall clock can be set, as an administrator would.

const NINE = at("2026-01-13T09:00-05:00");
const SECOND = 1000;

let rounds = 0;
let sent = 0;
let log: (string | Told)[] = [];
let timetable: ReturnType<typeof keepTime>;
let printed: ReturnType<typeof vi.spyOn>[] = [];

beforeEach(() => {
  vi.useFakeTimers({
    now: NINE,
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  printed = (["log", "warn", "error", "info"] as const).map((how) => vi.spyOn(console, how));
  [rounds, sent, log] = [0, 0, []];
  const timed = {
    round: async () => {
      log.push("round");
      rounds++;
    },
    sendOut: async () => void sent++,
    wasAway: async (from: number) => void log.push(`away since ${(from - NINE) / MINUTE} min`),
  };
  timetable = keepTime(timed, { now: () => Date.now() }, (one) => log.push(one));
});

afterEach(async () => {
  for (const one of printed) {
    expect(one).not.toHaveBeenCalled();
    one.mockRestore();
  }
  await timetable.stop();
  vi.useRealTimers();
});

const pass = async (time: number) => {
  [rounds, sent, log] = [0, 0, []];
  await vi.advanceTimersByTimeAsync(time);
};
const set = (by: number) => vi.setSystemTime(Date.now() + by);
const others = () => log.filter((one) => one !== "round");

test("a round every ten seconds, and what is to be said every second", async () => {
  await pass(MINUTE);
  expect([rounds, sent, others()]).toEqual([6, 60, []]);
  await timetable.stop();
  await pass(MINUTE);
  expect([rounds, sent]).toEqual([0, 0]);
});

const jumps = [
  ["an hour ahead", 60 * MINUTE],
  ["an hour back", -60 * MINUTE],
  ["three days ahead", 72 * 60 * MINUTE],
  ["three days back", -72 * 60 * MINUTE],
] as const;

test.each(jumps)(
  "a clock that is set %s is not acted on until it is set right again; then all goes on",
  async (_, by) => {
    await pass(MINUTE);
    set(by);
    await pass(20 * SECOND);
    expect(log).toContainEqual({ what: "clock jumped", seconds: by / SECOND });
    expect(rounds).toBe(0);
    await pass(2 * MINUTE);
    expect([rounds, sent, others()]).toEqual([0, 0, []]);
    set(-by);
    await pass(20 * SECOND);
    await pass(MINUTE);
    expect([rounds, sent, others()]).toEqual([6, 60, []]);
  },
);

test.each(jumps)(
  "a clock that is set %s and stays so is taken at its word after five minutes, and not only when it is that late again",
  async (_, by) => {
    await pass(MINUTE);
    set(by);
    await pass(5 * MINUTE + 20 * SECOND);
    await pass(MINUTE);
    expect([rounds, sent, others()]).toEqual([6, 60, []]);
  },
);

test("a round that takes long is no two rounds, and holds up nothing that is to be said", async () => {
  await timetable.stop();
  const slow = Promise.withResolvers<void>();
  let begun = 0;
  const timed = {
    round: () => {
      begun++;
      return slow.promise;
    },
    sendOut: async () => void sent++,
    wasAway: async () => {},
  };
  timetable = keepTime(timed, { now: () => Date.now() }, () => {});
  await pass(MINUTE);
  expect([begun, sent]).toEqual([1, 60]);
  // What is to be said is not said at a wrong clock's word either, however long a round takes.
  set(60 * MINUTE);
  await pass(30 * SECOND);
  expect([begun, sent]).toEqual([1, 0]);
  slow.resolve();
});

test("what fails is told by its kind, and the next one is tried", async () => {
  await timetable.stop();
  const fails = async () => {
    throw new TypeError("a client's word");
  };
  timetable = keepTime({ round: fails, sendOut: fails, wasAway: fails }, { now: () => Date.now() }, (one) =>
    log.push(one),
  );
  await pass(20 * SECOND);
  const failed = (flow: string) => ({ what: "flow failed", flow, reason: "TypeError" });
  expect(log.filter((one) => typeof one !== "string" && "flow" in one && one.flow === "round")).toEqual([
    failed("round"),
    failed("round"),
  ]);
  expect(log).toContainEqual(failed("deliver"));
  expect(JSON.stringify(log)).not.toContain("a client's word");
});

test("a machine that slept says since when nobody listened, before its next round", async () => {
  await pass(MINUTE);
  // Neither its timers nor what it measures time with went on.
  set(8 * MINUTE);
  await pass(20 * SECOND);
  expect(log[0]).toBe("away since 1 min");
  expect(log[1]).toBe("round");
});

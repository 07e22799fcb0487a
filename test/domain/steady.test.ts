import { expect, test } from "vitest";
import { type Beat, type Trust, trust } from "../../src/domain/steady.ts";
import { at, MINUTE } from "../../src/domain/time.ts";

const start: Beat = { wall: at("2026-01-13T09:00-05:00"), run: 1_000 };

/** The verdicts as minutes of real time pass; `set` says by how many minutes the wall clock is off in each. */
function watch(set: readonly number[]) {
  let state: Trust = { at: start };
  return set.map((off, minute) => {
    const { doubted, jumped, ...next } = trust(state, {
      wall: start.wall + (minute + 1 + off) * MINUTE,
      run: start.run + (minute + 1) * MINUTE,
    });
    state = next;
    return jumped === undefined ? (doubted ? "doubted" : "trusted") : `jumped ${jumped / MINUTE}`;
  });
}

test("a clock that goes as time goes is trusted, and so is one that drifts", () => {
  expect(watch([0, 0, 1, 3, 5, 9, 14, 20])).toEqual(Array(8).fill("trusted"));
});

test("a clock set three days ahead and back again within minutes is never acted on in between", () => {
  const ahead = 3 * 24 * 60;
  expect(watch([0, ahead, ahead, ahead, 0, 0])).toEqual([
    ...["trusted", `jumped ${ahead}`, "doubted", "doubted", "trusted", "trusted"],
  ]);
});

test.each([
  ["an hour back", -60],
  ["an hour ahead", 60],
])("a clock set %s is taken at its word after five minutes", (_said, off) => {
  expect(watch([off, off, off, off, off, off, off])).toEqual([
    ...[`jumped ${off}`, "doubted", "doubted", "doubted", "doubted", "trusted", "trusted"],
  ]);
});

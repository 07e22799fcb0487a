import { expect, test } from "vitest";
import { benchRecovery } from "./recovery.ts";
import { benchStorm } from "./storm.ts";

const missed = (results: Awaited<ReturnType<typeof benchStorm>>) => results.filter(({ met }) => !met);

test("a storm leaves in order, within the published limits, in few calls", async () => {
  expect(missed(await benchStorm("tiny"))).toEqual([]);
}, 60_000);

test("three days away are found again, in as few calls as can be", async () => {
  const results = await benchRecovery("tiny");
  // How fast the machine is just now is no matter of a test.
  expect(missed(results.filter(({ name }) => !name.endsWith(": time")))).toEqual([]);
}, 60_000);

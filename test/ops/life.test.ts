import { expect, test } from "vitest";
import { life } from "../../src/ops/life.ts";

const minutes = (n: number) => n * 60_000;

function at(start = 0) {
  const clock = { ms: start };
  return { clock, alive: life(() => clock.ms) };
}

test("five minutes in which nothing moves are not alive; events that only come in move nothing", () => {
  const { clock, alive } = at();
  clock.ms = minutes(5);
  expect(alive.stuck()).toBeUndefined();
  alive.tell({ what: "event kept", platform: "fixture", ms: 3 });
  clock.ms += 1;
  expect(alive.stuck()).toBe("Nothing has moved for 5 minutes.");
  alive.tell({ what: "round done", ms: 9 });
  expect(alive.stuck()).toBeUndefined();
});

test("a long round in which things are sent is alive, one that does not end within half an hour is not", () => {
  const { clock, alive } = at();
  const sends = () => alive.tell({ what: "sent", purpose: "nudge", deliveryId: 1 });
  for (; clock.ms < minutes(30); clock.ms += minutes(1)) sends();
  expect(alive.stuck()).toBeUndefined();
  clock.ms += 1;
  sends();
  expect(alive.stuck()).toBe("No round of the timetable has ended for 30 minutes.");
  expect(Math.round(alive.roundAge())).toBe(1800);
});

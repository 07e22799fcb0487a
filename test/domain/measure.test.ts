import { expect, test } from "vitest";
import { attainment, percent } from "../../src/domain/measure.ts";

test("the share met is unknown where nothing was judged, not nought and not one", () => {
  expect(attainment({ judged: 0, met: 0 })).toBeUndefined();
  expect(attainment({ judged: 4, met: 3 })).toBe(0.75);
});

test.each([
  [46, 49, 94],
  [199, 200, 99],
  [200, 200, 100],
  [1, 400, 1],
  [0, 400, 0],
  [9, 10, 90],
])("%i of %i is %i percent: 100 only where all were met, 0 only where none was", (met, judged, expected) =>
  expect(percent({ met, judged })).toBe(expected),
);

test("fewer than ten answers have no percentage", () => expect(percent({ judged: 9, met: 9 })).toBeUndefined());

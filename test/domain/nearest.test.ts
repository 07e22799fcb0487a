import { expect, test } from "vitest";
import { nearest } from "../../src/domain/nearest.ts";

const commands = ["take", "assign", "pause", "resume", "resolve", "reopen", "dismiss", "snooze"];

test("a slip of the finger finds the word that was meant", () => {
  expect(nearest("asign", commands)).toBe("assign");
  expect(nearest("snoooze", commands)).toBe("snooze");
  expect(nearest("puase", commands)).toBe("pause");
  expect(nearest("TAKE", commands)).toBe("take");
  expect(nearest("Munoz", ["Muñoz", "Mendez"])).toBe("Muñoz");
});

test("swapped letters are one slip, so they beat two wrong ones", () =>
  expect(nearest("acme", ["amce", "axxe"])).toBe("amce"));

test("what is like nothing is offered nothing", () => {
  expect(nearest("weather", commands)).toBeUndefined();
  expect(nearest("", commands)).toBeUndefined();
  expect(nearest("take", [])).toBeUndefined();
});

import { describe, expect, test } from "vitest";
import { findByName, nearest } from "../../src/domain/nearest.ts";

const people = ["Kim Park", "Ana Kimball", "Ana Ruiz", "José Åkerström", "Lee O'Neil"].map((name, id) => ({
  id,
  name,
}));
const named = (query: string) => {
  const by = findByName(query, people);
  if ("found" in by) return by.found.name;
  return "several" in by ? by.several.map((one) => one.name) : { nearest: by.nearest.map((one) => one.name) };
};

describe("the person or client that a typed name means", () => {
  test("is the one of that very name, whatever its case, accents and punctuation", () => {
    expect(named("KIM PARK")).toBe("Kim Park");
    expect(named("jose akerstrom")).toBe("José Åkerström");
    expect(named("lee o’neil")).toBe("Lee O'Neil");
  });

  test("is the only one whose words begin so, in any order", () => {
    expect(named("ruiz")).toBe("Ana Ruiz");
    expect(named("park kim")).toBe("Kim Park");
    expect(named("@José")).toBe("José Åkerström");
  });

  test("is asked for where two would do: Kim may be a surname's beginning", () => {
    expect(named("kim")).toEqual(["Kim Park", "Ana Kimball"]);
    expect(named("ana")).toEqual(["Ana Kimball", "Ana Ruiz"]);
  });

  test("the very name wins over a longer one that begins with it", () =>
    expect(findByName("acme", [{ name: "Acme" }, { name: "Acme Holdings" }])).toEqual({ found: { name: "Acme" } }));

  test("two of the very same name are both offered", () =>
    expect(findByName("Acme", [{ name: "ACME" }, { name: "Acme" }])).toHaveProperty("several.length", 2));

  test("mistyped, has the nearest offered and is never taken for it", () => {
    expect(named("ruzi")).toEqual({ nearest: ["Ana Ruiz"] });
    expect(named("Kim Prak")).toEqual({ nearest: ["Kim Park"] });
  });

  test("like nobody's, offers nobody", () => {
    expect(named("Zebulon")).toEqual({ nearest: [] });
    expect(named("🙂")).toEqual({ nearest: [] });
    expect(named("k")).toEqual({ nearest: [] });
  });
});

test("a word is near where a third of its letters or fewer are slips", () => {
  expect(nearest("overdeu", ["overdue", "today"])).toBe("overdue");
  expect(nearest("tdoay", ["overdue", "today"])).toBe("today");
  expect(nearest("banana", ["overdue", "today"])).toBeUndefined();
  expect(nearest("", ["?"])).toBeUndefined();
});

import { expect, test } from "vitest";
import { known, memory } from "../../../src/chat/teams/shelf.ts";

/** A shelf that counts what is asked of it. */
function counting() {
  const shelf = memory();
  const asked = { gets: 0, puts: 0 };
  return {
    asked,
    get: (key: string) => {
      asked.gets++;
      return shelf.get(key);
    },
    put: (key: string, value: string) => {
      asked.puts++;
      return shelf.put(key, value);
    },
  };
}

test("what is known outlives the process that learned it", async () => {
  const shelf = memory();
  await known(shelf).note("place", "c1", { kind: "channel", name: "lease" });
  await known(shelf).note("place", "c1", { team: "t1", name: undefined });
  expect(await known(shelf).get("place", "c1")).toEqual({ kind: "channel", name: "lease", team: "t1" });
  expect(await known(shelf).get("place", "c2")).toBeUndefined();
});

test("what is not new is not written, and what was read once is not read again", async () => {
  const shelf = counting();
  const it = known(shelf);
  for (let i = 0; i < 3; i++) await it.note("service", "t", { url: "https://smba.example/" });
  for (let i = 0; i < 3; i++) await it.get("service", "t");
  expect(shelf.asked).toEqual({ gets: 1, puts: 1 });
});

test("what is kept and cannot be read is as good as nothing", async () => {
  const shelf = memory();
  await shelf.put("direct:ana", "{not json");
  expect(await known(shelf).get("direct", "ana")).toBeUndefined();
});

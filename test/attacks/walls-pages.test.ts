import { expect, test } from "vitest";
import { makeWall } from "../../src/store/walls.ts";
import { world } from "../story/world.ts";

test("a page that was drawn before a wall was made with no chat at hand tells nothing of it from the next round on", async () => {
  const w = await world("2026-01-13T10:00-05:00", { on: "slack" });
  await w.says("UDANA", "CACME", "When is our reply brief due?");
  await w.opensPage("UKIM");
  expect(w.sees("UKIM").join("\n")).toMatch(/beta/i);
  const { id } = await w.db
    .selectFrom("people")
    .select("id")
    .where("name", "=", "Kim Fixture")
    .executeTakeFirstOrThrow();
  const wall = { kind: "screened", clientId: 1, matterId: 1, personIds: [id], groupIds: [], reason: "so" } as const;
  await makeWall(w.db, { ...wall, madeBy: null }, w.now());
  await w.until("2026-01-13T10:02-05:00");
  expect(w.sees("UKIM").join("\n")).not.toMatch(/beta/i);
});

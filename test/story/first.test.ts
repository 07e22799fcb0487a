import { expect, test } from "vitest";
import { world } from "./world.ts";

test("a client's question is tracked, nudged before it is due, answered, and the nudge says so", async () => {
  const w = await world("2026-01-09T11:00-05:00");
  await w.says("UDANA", "CACME", "When is our reply brief due?");
  console.log(w.told);
  await w.until("2026-01-09T15:30-05:00");
  console.log(w.dms("UKIM"), w.dms("ULEE"));
  console.log(await w.asks("ULEE", "team"));
  console.log(await w.asks("UKIM", ""));
  console.log(await w.asks("UKIM", "why 1"));
  console.log(await w.asks("UKIM", "show 1"));
  await w.says("UKIM", "CACME", "It is due on 2 February; we will file on 30 January.");
  await w.until("2026-01-09T15:50-05:00");
  console.log(w.dms("UKIM"), w.dms("ULEE"), w.told);
  expect(w.dms("UKIM").length).toBeGreaterThan(0);
});

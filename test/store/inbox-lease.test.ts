import { describe, expect, test } from "vitest";
import { at, MINUTE } from "../../src/domain/time.ts";
import { claimWaiting, giveBack, keepAll } from "../../src/store/inbox.ts";
import { databases } from "../database.ts";
import { testVault } from "../vault.ts";

const NOW = at("2026-01-13T10:00-05:00");
const DAY = 24 * 60 * MINUTE;

describe.each(databases)("on the %s database", (_kind, open) => {
  test("what a clock that ran three days ahead put off waits no three days; what was put off by a right one waits its time", async () => {
    const { db } = await open();
    const vault = testVault();
    const entry = (identity: string) => ({ platform: "slack", identity, body: "{}", receivedAt: NOW });
    await keepAll(db, vault, [entry("Ev1"), entry("Ev2")], NOW);
    const held = (identity: string) => ({ platform: "slack", identity, attempts: 1 });
    await giveBack(db, held("Ev1"), "StoreError", NOW + 3 * DAY);
    await giveBack(db, held("Ev2"), "StoreError", NOW + MINUTE);
    expect((await claimWaiting(db, vault, NOW, 10)).map(({ identity }) => identity)).toEqual(["Ev1"]);
    expect((await claimWaiting(db, vault, NOW + MINUTE, 10)).map(({ identity }) => identity)).toEqual(["Ev2"]);
  });

  test("what keeps failing is tried again for more than four hours before it is set aside", async () => {
    const { db } = await open();
    const vault = testVault();
    await keepAll(db, vault, [{ platform: "slack", identity: "Ev1", body: "{}", receivedAt: NOW }], NOW);
    let tried = { platform: "slack", identity: "Ev1", attempts: 1 };
    let last = NOW;
    for (let now = NOW; now < NOW + DAY; now += MINUTE) {
      if (now > NOW) {
        const [again] = await claimWaiting(db, vault, now, 10);
        if (!again) continue;
        tried = again;
      }
      last = now;
      await giveBack(db, tried, "StoreError", now + MINUTE);
    }
    expect(last).toBe(NOW + 255 * MINUTE);
    const { failed } = await db.selectFrom("inbox").select("failed").executeTakeFirstOrThrow();
    expect(failed).toBe("StoreError");
  });
});

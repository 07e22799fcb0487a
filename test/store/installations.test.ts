import { describe, expect, test } from "vitest";
import { at, hours } from "../../src/domain/time.ts";
import { installationsOf } from "../../src/store/installations.ts";
import { databases } from "../database.ts";
import { testVault } from "../vault.ts";

const NOW = at("2026-01-09T09:00Z");
const LATER = NOW + 3_600_000;

describe.each(databases)("on the %s database", (_kind, open) => {
  test("an installation is kept with its tokens, one platform's apart from another's", async () => {
    const { db } = await open();
    const [one, other] = [
      installationsOf(db, testVault(), "one", () => NOW),
      installationsOf(db, testVault(), "other", () => NOW),
    ];
    const first = { workspace: "T1", details: { name: "Fixture" }, tokens: "secret", expiresAt: LATER };
    await one.install(first, NOW);
    expect(await one.all()).toEqual([{ ...first, installedAt: NOW }]);
    expect(await other.all()).toEqual([]);
  });

  test("of many who would renew at the same instant, one asks; the others find it done", async () => {
    const { db } = await open();
    const it = installationsOf(db, testVault(), "one", () => NOW);
    await it.install({ workspace: "T1", details: {}, tokens: "old", expiresAt: LATER }, NOW);
    let asked = 0;
    const renew = () =>
      it.renew(
        "T1",
        async ({ tokens }) => {
          if (tokens !== "old") return undefined;
          asked++;
          await new Promise((go) => setImmediate(go));
          return { tokens: "new", expiresAt: LATER + 1000 };
        },
        NOW + 5,
      );
    const all = await Promise.all([renew(), renew(), renew(), renew()]);
    expect(asked).toBe(1);
    expect(all.map((found) => [found?.tokens, found?.refreshedAt, found?.expiresAt])).toEqual(
      Array(4).fill(["new", NOW + 5, LATER + 1000]),
    );
  });

  test("trouble counts from its first day on, until tokens are new again", async () => {
    const { db } = await open();
    const it = installationsOf(db, testVault(), "one", () => NOW);
    await it.install({ workspace: "T1", details: {}, tokens: "old", expiresAt: LATER }, NOW);
    const why = "Not reached.";
    await it.renew("T1", async () => ({ trouble: "Busy." }), NOW + 1000);
    const troubled = await it.renew("T1", async () => ({ trouble: why }), NOW + 2000);
    expect(troubled?.trouble).toEqual({ why, since: NOW + 1000, triedAt: NOW + 2000 });
    expect(troubled?.tokens).toBe("old");
    const well = await it.renew("T1", async () => ({ tokens: "new", expiresAt: LATER + hours(1) }), NOW + 3000);
    expect(well?.trouble).toBeUndefined();
  });

  test("what is taken out keeps no token and is not renewed; installed again, it is as new", async () => {
    const { db } = await open();
    const it = installationsOf(db, testVault(), "one", () => NOW);
    await it.install({ workspace: "T1", details: { name: "Fixture" }, tokens: "old", expiresAt: LATER }, NOW);
    await it.remove("T1", NOW + 1);
    await it.remove("T1", NOW + 2);
    expect(await it.all()).toEqual([
      { workspace: "T1", details: { name: "Fixture" }, installedAt: NOW, removedAt: NOW + 1 },
    ]);
    expect(await it.renew("T1", async () => ({ tokens: "new" }), NOW)).toBeUndefined();
    await it.install({ workspace: "T1", details: {}, tokens: "again" }, NOW + 3);
    expect(await it.all()).toEqual([{ workspace: "T1", details: {}, tokens: "again", installedAt: NOW + 3 }]);
  });
});

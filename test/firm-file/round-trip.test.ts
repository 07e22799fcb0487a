import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firmChanges } from "../../src/domain/firm-changes.ts";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { readFirmFile } from "../../src/firm-file/read.ts";
import { newFirmFile, updatedFirmFile } from "../../src/firm-file/write.ts";
import { applyFirm } from "../../src/flows/apply-firm.ts";
import { emptyStore } from "../../src/store/afresh.ts";
import type { Db } from "../../src/store/db.ts";
import { readFirm } from "../../src/store/read-firm.ts";
import { databases } from "../database.ts";
import { testVault } from "../vault.ts";
import { plans } from "./plans.ts";

const NOW = at("2026-03-02T12:00-05:00");
const platforms = ["slack", "teams"];

const apply = (db: Db, plan: FirmPlan, now: number) =>
  applyFirm({ db, vault: testVault(), chats: new Map(), tell: () => {} }, () => plan, now);

/** What the file of a firm says against the firm itself: nothing that would change, and nothing left out. */
function nothingBut(yaml: string, known: FirmPlan): void {
  const read = readFirmFile(yaml, { known, platforms, now: NOW });
  if ("wrong" in read) throw new Error(`${JSON.stringify(read.wrong)}\n${yaml}`);
  expect(firmChanges(known, read.plan)).toEqual([]);
  expect(read.stays).toEqual([]);
}

test("whatever a firm is like, its file sets up the same firm elsewhere", () =>
  fc.assert(
    fc.property(plans, (plan) => {
      const yaml = newFirmFile(plan, "schema.json");
      const read = readFirmFile(yaml, { platforms, now: NOW });
      if ("wrong" in read) throw new Error(`${JSON.stringify(read.wrong)}\n${yaml}`);
      // A standard that goes without saying is made when the firm is.
      expect(firmChanges(plan, read.plan)).toEqual([]);
      const zone = plan.calendar.zone;
      const people = read.plan.people.map((p) => ({ ...p, zone: p.zone ?? zone }));
      expect(firmChanges({ ...read.plan, people }, plan)).toEqual([]);
    }),
    { numRuns: 20, endOnFailure: true },
  ));

test("one firm's file brought up to another's is the other's, whatever both are like", () =>
  fc.assert(
    fc.property(plans, plans, (before, after) => {
      const standard = { targets: { answer: 240 }, source: "firm policy" };
      const firm = { ...after, standard: after.standard ?? standard };
      const yaml = updatedFirmFile(newFirmFile(before, "schema.json"), firm, { platforms, now: NOW });
      nothingBut(yaml!, firm);
    }),
    { numRuns: 20, endOnFailure: true },
  ));

describe.each(databases)("on the %s database", (_kind, open) => {
  test("plan after plan is applied, exported, and would then change nothing", async () => {
    const { db } = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(plans, { minLength: 1, maxLength: 3 }), async (all) => {
        await emptyStore(db);
        for (const [n, plan] of all.entries()) {
          await apply(db, plan, NOW + n * 60_000);
          const known = (await readFirm(db, NOW + n * 60_000))!;
          expect(firmChanges(known, plan)).toEqual([]);
          nothingBut(newFirmFile(known, "schema.json"), known);
          expect((await apply(db, plan, NOW + n * 60_000 + 1))!.changes).toEqual([]);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 180_000);
});

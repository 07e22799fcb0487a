import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { audit } from "../../src/flows/audit.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { sendDueNudges } from "../../src/flows/send-due-nudges.ts";
import { stamp } from "../../src/store/db.ts";
import { nextSteps } from "../../src/store/unattended.ts";
import { databases } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { office, post, said } from "./office.ts";

const on = (iso: string) => at(`2026-01-13T${iso}-05:00`);

describe.each(databases)("on the %s database", (_kind, open) => {
  async function asked() {
    const o = await office(open, on("09:00"));
    await o.hears(said(post("CACME", "UDANA", on("10:00"), "When is our reply brief due?")), on("10:00"));
    return o;
  }

  test("every open inquiry has a next step, from the ask to the last rung, and the audit says so once an hour", async () => {
    const o = await asked();
    const steps = async (time: string) => [...(await nextSteps(o.db, on(time))).keys()];
    expect(await steps("10:00")).toEqual(["nudge planned"]);
    await sendDueNudges(o.deps, on("11:00"));
    expect(await steps("11:00")).toEqual(["message on its way"]);
    for (const time of ["11:00", "11:40", "12:00", "13:00", "14:00", "15:00", "16:00"]) {
      await sendDueNudges(o.deps, on(time));
      await deliver(o.deps, () => on(time));
    }
    expect(await steps("16:00")).toEqual(["everyone on its ladder was told"]);
    for (const time of ["16:00", "16:30", "16:59"]) await audit(o.deps, on(time));
    expect(o.told.filter(({ what }) => what === "audited")).toEqual([{ what: "audited", count: 0, mended: 0 }]);
    await Promise.all([audit(o.deps, on("17:00")), audit(o.deps, on("17:00"))]);
    expect(o.told.filter(({ what }) => what === "audited")).toHaveLength(2);
  });

  test("one whose ladder was lost is planned anew", async () => {
    const o = await asked();
    await o.db.deleteFrom("nudges").execute();
    await audit(o.deps, on("10:30"));
    expect(o.told.at(-1)).toEqual({ what: "audited", count: 0, mended: 1 });
    expect(await nextSteps(o.db, on("10:30"))).toEqual(new Map([["nudge planned", 1]]));
  });

  test("where that does not help the admin is told, once a day", async () => {
    const o = await asked();
    // Rungs that were called moot though nothing stopped their clock, of a clock that a change of ladder left without any.
    await unaudited(o.db, (tx) =>
      tx
        .updateTable("standards")
        .set({ ladder: "[]" as never })
        .execute(),
    );
    await o.db.deleteFrom("nudges").execute();
    for (const time of ["10:30", "11:30"]) {
      await audit(o.deps, on(time));
      await deliver(o.deps, () => on(time));
    }
    expect(o.sent).toEqual([
      {
        to: "UASH",
        words: expect.stringMatching(/^.*Inquiry 1 is open, and no reminder is planned.*assign 1 <name>/s),
      },
    ]);
    await unaudited(o.db, (tx) =>
      tx
        .updateTable("inquiries")
        .set({ state: "paused", paused_until: stamp(on("17:00")) as never })
        .execute(),
    );
    expect(await nextSteps(o.db, on("12:00"))).toEqual(new Map([["waiting on the client", 1]]));
  });
});

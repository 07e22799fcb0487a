import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { at, MINUTE } from "../../src/domain/time.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { pressButton } from "../../src/flows/press-button.ts";
import { sendDueNudges } from "../../src/flows/send-due-nudges.ts";
import { setAside } from "../../src/store/troubles.ts";
import { databases } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { type Office, office, post, said } from "./office.ts";

const on = (iso: string) => at(`2026-01-13T${iso}-05:00`);

describe.each(databases)("on the %s database", (_kind, open) => {
  /** Kim and Ana each owe an answer. */
  async function owed(): Promise<Office> {
    const o = await office(open, on("09:00"));
    await o.hears(said(post("CACME", "UDANA", on("10:00"), "When is our reply brief due?")), on("10:00"));
    await o.hears(said(post("CGLOBEX", "USAM", on("10:00"), "Can we sublet the second floor?")), on("10:00"));
    return o;
  }

  async function round(o: Office, now: number) {
    await sendDueNudges(o.deps, now);
    await deliver(o.deps, () => now);
  }

  test("an inquiry whose nudges keep failing is set aside with the kind of fault; the others' go out", async () => {
    const o = await owed();
    // No rung can be settled any more where its clock is the first inquiry's.
    await sql`alter table nudges add constraint poison check (inquiry_id <> 1 or done_at is null) not valid`.execute(
      o.db,
    );
    try {
      for (const minute of [0, 1, 3, 7, 15, 31, 50]) await round(o, on("16:30") + minute * MINUTE);
      expect(o.sent.map(({ to }) => to)).toContain("UANA");
      expect(o.sent.map(({ to }) => to)).not.toContain("UKIM");
      expect(await setAside(o.db)).toMatchObject([{ job: "nudges of 1", tries: 6, reason: "StoreError 23514" }]);
    } finally {
      await sql`alter table nudges drop constraint poison`.execute(o.db);
    }
  });

  test("more people at once than the firm allows: nothing is sent, the admin is told and lets them go", async () => {
    const o = await owed();
    await unaudited(o.db, (tx) => tx.updateTable("firm").set({ most_at_once: 2 }).execute());
    const noon = at("2026-01-15T12:00-05:00");
    for (const minute of [0, 1, 2]) await round(o, noon + minute * MINUTE);
    expect(o.sent).toEqual([{ to: "UASH", words: expect.stringMatching(/^Reminders to \d+ people are held back/) }]);
    const press = (id: string) =>
      pressButton(
        o.deps,
        { platform: "slack", workspace: "T0FIXTURE", id },
        "let go",
        "1",
        undefined,
        id,
        noon + 3 * MINUTE,
      );
    await press("UKIM");
    await round(o, noon + 3 * MINUTE);
    expect(o.sent).toHaveLength(1);
    expect((await press("UASH")).card?.summary).toEqual(["The reminders are on their way."]);
    await round(o, noon + 3 * MINUTE);
    const heard = o.sent.slice(1).map(({ to }) => to);
    expect(heard.toSorted()).toEqual([...new Set(heard)].toSorted());
    expect(heard).toEqual(expect.arrayContaining(["UKIM", "UANA", "ULEE", "UPAT"]));
  });
});

import { describe, expect, test } from "vitest";
import { retry } from "../../src/cli/retry.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { sendDueNudges } from "../../src/flows/send-due-nudges.ts";
import { noteTrouble } from "../../src/store/troubles.ts";
import { databases } from "../database.ts";
import { office, post, said } from "../flows/office.ts";

const on = (iso: string) => at(`2026-01-13T${iso}-05:00`);

describe.each(databases)("on the %s database", (_kind, open) => {
  test("what was given up is listed kind by kind, and tried again when somebody says so", async () => {
    const o = await office(open, on("09:00"));
    expect(await retry(o.db, false, on("09:00"))).toBe("Nothing is set aside.\n");
    await o.hears(said(post("CACME", "UDANA", on("10:00"), "When is our reply brief due?")), on("10:00"));
    o.answers.push({ failed: "Slack refuses: too_sleepy." });
    await sendDueNudges(o.deps, on("11:00"));
    await deliver(o.deps, () => on("11:00"));
    for (let tries = 0; tries < 6; tries++)
      await noteTrouble(o.db, "digest of 5 for 2026-01-05", "TypeError", on("11:00"));
    const listed = `One piece of Rejoinder's own work failed, the last with: TypeError.
One message to a person could not be delivered, the last with: Slack refuses: too_sleepy.
`;
    expect(await retry(o.db, false, on("11:05"))).toBe(`${listed}To have them tried again: npm run retry -- --all\n`);
    await retry(o.db, true, on("11:05"));
    await deliver(o.deps, () => on("11:05") + MINUTE);
    expect(o.sent).toMatchObject([{ to: "UKIM" }]);
    expect(await retry(o.db, false, on("11:10"))).toBe("Nothing is set aside.\n");
  });
});

import { describe, expect, test } from "vitest";
import { logged } from "../../src/store/audit-log.ts";
import { holds } from "../../src/store/holds.ts";
import { retentions } from "../../src/store/retentions.ts";
import { platforms } from "../story/stage.ts";
import { type World, world } from "../story/world.ts";
import { unaudited } from "../unaudited.ts";
import { testVault } from "../vault.ts";

const FOR_RISK_OFFICERS = /Only a risk officer can do that/;

describe.each(platforms)("legal holds and retention, in %s", (on) => {
  async function firm(...officers: string[]): Promise<World> {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await unaudited(w.db, (tx) =>
      tx
        .updateTable("people")
        .set({ is_risk_officer: true })
        .where("name", "in", ["Ash Fixture", ...officers])
        .execute(),
    );
    return w;
  }
  const acts = async (w: World, ...wanted: string[]) =>
    (await logged(w.db, {})).filter(({ act }) => wanted.includes(act)).map(({ act, details }) => ({ act, ...details }));

  test("a hold is placed, listed and released in plain words with its dates, and each is in the log", async () => {
    const w = await firm();
    expect(await w.asks("UASH", "hold Acme v. Beta because it is in court")).toMatch(
      /Acme, Acme v\. Beta is on legal hold[\s\S]*Since 13 January 2026, 10:00, because: it is in court\. Nothing of it is forgotten or erased/,
    );
    expect(await w.asks("UASH", 'hold "Acme, Acme v. Beta" because it is in court')).toContain("on legal hold already");
    expect(await w.asks("UASH", "holds")).toMatch(
      /1 legal hold on[\s\S]*Since 13 January 2026, by Ash Fixture: it is in court/,
    );
    await w.until("2026-02-02T09:00-05:00");
    expect(await w.asks("UASH", "release 1")).toContain("it was on from 13 January 2026 to 2 February 2026");
    expect(await w.asks("UASH", "release 1")).toContain("I find no legal hold 1 that is on");
    expect(await w.asks("UASH", "holds")).toContain("No legal hold is on");
    expect(await w.asks("UASH", "holds all")).toContain("released 2 February 2026 by Ash Fixture");
    expect(await acts(w, "hold placed", "hold lifted")).toEqual([
      { act: "hold placed", client: 1, matter: 1 },
      { act: "hold lifted" },
    ]);
  });

  test("what is to be forgotten sooner is told to the day, and done once it is said again; later is done at once", async () => {
    const w = await firm();
    const warned = await w.asks("UASH", "keep words 90 days Acme");
    expect(warned).toMatch(
      /Nothing was changed yet[\s\S]*of Acme, is kept for 90 days\. What is from before 15 October 2025, 11:00/,
    );
    expect(warned).toContain('keep words 90 days "Acme" really');
    expect(await retentions(w.db)).toEqual([]);
    expect(await w.asks("UASH", 'keep words 90 days "Acme" really')).toContain(
      "From now on: what people wrote, of Acme, is kept for 90 days",
    );
    expect(await w.asks("UASH", "keep words 2 years Acme")).toContain("From now on");
    expect(await retentions(w.db)).toEqual([{ clientId: 1, kind: "words", days: 732 }]);
    expect(await w.asks("UASH", "keep sent nothing")).toContain("Nothing was changed yet");
    expect(await w.asks("UASH", "keep sent nothing really")).toContain("is kept not at all");
    expect(await w.asks("UASH", "keep")).toMatch(
      /What people wrote: for good\.[\s\S]*people: not at all\.[\s\S]*Acme, what people wrote: for 2 years\./,
    );
    // Without a rule of its own the firm's is the client's, which may be shorter.
    await w.asks("UASH", "keep words 90 days really");
    expect(await w.asks("UASH", "keep words for good Acme")).toMatch(
      /Nothing was changed yet[\s\S]*is kept for 90 days/,
    );
    expect(await w.asks("UASH", "keep words a while Acme")).toContain("For how long?");
    expect(await acts(w, "retention set")).toEqual([
      { act: "retention set", kind: "words", days: 90 },
      { act: "retention set", kind: "words", days: 732 },
      { act: "retention set", kind: "sent", days: 0 },
      { act: "retention set", kind: "words", days: 90 },
    ]);
  });

  test("nobody else has a part in them; for a risk officer who is screened what is walled off is not there, nor its hold", async () => {
    const w = await firm("Kim Fixture");
    for (const who of ["UPAT", "ULEE", "UBEN"])
      for (const text of ["hold Acme because so", "release 1", "holds", "keep", "keep words nothing really"])
        expect([who, text, await w.asks(who, text)]).toEqual([who, text, expect.stringMatching(FOR_RISK_OFFICERS)]);
    await w.asks("UASH", "hold Globex because it is in court");
    await w.asks("UASH", 'hold "Globex, lease" because of the landlord');
    await w.asks("UASH", "keep words 90 days Globex really");
    await w.asks("UASH", "wall Globex from Kim because she acted for the landlord");
    expect(await w.asks("UKIM", "holds all")).toContain("There never was a legal hold");
    expect(await w.asks("UKIM", "keep")).not.toContain("Globex");
    for (const text of ["hold Globex because so", 'hold "Globex, lease" because so', "keep words 7 years Globex"]) {
      const [hers, none] = [await w.asks("UKIM", text), await w.asks("UKIM", text.replace("Globex", "Gulbix"))];
      expect(hers).toBe(none.replace("Gulbix", "Globex"));
    }
    expect(await w.asks("UKIM", "release 1")).toBe((await w.asks("UKIM", "release 9")).replace("9", "1"));
    expect((await holds(w.db, testVault(), w.now())).every((one) => one.liftedAt === undefined)).toBe(true);
    expect(await w.asks("UASH", "holds")).toContain("2 legal holds on");
  });
});

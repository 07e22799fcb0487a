import { describe, expect, test } from "vitest";
import { walls } from "../../src/cli/walls.ts";
import { logged } from "../../src/store/audit-log.ts";
import { checkup } from "../../src/store/checkup.ts";
import { platforms } from "../story/stage.ts";
import { type World, world } from "../story/world.ts";
import { unaudited } from "../unaudited.ts";

const NOBODY = /An answer is owed that nobody may be told of/;
const CONTENT = /acme|beta|dana|globex|inquiry \d|wall \d/i;

describe.each(platforms)("in %s", (on) => {
  /** Dana is owed an answer; who keeps the walls is said by the test. */
  async function firm(...officers: string[]): Promise<World> {
    const w = await world("2026-01-13T10:00-05:00", { on });
    if (officers.length > 0)
      await unaudited(w.db, (tx) =>
        tx.updateTable("people").set({ is_risk_officer: true }).where("name", "in", officers).execute(),
      );
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    return w;
  }
  const screen = (w: World, by: string, ...from: string[]) =>
    w.asks(by, `wall "Acme v. Beta" from ${from.join(", ")} because they acted for Beta`);
  const since = (w: World, user: string, before: number) => w.got(user).slice(before).join("\n");

  test("every risk officer is screened, and the last who could answer: an admin is told that nobody may be told, and no more", async () => {
    const w = await firm("Ben Fixture");
    const before = { UASH: w.got("UASH").length, UBEN: w.got("UBEN").length };
    expect(await screen(w, "UBEN", "Kim", "Lee", "Pat", "Ben", "Ana")).not.toContain("I know no");
    await w.until("2026-01-13T16:00-05:00");
    expect(since(w, "UASH", before.UASH)).toMatch(NOBODY);
    expect(since(w, "UASH", before.UASH)).not.toMatch(CONTENT);
    expect(since(w, "UASH", before.UASH).match(new RegExp(NOBODY, "g"))).toHaveLength(1);
    expect(since(w, "UBEN", before.UBEN)).not.toMatch(NOBODY);
    for (const user of ["UKIM", "ULEE", "UPAT", "UANA"])
      expect([user, w.dms(user).join("\n")]).toEqual([user, expect.not.stringMatching(CONTENT)]);
    expect((await walls(w.db, "prove", "Acme v. Beta", w.now())).held).toBe(true);
  });

  test("an admin who is screened as well is not told: for them there is nothing", async () => {
    const w = await firm("Ben Fixture");
    const before = w.got("UASH").length;
    await screen(w, "UBEN", "Kim", "Lee", "Pat", "Ana", "Ben", "Ash");
    await w.until("2026-01-13T16:00-05:00");
    expect(since(w, "UASH", before)).not.toMatch(NOBODY);
    expect(since(w, "UASH", before)).not.toMatch(CONTENT);
    // Whoever runs the program is told that much, and where nobody is left to hear, it is all there is.
    const line = (await checkup(w.db, w.now())).find(({ name }) => name === "Walls");
    expect(line).toMatchObject({ ok: false, say: expect.stringMatching(/^Of 1 open inquiry nobody may be told/) });
    expect(line!.say).not.toMatch(CONTENT);
  });

  test("nor one whom few need to know does not count among, once there is no risk officer", async () => {
    const w = await firm("Ben Fixture");
    await w.asks("UBEN", 'wall "Acme v. Beta" only Ana because it is not announced');
    await w.asks("UASH", "revoke risk officer Ben");
    const before = w.got("UASH").length;
    await w.until("2026-01-13T16:00-05:00");
    expect(since(w, "UASH", before)).not.toMatch(NOBODY);
  });

  test("where a risk officer may hear of it, no admin does", async () => {
    const w = await firm("Ben Fixture");
    const before = { UASH: w.got("UASH").length, UBEN: w.got("UBEN").length };
    await w.asks("UBEN", 'wall "Acme v. Beta" only Ana because it is not announced');
    await w.until("2026-01-13T16:00-05:00");
    expect(since(w, "UBEN", before.UBEN)).toMatch(NOBODY);
    expect(since(w, "UASH", before.UASH)).not.toMatch(NOBODY);
  });

  test("no risk officer at all: the same", async () => {
    const w = await firm("Ben Fixture");
    await screen(w, "UBEN", "Kim", "Lee", "Pat", "Ana", "Ben");
    await w.asks("UASH", "revoke risk officer Ben");
    const before = w.got("UASH").length;
    await w.until("2026-01-13T16:00-05:00");
    expect(since(w, "UASH", before)).toMatch(NOBODY);
    expect(since(w, "UASH", before)).not.toMatch(CONTENT);
  });

  test("what an admin gives themselves, the other admins and the risk officers are told at once, and the log says it", async () => {
    const w = await firm("Lee Fixture");
    await w.asks("UASH", "grant admin Ben");
    await w.until("2026-01-13T10:01-05:00");
    const before = { UBEN: w.got("UBEN").length, ULEE: w.got("ULEE").length, UPAT: w.got("UPAT").length };
    expect(await w.asks("UASH", "grant risk officer me")).toContain("Ash Fixture is a risk officer from now on");
    await w.until("2026-01-13T10:02-05:00");
    for (const user of ["UBEN", "ULEE"] as const)
      expect(since(w, user, before[user])).toContain("Ash Fixture is a risk officer from now on, says Ash Fixture.");
    expect(since(w, "UPAT", before.UPAT)).toBe("");
    const entry = (await logged(w.db, {})).findLast(({ act }) => act === "role granted")!;
    expect(entry).toMatchObject({ actor: { person: entry.subject.id }, details: { role: "risk officer" } });
    // What is given to somebody else the risk officers are told, and the other admins need not be.
    await w.asks("UASH", "grant partner Ana");
    await w.until("2026-01-13T10:03-05:00");
    expect(since(w, "UBEN", before.UBEN)).not.toContain("Ana");
    expect(since(w, "ULEE", before.ULEE)).toContain("Ana Fixture is a partner of the firm from now on");
  });
});

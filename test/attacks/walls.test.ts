import { describe, expect, test } from "vitest";
import { walls } from "../../src/cli/walls.ts";
import { makeWall } from "../../src/store/walls.ts";
import { platforms } from "../story/stage.ts";
import { type World, world } from "../story/world.ts";
import { unaudited } from "../unaudited.ts";

const TUESDAY = "2026-01-13T10:00-05:00";
const BEHIND = /beta/i;

const facts = ({ db }: World) => db.selectFrom("facts").selectAll().orderBy("key").execute();

describe.each(platforms)("in %s", (on) => {
  /** Kim is owed for, and was reminded; Ash keeps the walls. */
  async function reminded(): Promise<World> {
    const w = await world(TUESDAY, { on });
    await unaudited(w.db, (tx) =>
      tx.updateTable("people").set({ is_risk_officer: true }).where("name", "=", "Ash Fixture").execute(),
    );
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.until("2026-01-13T11:05-05:00");
    expect(w.dms("UKIM").join("\n")).toMatch(BEHIND);
    return w;
  }
  const screen = (w: World, how = "from Kim") =>
    w.asks("UASH", `wall "Acme v. Beta" ${how} because she acted for Beta`);

  test("a wall takes effect at once: what stood in the chat says nothing of it, and who comes next is reminded", async () => {
    const w = await reminded();
    const said = await screen(w);
    expect(said).toContain("Acme (Acme v. Beta) is walled");
    expect(said).toContain("One open inquiry went to who comes next");
    await w.until("2026-01-13T11:06-05:00");
    expect(w.dms("UKIM")[0]).toBe("Nothing more to do.");
    expect(w.dms("UKIM").join("\n")).not.toMatch(BEHIND);
    const before = [w.got("UKIM").length, w.got("ULEE").length];
    await w.until("2026-01-13T15:30-05:00");
    expect(w.got("UKIM")).toHaveLength(before[0]!);
    expect(w.got("ULEE").length).toBeGreaterThan(before[1]!);
  });

  test("whoever is outside meets it nowhere: no list, count, search, number, button, form or page", async () => {
    const w = await reminded();
    const inside = await w.asks("UBEN", "team");
    expect(inside).toMatch(BEHIND);
    await screen(w);
    const lists = [
      "",
      "all",
      "team",
      "team Litigation all",
      "overdue",
      "today",
      "client Acme",
      "client Acme v",
      "lawyer Lee",
      "lawyer Kim all",
    ];
    for (const text of lists)
      expect([text, await w.asks("UKIM", text)]).toEqual([text, expect.not.stringMatching(BEHIND)]);
    expect(await w.asks("UKIM", "team")).toContain("nothing open");
    for (const verb of ["show", "why", "take", "resolve", "reopen", "resume", "pause", "dismiss"]) {
      const [there, none] = [await w.asks("UKIM", `${verb} 1`), await w.asks("UKIM", `${verb} 999`)];
      expect(there.replace("inquiry 1.", "inquiry N.")).toBe(none.replace("inquiry 999.", "inquiry N."));
    }
    expect(await w.asks("UKIM", "assign 1 Ben")).toBe((await w.asks("UKIM", "assign 999 Ben")).replace("999", "1"));
    expect(await w.asks("UKIM", "snooze 1 2h")).toBe((await w.asks("UKIM", "snooze 999 2h")).replace("999", "1"));
    await w.opensPage("UKIM");
    await w.until("2026-01-13T11:06-05:00");
    expect(w.sees("UKIM").length).toBeGreaterThan(0);
    expect(w.sees("UKIM").join("\n")).not.toMatch(BEHIND);
    await w.until("2026-01-19T09:00-05:00");
    const { say, held } = await walls(w.db, "prove", "Acme v. Beta", w.now());
    expect(held).toBe(true);
    expect(say).toMatch(
      /Kim Fixture: told of it \d+ times? before the wall.* withdrawn from their chat; nothing while it stood/,
    );
    expect(say).toContain("the database shows them 0 of its");
    expect(say).toContain("Nothing of it was told to anyone outside while the wall stood.");
    await w.logs("UKIM");
    const logged = await w
      .fills("UKIM", { client: "1", contact: "Dana Example", matter: "Acme v. Beta", when: "08:30" })
      .catch(String);
    expect(logged).not.toMatch(/already|walled|cannot/i);
    // A matter of that name is theirs from now on, and another: the firm's own is not there.
    expect(await w.asks("UKIM", "show 1")).toContain("I find no inquiry 1");
    expect(await w.db.selectFrom("matters").select("name").where("name", "=", "Acme v. Beta").execute()).toHaveLength(
      2,
    );
  });

  test("a button on a card that is not withdrawn yet is one of no inquiry, and changes nothing", async () => {
    const w = await reminded();
    const {
      client_id: clientId,
      matter_id: matterId,
      owner_id: kim,
    } = await w.db.selectFrom("inquiries").select(["client_id", "matter_id", "owner_id"]).executeTakeFirstOrThrow();
    const wall = { kind: "screened", clientId: clientId!, matterId, personIds: [kim!], groupIds: [] } as const;
    await makeWall(w.db, { ...wall, reason: "a fixture's", madeBy: null }, w.now());
    const before = await facts(w);
    const { answer } = await w.replays("UKIM", "Waiting on client", "UKIM");
    expect(answer).not.toMatch(BEHIND);
    expect(await facts(w)).toEqual(before);
    await w.until("2026-01-13T11:07-05:00");
    expect(w.dms("UKIM").join("\n")).not.toMatch(BEHIND);
  });

  test("it cannot be given to someone outside; who is inside is told so, and no more", async () => {
    const w = await reminded();
    await screen(w);
    expect(await w.asks("ULEE", "assign 1 Kim")).toContain("Kim Fixture cannot be given this one");
    expect(await w.asks("ULEE", "assign 1 Ben")).toContain("now with Ben Fixture");
    expect(await w.asks("UBEN", "leave today to 16 January Kim")).toContain("your nudges go to Kim Fixture");
    await w.until("2026-01-13T17:00-05:00");
    expect(w.dms("UKIM").join("\n")).not.toMatch(BEHIND);
    expect(w.got("ULEE").join("\n")).toMatch(BEHIND);
  });

  test("where everyone on the ladder is outside, the risk officer hears that there is something, and not what", async () => {
    const w = await reminded();
    const before = w.got("UASH").length;
    await screen(w, "only Ana");
    await w.until("2026-01-13T16:00-05:00");
    const told = w.got("UASH").slice(before).join("\n");
    expect(told).toContain("An answer is owed that nobody may be told of");
    expect(told).toContain("wall 1");
    expect(told).not.toMatch(/acme|beta|dana|inquiry \d/i);
    for (const user of ["UKIM", "ULEE", "UPAT", "UBEN"])
      expect([user, w.dms(user).join("\n")]).toEqual([user, expect.not.stringMatching(BEHIND)]);
    expect(await w.asks("ULEE", "show 1")).toContain("I find no inquiry 1");
  });

  test("walls are a risk officer's: nobody else makes, lists or lifts one; a lifted one is on record", async () => {
    const w = await reminded();
    for (const text of ['wall "Acme v. Beta" from Kim because so', "walls", "walls all", "lift 1", "lift 99"])
      expect(await w.asks("UPAT", text)).toContain("risk officer");
    await screen(w);
    expect(await w.asks("UASH", "walls")).toMatch(/Acme \(Acme v. Beta\)\W+Kim Fixture screened out/);
    expect(await w.asks("UASH", "lift 1")).toContain("lifted");
    expect(await w.asks("UASH", "walls")).toContain("No wall stands");
    expect(await w.asks("UASH", "walls all")).toContain("she acted for Beta");
    expect(await w.asks("UKIM", "show 1")).toMatch(BEHIND);
  });

  test("a digest that waits is drawn anew, and one that was read is withdrawn", async () => {
    const w = await reminded();
    await w.until("2026-01-19T08:31-05:00");
    const digest = () =>
      w
        .dms("UPAT")
        .filter((words) => /week/i.test(words))
        .join("\n");
    expect(digest()).toMatch(/Acme/);
    await screen(w, "from Pat");
    await w.until("2026-01-19T08:40-05:00");
    expect(w.dms("UPAT").join("\n")).not.toMatch(BEHIND);
    await w.until("2026-01-26T08:31-05:00");
    expect(w.dms("UPAT").join("\n")).not.toMatch(BEHIND);
  });
});

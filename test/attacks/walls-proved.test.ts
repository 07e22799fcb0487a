import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { walls } from "../../src/cli/walls.ts";
import { byPerson } from "../../src/domain/audit.ts";
import { at } from "../../src/domain/time.ts";
import { record } from "../../src/store/audit.ts";
import { chainHead } from "../../src/store/audit-chain.ts";
import { makeWall } from "../../src/store/walls.ts";
import { freshStore } from "../database.ts";
import { emptyFirm } from "../store/past.ts";
import { type World, world } from "../story/world.ts";
import { unaudited } from "../unaudited.ts";

const TUESDAY = "2026-01-13T10:00-05:00";

describe.each(["embedded", "postgresql"] as const)("the proof of a screen, on the %s database", (kind) => {
  async function firm(): Promise<World> {
    const w = await world(TUESDAY, { kind });
    await unaudited(w.db, (tx) =>
      tx.updateTable("people").set({ is_risk_officer: true }).where("name", "=", "Ash Fixture").execute(),
    );
    return w;
  }
  const screen = (w: World, from = "Kim") =>
    w.asks("UASH", `wall "Acme v. Beta" from ${from} because she acted for Beta`);
  const asked = (w: World) => w.says("UDANA", "CACME", "When is our reply brief due?");
  const prove = (w: World, more: object = {}) => walls(w.db, "prove", "Acme v. Beta", w.now(), more);
  const idOf = async ({ db }: World, name: string) =>
    (await db.selectFrom("people").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;

  test("one that was there first: timely, by an entry of a log that is whole", async () => {
    const w = await firm();
    await screen(w);
    await asked(w);
    await w.until("2026-01-13T15:00-05:00");
    await w.asks("UKIM", "all");
    await w.opensPage("UKIM");
    const { say, held } = await prove(w);
    expect(held).toBe(true);
    expect(say).toMatch(/By the log: made 2026-01-13 10:0\d:\d\d \(America\/New_York\) \(entry \d+\)\.\n/);
    expect(say).toMatch(
      /\n {2}Kim Fixture: outside since 2026-01-13 10:.* \(entry \d+\)\n {4}before: nothing\n {4}since: nothing\n/,
    );
    expect(say).toContain("By the log the screen was timely");
    expect(say).toMatch(/The log is whole: \d+ entries/);
    const { seq, hash } = (await chainHead(w.db))!;
    expect((await prove(w, { checkpoint: [`${seq}:${hash}`] })).say).toContain("The checkpoint fits.");
    expect(await prove(w, { checkpoint: [`${seq + 99}:${hash}`] })).toMatchObject({ held: false });
  });

  test("one that came after something was shown says what, when and how; and that nothing was since", async () => {
    const w = await firm();
    await asked(w);
    await w.until("2026-01-13T11:05-05:00");
    await w.asks("UKIM", "show 1");
    await screen(w);
    // The card that she still has is drawn anew without it, and that is no time that she saw it.
    await w.replays("UKIM", "Waiting on client", "UKIM");
    await w.asks("UKIM", "show 1");
    await w.until("2026-01-13T15:00-05:00");
    const { say, held } = await prove(w);
    expect(held).toBe(true);
    expect(say).toMatch(
      /BEFORE, 2 times:\n +2026-01-13 11:00:\d\d \(.*\) {2}a message to them: inquiry 1 {2}\(entry \d+\)\n +2026-01-13 11:05:\d\d \(.*\) {2}the whole inquiry: inquiry 1 {2}\(entry \d+\)\n {4}since: nothing/,
    );
    expect(say).toContain("NOT TIMELY: something of it was seen by, or told to, Kim Fixture before it");
    expect(say).toContain("By the log nothing of it was seen by, or told to, anyone outside while it stood.");
  });

  test("what was shown both before and after it went up is told, whatever the store says", async () => {
    const w = await firm();
    await asked(w);
    await w.until("2026-01-13T11:05-05:00");
    await screen(w);
    await w.until("2026-01-13T12:00-05:00");
    const kim = byPerson(await idOf(w, "Kim Fixture"), w.now());
    await record(w.db, { ...kim, act: "saw inquiry", subject: { kind: "inquiry", id: 1 } });
    const { say, held } = await prove(w);
    expect(held).toBe(false);
    expect(say).toMatch(/BEFORE, 1 time:\n.*a message to them: inquiry 1/);
    expect(say).toMatch(
      /SINCE, 1 time:\n +2026-01-13 12:00:\d\d \(America\/New_York\) {2}the whole inquiry: inquiry 1 {2}\(entry \d+\)/,
    );
    expect(say).toContain("By the log SOMETHING of it was seen by, or told to, Kim Fixture while it stood.");
  });

  test("who joins a screened group is outside from then on, and what they saw until then is before", async () => {
    const w = await firm();
    await screen(w, "Corporate");
    await asked(w);
    await w.until("2026-01-13T11:05-05:00");
    expect(await w.asks("ULEE", "team")).toContain("Beta");
    await w.asks("UASH", "grant member of Corporate Lee");
    const { say, held } = await prove(w);
    expect(held).toBe(true);
    expect(say).toMatch(/Lee Fixture: outside since 2026-01-13 11:05.*\n {4}BEFORE, \d times?:/);
    expect(say).toContain("NOT TIMELY: something of it was seen by, or told to, Lee Fixture before it");
  });

  test("a log from which its making was taken proves nothing, and says so", async () => {
    const { db } = await freshStore(kind);
    await emptyFirm(db);
    const now = at(TUESDAY);
    const wall = { kind: "screened", clientId: 2, matterId: 1, personIds: [1], groupIds: [], reason: "so" } as const;
    await makeWall(db, { ...wall, madeBy: null }, now);
    expect(await walls(db, "prove", "lease", now)).toMatchObject({ held: true });
    await db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`delete from audit where subject = 'wall'`.execute(tx);
    });
    const { say, held } = await walls(db, "prove", "lease", now);
    expect(held).toBe(false);
    expect(say).toContain("IT DOES NOT SAY THAT THIS WALL WAS MADE");
    expect(say).toContain("The log is not as it was written.");
    expect(say).not.toContain("was timely:");
  });
});

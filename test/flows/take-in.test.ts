import { describe, expect, test } from "vitest";
import type { Chat, Envelope } from "../../src/chat/platform.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { isMeasured, type Told } from "../../src/flows/deps.ts";
import { takeIn } from "../../src/flows/take-in.ts";
import type { Db } from "../../src/store/db.ts";
import { databases } from "../database.ts";
import { testVault } from "../vault.ts";

const noon = at("2026-11-16T12:00-05:00");
const event = (identity: string): Envelope => ({ platform: "fixture", identity, body: "{}", receivedAt: noon });

/** A process with its own way in, and a platform that remembers what it was given. */
function process(db: Db, take: (envelope: Envelope) => Promise<void> = async () => {}) {
  const taken: string[] = [];
  const told: Told[] = [];
  const clock = { now: noon };
  const chat = {
    take: async (envelope: Envelope) => {
      taken.push(envelope.identity);
      await take(envelope);
    },
  } as Partial<Chat> as Chat;
  const deps = {
    db,
    vault: testVault(),
    chats: new Map([["fixture", chat]]),
    tell: (one: Told) => void (isMeasured(one) || told.push(one)),
  };
  return { taken, told, clock, intake: takeIn(deps, () => clock.now, 2) };
}

const left = (db: Db) => db.selectFrom("inbox").select("identity").where("body", "is not", null).execute();

describe.each(databases)("on %s", (_kind, open) => {
  test("what comes in together is kept together, taken up once each, and its body is gone when it is done", async () => {
    const { db } = await open();
    const { intake, taken } = process(db);
    const names = Array.from({ length: 250 }, (_, n) => `e${n}`);
    expect(await Promise.all(names.map((name) => intake.keep(event(name))))).toEqual(names.map(() => true));
    await intake.idle();
    expect(taken.toSorted()).toEqual(names.toSorted());
    expect(await left(db)).toEqual([]);
  });

  test("the same delivery again, even in the same moment, is taken up once", async () => {
    const { db } = await open();
    const { intake, taken } = process(db);
    const kept = await Promise.all([intake.keep(event("e")), intake.keep(event("e")), intake.keep(event("other"))]);
    expect(kept.filter(Boolean)).toHaveLength(2);
    expect(await intake.keep(event("e"))).toBe(false);
    await intake.idle();
    expect(taken.toSorted()).toEqual(["e", "other"]);
  });

  test("what a process that died had not marked done is taken up by another once its lease has run out", async () => {
    const { db } = await open();
    await process(db).intake.keep(event("e"));
    // It dies here: nobody asks it to go another round.
    const other = process(db);
    await other.intake.takeUp();
    expect(other.taken).toEqual([]);
    other.clock.now = noon + 3 * MINUTE;
    await other.intake.takeUp();
    expect(other.taken).toEqual(["e"]);
    expect(await left(db)).toEqual([]);
  });

  test("what failed is told, waits a minute, and is tried again", async () => {
    const { db } = await open();
    let failing = true;
    const { intake, taken, told, clock } = process(db, async () => {
      if (failing) throw new TypeError("a client's word");
    });
    await intake.keep(event("e"));
    await intake.idle();
    expect(told).toEqual([{ what: "inbox retry", platform: "fixture", reason: "TypeError" }]);
    failing = false;
    await intake.takeUp();
    expect(taken).toEqual(["e"]);
    clock.now = noon + MINUTE;
    await intake.takeUp();
    expect(taken).toEqual(["e", "e"]);
    expect(await left(db)).toEqual([]);
  });

  test.each(["NotLetIn", "NotYet"])(
    "what is not at fault (%s) is tried for as long as it takes, at least once an hour, and is never set aside",
    async (kind) => {
      const { db } = await open();
      let failing = true;
      const { intake, taken, clock } = process(db, async () => {
        if (failing) throw Object.assign(new Error("not now"), { name: kind });
      });
      await intake.keep(event("e"));
      await intake.idle();
      for (const end = clock.now + 20 * 60 * MINUTE; clock.now < end; clock.now += MINUTE) await intake.takeUp();
      expect(taken.length).toBeGreaterThanOrEqual(20);
      expect(taken.length).toBeLessThan(30);
      const [row] = await db.selectFrom("inbox").select(["failed", "attempts", "done_at"]).execute();
      expect(row).toEqual({ failed: null, attempts: 0, done_at: null });
      failing = false;
      clock.now += 60 * MINUTE;
      await intake.takeUp();
      expect(await left(db)).toEqual([]);
    },
  );
});

test("what cannot be stored is not acknowledged, and the next one is kept as ever", async () => {
  const { db } = await databases[0]![1]();
  const { intake } = process(db);
  const broken = event("\u0000");
  await expect(intake.keep(broken)).rejects.toThrow();
  expect(await intake.keep(event("next"))).toBe(true);
  await intake.idle();
  // Neighbours of one that cannot be stored are stored all the same.
  const [first, poison, last] = [event("a"), event("b\u0000"), event("c")].map((e) => intake.keep(e));
  expect(await first).toBe(true);
  await expect(poison).rejects.toThrow();
  expect(await last).toBe(true);
  await intake.idle();
});

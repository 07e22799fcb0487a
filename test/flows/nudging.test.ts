import { sql } from "kysely";
import { describe, expect, test, vi } from "vitest";
import type { Chat } from "../../src/chat/platform.ts";
import { at } from "../../src/domain/time.ts";
import { act, type Decide } from "../../src/flows/act.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { lastLook } from "../../src/flows/last-look.ts";
import { sendDueNudges } from "../../src/flows/send-due-nudges.ts";
import { claimDeliveries } from "../../src/store/claiming.ts";
import { snoozeInquiry } from "../../src/store/inquiries.ts";
import { claimDueNudges } from "../../src/store/nudges.ts";
import { saveLeave } from "../../src/store/people.ts";
import { settleOtherwise, tryLater } from "../../src/store/sending.ts";
import { setStandard } from "../../src/store/standards.ts";
import { databases } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { deleted, edited, type Office, office, post, said } from "./office.ts";

const START = at("2026-01-13T10:00-05:00");
const later = (iso: string) => at(`2026-01-13T${iso}-05:00`);

/** Each round of the timetable that has to do with nudges. */
async function round(o: Office, now: number) {
  await sendDueNudges(o.deps, now);
  await deliver(o.deps, () => now);
}

describe.each(databases)("on the %s database", (kind, open) => {
  async function asked(blind = false): Promise<Office> {
    const o = await office(open, at("2026-01-13T09:00-05:00"), blind);
    await o.hears(said(ASK), START);
    return o;
  }

  test("nothing is nudged twice for one clock, version and step, however often one looks", async () => {
    const o = await asked();
    for (const time of ["11:00", "11:00", "11:01", "11:36", "11:36", "12:00", "12:00", "13:00"]) {
      await Promise.all([sendDueNudges(o.deps, later(time)), sendDueNudges(o.deps, later(time))]);
      await Promise.all([deliver(o.deps, () => later(time)), deliver(o.deps, () => later(time))]);
    }
    expect(o.sent.map(({ to }) => to)).toEqual(["UKIM", "UKIM", "UKIM", "ULEE", "UPAT"]);
    const sent = await o.db
      .selectFrom("nudges")
      .select(["clock_id", "version", "step"])
      .where("outcome", "=", "sent")
      .execute();
    expect(new Set(sent.map((n) => JSON.stringify(n))).size).toBe(sent.length);
  });

  // An embedded database has one connection, and so one who looks.
  if (kind === "postgresql")
    test("however many look at the same time, each person has one message: one looks after the other", async () => {
      const o = await asked();
      await o.hears(said(post("CACME", "UEVE", later("10:05"), "Who will sign it?")), later("10:05"));
      const due = later("13:30");
      const other = Promise.withResolvers<number>();
      await o.db.transaction().execute(async (tx) => {
        // One of several, in the middle of it: it has some of them, and is about to have the rest.
        await claimDueNudges(tx, due, 10, 1);
        const went = sendDueNudges(o.deps, due);
        void went.then(other.resolve, other.reject);
        const waits = async () => {
          for (;;) {
            const { rows } = await sql<{ waiting: number }>`
            select count(*)::int as waiting from pg_locks where not granted and locktype = 'advisory'
              and database = (select oid from pg_database where datname = current_database())`.execute(o.db);
            if (rows[0]!.waiting > 0) return "waits";
          }
        };
        expect(await Promise.race([went.then(() => "went on"), waits()])).toBe("waits");
      });
      await other.promise;
      await sendDueNudges(o.deps, due);
      await deliver(o.deps, () => due);
      expect(o.sent.map(({ to }) => to).sort()).toEqual(["UKIM", "ULEE", "UPAT"]);
    });

  test("what is due soon comes along for whoever is written to now; for others nothing is as much as planned before it is due", async () => {
    const o = await office(open, later("09:00"));
    const contract = "Can we terminate the Beta supply contract early?";
    await o.hears(said(post("CACME", "UEVE", later("09:40"), contract)), later("09:40"));
    await o.hears(said(ASK), START);
    for (const time of ["10:40", "11:00", "11:16"]) await round(o, later(time));
    o.sent.splice(0);
    // Four fifths of the one are for its owner; the other is due four minutes later, for its owner and the team lead.
    await round(o, later("11:36"));
    expect(o.sent.map(({ to }) => to)).toEqual(["UKIM"]);
    expect(o.sent[0]!.words).toContain("2 answers owed");
    expect(await o.db.selectFrom("deliveries").select("id").where("state", "=", "pending").execute()).toEqual([]);
    await round(o, later("11:40"));
    expect(o.sent.map(({ to }) => to)).toEqual(["UKIM", "ULEE"]);
  });

  test("what was answered between claiming and sending is not sent", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("11:00"));
    await o.hears(said(post("CACME", "UKIM", later("11:00"), "It is due on 2 February.")), later("11:00"));
    await deliver(o.deps, () => later("11:00"));
    expect(o.sent).toEqual([]);
    expect(o.told.map((one) => one.what)).toContain("superseded");
  });

  test("what is on its way to somebody goes to their stand-in once they are on leave, and to whom it is given once it is given", async () => {
    const o = await asked();
    const id = async (name: string) =>
      (await o.db.selectFrom("people").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
    const kim = { personId: await id("Kim Fixture"), delegateId: await id("Ben Fixture") };
    await sendDueNudges(o.deps, later("11:00"));
    await saveLeave(o.db, { ...kim, from: later("11:00"), to: later("12:30") }, later("11:00"));
    await deliver(o.deps, () => later("11:00"));
    expect(o.sent).toEqual([]);
    await round(o, later("11:01"));
    expect(o.sent.map(({ to }) => to)).toEqual(["UBEN"]);
    await sendDueNudges(o.deps, later("13:00"));
    const { id: inquiry } = await o.db.selectFrom("inquiries").select("id").executeTakeFirstOrThrow();
    const at = later("13:00");
    await act(o.deps, inquiry, { kind: "assigned", key: "by hand", at, to: await id("Ana Fixture") }, at);
    for (const time of ["13:00", "13:01", "13:02"]) await round(o, later(time));
    expect(o.sent.map(({ to }) => to).sort()).toEqual(["UANA", "UBEN", "ULEE", "UPAT"]);
  });

  test("what would come in its owner's quiet hours, and too late after them, goes to the team lead before it is due", async () => {
    const o = await office(open, at("2026-01-13T09:00-05:00"));
    await unaudited(o.db, (tx) =>
      tx.updateTable("people").set({ quiet_from: "15:00" }).where("name", "=", "Kim Fixture").execute(),
    );
    const ask = post("CACME", "UDANA", later("15:05"), "When is our reply brief due?");
    await o.hears(said(ask), later("15:05"));
    const hold = post("CACME", "UKIM", later("15:30"), "I'll come back to you by 9 pm.", ask.id);
    await o.hears(said(hold), later("15:30"));
    for (const time of ["18:14", "18:15"]) await round(o, later(time));
    expect(o.sent.map(({ to }) => to)).toEqual(["ULEE"]);
  });

  test("what its owner puts off while it is on its way is not said until then", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("11:00"));
    const { id } = await o.db.selectFrom("inquiries").select("id").executeTakeFirstOrThrow();
    const snooze: Decide = (tx) => snoozeInquiry(tx, id, later("11:50")).then(() => "no fact");
    await act(o.deps, id, snooze, later("11:00"));
    for (const time of ["11:00", "11:10", "11:40"]) await round(o, later(time));
    expect(o.sent).toEqual([]);
    await round(o, later("11:50"));
    expect(o.sent.map(({ to }) => to)).toEqual(["UKIM"]);
  });

  test("one that was cut short, and is not there, comes with what is due by now: one message", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("11:00"));
    await claimDeliveries(o.db, new Map([["slack", o.deps.chats.get("slack")!.paces]]), later("11:00"), 10);
    for (const time of ["13:00", "13:01", "13:03"]) await round(o, later(time));
    expect(o.sent.map(({ to }) => to).sort()).toEqual(["UKIM", "ULEE", "UPAT"]);
    expect(await states(o)).toContainEqual(["superseded", "it is said in another message"]);
  });

  test("told to stop while it is about to speak: what was not begun waits as it was, and leaves with the next start", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("13:00"));
    const waiting = () =>
      o.db.selectFrom("deliveries").select(["state", "attempts", "lease_until"]).orderBy("id").execute();
    const before = await waiting();
    expect(before.length).toBeGreaterThan(1);
    const halt = new AbortController();
    const chat = o.deps.chats.get("slack")!;
    const privately: Chat["privately"] = async (to) => {
      halt.abort();
      return chat.privately(to);
    };
    const chats = new Map([["slack", { ...chat, privately }]]);
    await deliver({ ...o.deps, chats, stopping: halt.signal }, () => later("13:00"));
    expect([o.sent.length, await waiting()]).toEqual([0, before]);
    await deliver(o.deps, () => later("13:00") + 1_000);
    expect(o.sent).toHaveLength(before.length);
  });

  test("whoever became a guest between the asking and the sending is not written to", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("11:00"));
    const slack = o.deps.chats.get("slack")!;
    const questions: string[][] = [];
    const privately: Chat["privately"] = async (to) => {
      questions.push(to.map(({ id }) => id));
      if (questions.length > 1) return to.map(() => ({ refused: "A guest.", forGood: true }));
      return (await slack.privately(to)).map((one) => ({ ...one, checkedAt: performance.now() - 11_000 }));
    };
    await deliver({ ...o.deps, chats: new Map([["slack", { ...slack, privately }]]) }, () => later("11:00"));
    expect(questions).toEqual([["UKIM"], ["UKIM"]]);
    expect(o.sent).toEqual([]);
    expect(await o.db.selectFrom("deliveries").select(["state", "reason"]).execute()).toContainEqual({
      ...{ state: "failed", reason: "A guest." },
    });
  });

  test("a platform that asks to wait is not asked before; then it is said once", async () => {
    const o = await asked();
    o.answers.push(
      { later: "Slack asks to slow down.", afterMs: 90_000 },
      { later: "Slack is in trouble (HTTP 503)." },
    );
    await round(o, later("11:00"));
    await deliver(o.deps, () => later("11:00") + 89_999);
    expect(o.answers).toHaveLength(1);
    await deliver(o.deps, () => later("11:00") + 90_000);
    expect([o.answers.length, o.sent.length]).toEqual([0, 0]);
    for (const minute of ["11:03", "11:04", "11:05"]) await deliver(o.deps, () => later(minute));
    expect(o.sent).toHaveLength(1);
  });

  test("a person whose account is gone: failed, with the reason, and not tried again", async () => {
    const o = await asked();
    o.answers.push("refuses");
    await round(o, later("11:00"));
    await deliver(o.deps, () => later("11:30"));
    expect(await states(o)).toEqual([["failed", "Deactivated."]]);
    expect(o.sent).toEqual([]);
  });

  test("whoever leaves between the look and the call is passed over at once: who answers next hears of it", async () => {
    const o = await asked();
    const chat = o.deps.chats.get("slack")!;
    const known = chat.account;
    o.answers.push({ failed: "This person's Slack account is deactivated." });
    vi.spyOn(chat, "account").mockImplementation(async (ref) => {
      const found = await known(ref);
      return found && { ...found, deactivated: ref.id === "UKIM" };
    });
    await round(o, later("11:00"));
    expect(await states(o)).toEqual([["failed", "This person's Slack account is deactivated."]]);
    await round(o, later("11:01"));
    expect(o.sent.map(({ to }) => to)).toEqual(["ULEE"]);
  });

  test("an unknown outcome is looked for: what is not there is said again, what is there is not", async () => {
    const o = await asked();
    o.answers.push({ unknown: "The connection was lost." });
    await round(o, later("11:00"));
    expect([await states(o), o.sent]).toEqual([[["pending", "The connection was lost."]], []]);
    await round(o, later("11:01"));
    expect([await states(o), o.sent.length]).toEqual([[["sent", "The connection was lost."]], 1]);
    // It was said, and the program died before it could write that down.
    await o.db
      .updateTable("deliveries")
      .set({ state: "sending", lease_until: new Date(later("11:03")).toISOString() as never })
      .execute();
    await round(o, later("11:03"));
    expect([await states(o), o.sent.length]).toEqual([[["sent", "The connection was lost."]], 1]);
  });

  test("where nobody can look: a rung with others to come is left at that, the last is said again", async () => {
    const o = await asked(true);
    o.answers.push({ unknown: "The connection was lost." });
    await round(o, later("11:00"));
    await round(o, later("11:10"));
    expect(await states(o)).toEqual([["unknown", "The connection was lost."]]);
    await round(o, later("12:00"));
    await round(o, later("14:00"));
    const heard = o.sent.length;
    o.answers.push({ unknown: "The connection was lost." });
    await round(o, later("15:00"));
    expect(o.sent).toHaveLength(heard);
    await round(o, later("15:01"));
    expect(o.sent.slice(heard).map(({ to }) => to)).toEqual(["UPAT"]);
  });

  test("a program that was overtaken writes over nothing", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("11:00"));
    const paces = new Map([...o.deps.chats].map(([name, chat]) => [name, chat.paces]));
    const [stalled] = await claimDeliveries(o.db, paces, later("11:00"), 9);
    await deliver(o.deps, () => later("11:03"));
    expect(await states(o)).toEqual([["sent", null]]);
    expect(await settleOtherwise(o.db, stalled!, "failed", "woke up late", later("11:04"))).toBe(false);
    expect(await tryLater(o.db, stalled!, "woke up late", later("11:05"), false)).toBe(false);
    expect([await states(o), o.sent.length]).toEqual([[["sent", null]], 1]);
  });

  test("nor does it say or write anything while the one that took over is still at it", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("11:00"));
    const paces = new Map([...o.deps.chats].map(([name, chat]) => [name, chat.paces]));
    const [stalled] = await claimDeliveries(o.db, paces, later("11:00"), 9);
    const [taken] = await claimDeliveries(o.db, paces, later("11:03"), 9);
    expect([taken!.id, taken!.attempts]).toEqual([stalled!.id, 2]);
    expect(await lastLook(o.deps, stalled!, later("11:03"))).toBeUndefined();
    expect(await settleOtherwise(o.db, stalled!, "failed", "woke up late", later("11:03"))).toBe(false);
    expect(await tryLater(o.db, stalled!, "woke up late", later("11:05"), false)).toBe(false);
    expect((await states(o)).map(([state]) => state)).toEqual(["sending"]);
    expect(await lastLook(o.deps, taken!, later("11:03"))).toBeDefined();
  });

  test("claimed by a program that died: sent by the next, once the lease has run out", async () => {
    const o = await asked();
    await sendDueNudges(o.deps, later("11:00"));
    await o.db
      .updateTable("deliveries")
      .set({ state: "sending", lease_until: new Date(later("11:02")).toISOString() as never })
      .execute();
    await deliver(o.deps, () => later("11:01"));
    expect(o.sent).toEqual([]);
    await deliver(o.deps, () => later("11:02"));
    expect(o.sent).toHaveLength(1);
  });

  test("a reply that is deleted, edited away or edited in: the ladder goes on from where it stands", async () => {
    const o = await asked();
    const reply = post("CACME", "UKIM", later("10:30"), "It is due on 2 February.");
    await o.hears(said(reply), later("10:30"));
    await round(o, later("11:00"));
    expect(o.sent).toEqual([]);
    await o.hears(edited(reply, "Got it.", later("11:10")), later("11:10"));
    await round(o, later("12:00"));
    expect(o.sent.map(({ words }) => words.split("\n")[0])).toEqual([
      expect.stringContaining("Answer owed to Dana Example"),
    ]);
    await o.hears(deleted(reply, later("12:05")), later("12:05"));
    await round(o, later("12:05"));
    // Now nothing was ever said: the first reply, due at 12:00, is overdue, and those whom that concerns hear it.
    expect(o.sent.slice(1).map(({ to }) => to)).toEqual(["UKIM", "ULEE"]);
  });

  test("a new standard is for what is asked from then on; a clock that runs keeps what it started under", async () => {
    const o = await asked();
    const { calendar_id: calendarId } = await o.db.selectFrom("firm").select("calendar_id").executeTakeFirstOrThrow();
    const scope = { of: "client", id: 1 } as const;
    const letter = { scope, targets: { answer: 60 }, source: "letter of 13 January", calendarId };
    await unaudited(o.db, (tx) => setStandard(tx, letter, later("10:30")));
    await o.hears(said(post("CACME", "UDANA", later("10:05"), "And who will sign it?")), later("10:40"));
    await o.hears(said(post("CACME", "UEVE", later("10:50"), "Where will the hearing be?")), later("10:50"));
    const clocks = await o.db
      .selectFrom("clocks")
      .select(["due_at", "source"])
      .where("kind", "=", "answer")
      .orderBy("id")
      .execute();
    expect(clocks).toEqual([
      { due_at: later("14:00"), source: "engagement letter, section 4" },
      { due_at: later("11:50"), source: "letter of 13 January" },
    ]);
  });

  test("the owner is whom it was given to, else who answers for the matter, the client, the group's lead; else nobody", async () => {
    const o = await asked();
    const owner = async () => {
      await o.hears(said(post("CACME", "UDANA", START + ++n * 30 * 60_000, "And who will sign it?")), later("17:00"));
      const row = await o.db
        .selectFrom("inquiries")
        .leftJoin("people as p", "p.id", "owner_id")
        .select("p.name")
        .orderBy("inquiries.id", "desc")
        .executeTakeFirst();
      return row?.name ?? undefined;
    };
    let n = 1;
    const person = async (name: string) =>
      (await o.db.selectFrom("people").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
    const ben = await person("Ben Fixture");
    await unaudited(o.db, (tx) => tx.updateTable("matters").set({ responsible_id: ben }).execute());
    expect(await owner()).toBe("Ben Fixture");
    await unaudited(o.db, (tx) => tx.updateTable("matters").set({ responsible_id: null }).execute());
    expect(await owner()).toBe("Kim Fixture");
    await unaudited(o.db, (tx) => tx.updateTable("clients").set({ responsible_id: null }).execute());
    expect(await owner()).toBe("Lee Fixture");
    await unaudited(o.db, (tx) => tx.updateTable("practice_groups").set({ lead_id: null }).execute());
    expect(await owner()).toBeUndefined();
    await deliver(o.deps, () => later("17:00"));
    expect(o.sent.at(-1)).toMatchObject({ to: "UPAT", words: expect.stringContaining("has no owner") });
  });
});

const ASK = post("CACME", "UDANA", START, "When is our reply brief due?");

const states = async (o: Office) =>
  (await o.db.selectFrom("deliveries").select(["state", "reason"]).orderBy("id").execute()).map((d) => [
    d.state,
    d.reason,
  ]);

import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { at, MINUTE } from "../../src/domain/time.ts";
import { catchUp, heedSilence, noteListening, wasAway } from "../../src/flows/catch-up.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { sendDueNudges } from "../../src/flows/send-due-nudges.ts";
import { claimGap, closeGap, narrowGap, openGaps } from "../../src/store/gaps.ts";
import { keepAll } from "../../src/store/inbox.ts";
import { databases } from "../database.ts";
import { type Office, office, post, said } from "./office.ts";

const on = (iso: string) => at(`2026-01-13T${iso}-05:00`);
const ask = post("CACME", "UDANA", on("10:00"), "When is our reply brief due?");
const answer = post("CACME", "UKIM", on("10:40"), "It is due on 2 February.");

describe.each(databases)("on the %s database", (_kind, open) => {
  const opened = () => office(open, on("09:00"));

  /** Heard at nine and not again until `back`. */
  async function awayUntil(o: Office, back: string) {
    await noteListening(o.deps, on("09:00"));
    await wasAway(o.deps, on(back));
  }

  test("what was asked and answered while nobody listened is found again, once", async () => {
    const o = await opened();
    o.past.push(ask, answer, post("CGLOBEX", "USAM", on("10:05"), "Can we sublet the second floor?"));
    await awayUntil(o, "11:00");
    expect(await catchUp(o.deps, () => on("11:00"))).toBe(4);
    // By event, by retry and by history: one fact.
    await o.hears(said(ask), on("11:00"));
    await awayUntil(o, "12:00");
    await catchUp(o.deps, () => on("12:00"));
    const inquiries = await o.db.selectFrom("inquiries").select(["state", "asked_at"]).orderBy("asked_at").execute();
    expect(inquiries).toEqual([
      { state: "answered", asked_at: on("10:00") },
      { state: "open", asked_at: on("10:05") },
    ]);
    expect(await o.db.selectFrom("channels").select("id").where("gap_from", "is not", null).execute()).toEqual([]);
  });

  test("who listens all the time misses nothing, and nothing is read again", async () => {
    const o = await opened();
    await noteListening(o.deps, on("09:00"));
    for (const time of ["09:00:40", "09:01:20"]) await wasAway(o.deps, on(time));
    expect(await catchUp(o.deps, () => on("09:03"))).toBe(0);
  });

  test("what came while nothing could be kept is found again, once it can: the platforms give up after a few minutes", async () => {
    const o = await opened();
    await noteListening(o.deps, on("09:58"));
    await sql`alter table presence rename to gone`.execute(o.db);
    for (const time of ["09:59", "10:03", "10:59"]) await expect(noteListening(o.deps, on(time))).rejects.toThrow();
    await sql`alter table gone rename to presence`.execute(o.db);
    o.past.push(ask);
    await noteListening(o.deps, on("11:00"));
    await catchUp(o.deps, () => on("11:00"));
    expect(await o.db.selectFrom("inquiries").select("asked_at").execute()).toEqual([{ asked_at: on("10:00") }]);
  });

  test("nobody is nudged about what may have been answered meanwhile; but not for ever", async () => {
    const o = await opened();
    await o.hears(said(ask), on("10:00"));
    o.past.push(answer);
    await awayUntil(o, "11:30");
    await sendDueNudges(o.deps, on("11:30"));
    await deliver(o.deps, () => on("11:30"));
    expect(o.sent).toEqual([]);
    await catchUp(o.deps, () => on("11:30"));
    await sendDueNudges(o.deps, on("11:31"));
    await deliver(o.deps, () => on("11:31"));
    expect(o.sent).toEqual([]);
  });

  test.each([
    ["until the channels were gone through", "15:02"],
    ["but not for ever", "15:06"],
  ])(
    "after a downtime each has one summary: what is long overdue waits %s, and goes along with what is due now",
    async (_, then) => {
      const o = await opened();
      await o.hears(said(ask), on("10:00"));
      await o.hears(said(post("CGLOBEX", "USAM", on("10:05"), "Can we sublet the second floor?")), on("10:05"));
      await noteListening(o.deps, on("10:10"));
      await wasAway(o.deps, on("14:50"));
      const gaps = [1, 2, 3, 4].map(() => claimGap(o.db, ["slack"], on("14:50")));
      const [last] = (await Promise.all(gaps)).filter((gap) => gap!.ref.id === "CINITECH");
      for (const gap of await Promise.all(gaps)) if (gap !== last) await closeGap(o.db, gap!, on("14:50"));
      const tick = async (time: string) => {
        const before = o.sent.length;
        await sendDueNudges(o.deps, on(time));
        await deliver(o.deps, () => on(time));
        return o.sent
          .slice(before)
          .map(({ to, words }) => [to, ...(/Acme|Globex/g.exec(words) ?? [])].join(" "))
          .sort();
      };
      expect(await tick("14:51")).toEqual([]);
      // The last rung of what Acme asked says it all, to everyone who was to hear of it before.
      expect(await tick("15:00")).toEqual(["UKIM Acme", "ULEE Acme", "UPAT Acme"]);
      if (then === "15:02") await closeGap(o.db, last!, on("15:01"));
      expect(await tick(then)).toEqual(["UANA Globex"]);
    },
  );

  test("a history that breaks off is tried again, then set aside with the kind of fault; meanwhile nudges go out", async () => {
    const o = await opened();
    await o.hears(said(ask), on("10:00"));
    o.past.push(post("CACME", "UDANA", on("10:10"), "breaks off"));
    await awayUntil(o, "11:00");
    let now = on("11:00");
    for (let hour = 0; hour < 3; hour++, now += 30 * MINUTE) await catchUp(o.deps, () => now);
    for (let tries = 0; tries < 28; tries++, now += 60 * MINUTE) await catchUp(o.deps, () => now);
    const channel = o.db.selectFrom("channels").select(["gap_failed", "gap_from"]).where("external_id", "=", "CACME");
    expect(await channel.executeTakeFirst()).toEqual({ gap_failed: "TypeError", gap_from: on("08:55") });
    expect(JSON.stringify(o.told)).not.toContain("a client's word");
    await sendDueNudges(o.deps, now);
    await deliver(o.deps, () => now);
    expect(o.sent.map(({ to }) => to)).toContain("UKIM");
  });

  test("a platform that sends nothing any more, and tells nobody, is looked into every two hours; nudges wait for nothing", async () => {
    const o = await opened();
    const event = { platform: "slack", identity: "Ev1", body: "{}", receivedAt: on("10:00") };
    await keepAll(o.db, o.deps.vault, [event], event.receivedAt);
    await o.hears(said(ask), on("10:00"));
    o.past.push(post("CACME", "UDANA", on("11:00"), "And who will sign it?"));
    const looked = async (time: string) => {
      await heedSilence(o.deps, on(time));
      await sendDueNudges(o.deps, on(time));
      return catchUp(o.deps, () => on(time));
    };
    expect(await looked("11:59")).toBe(0);
    expect(await looked("12:00")).toBe(4);
    expect(await looked("12:10")).toBe(0);
    await deliver(o.deps, () => on("12:10"));
    expect(o.sent.map(({ to }) => to)).toContain("UKIM");
    const asks = await o.db.selectFrom("messages").select("external_id").where("verdict", "=", "inquiry").execute();
    expect(asks).toHaveLength(2);
  });

  test("a gap that grew, or that another process took over, is neither narrowed nor closed by who had it", async () => {
    const { db } = await opened();
    await openGaps(db, "slack", undefined, on("10:00"), on("11:00"));
    const first = (await claimGap(db, ["slack"], on("11:00")))!;
    await openGaps(db, "slack", undefined, on("09:30"), on("11:01"));
    expect(await narrowGap(db, first, on("10:30"), on("11:02"))).toBe(false);
    expect(await closeGap(db, first, on("11:02"))).toBe(false);
    const second = (await claimGap(db, ["slack"], on("11:03")))!;
    const third = (await claimGap(db, ["slack"], on("11:03")))!;
    expect([second.from, third.channelId === second.channelId]).toEqual([on("09:30"), false]);
    expect(await closeGap(db, second, on("11:04"))).toBe(true);
  });
});

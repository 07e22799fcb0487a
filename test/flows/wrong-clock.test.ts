import { describe, expect, test } from "vitest";
import { at, MINUTE } from "../../src/domain/time.ts";
import { answerCommand } from "../../src/flows/answer-command.ts";
import { assessInquiries } from "../../src/flows/assess-inquiries.ts";
import { catchUp, noteListening, wasAway } from "../../src/flows/catch-up.ts";
import { databases } from "../database.ts";
import { type Office, office, post, said } from "./office.ts";

const on = (iso: string) => at(`2026-01-13T${iso}-05:00`);
const HOUR = 60 * MINUTE;

// Processes whose clocks are wrong, and people who say a thing twice because nobody answered the first time.
describe.each(databases)("on the %s database", (_kind, open) => {
  const ask = post("CACME", "UDANA", on("10:00"), "When is our reply brief due?");
  const answer = post("CACME", "UKIM", on("10:20"), "It is due on 2 February.");

  const kept = async ({ db }: Office) => ({
    messages: await db.selectFrom("messages").select(["at", "revised_at"]).orderBy("at").execute(),
    inquiries: await db.selectFrom("inquiries").select(["state", "asked_at", "due_at"]).execute(),
    clocks: await db
      .selectFrom("clocks")
      .select(["kind", "started_at", "due_at", "stopped_at"])
      .orderBy("kind")
      .execute(),
  });

  test("a process whose clock is an hour slow keeps what one with a right clock keeps", async () => {
    const [right, slow] = [await office(open, on("09:00")), await office(open, on("09:00"))];
    for (const message of [ask, answer]) {
      await right.hears(said(message), message.at);
      await slow.hears(said(message), message.at - HOUR);
    }
    expect(await kept(slow)).toEqual(await kept(right));
  });

  test("a process whose clock is slow, looking at an inquiry, does not forget what was asked", async () => {
    const o = await office(open, on("09:00"));
    await o.hears(said(ask), on("10:00"));
    const before = await kept(o);
    await o.db.transaction().execute((tx) => assessInquiries({ ...o.deps, db: tx }, [1], on("09:00")));
    expect(await kept(o)).toEqual(before);
  });

  test("a clock that ran three days ahead hides no gap from the next start", async () => {
    const o = await office(open, on("09:00"));
    await o.hears(said(post("CACME", "UDANA", on("09:10"), "Thank you!")), on("09:10"));
    await noteListening(o.deps, on("09:30") + 72 * HOUR);
    o.past.push(ask);
    await wasAway(o.deps, on("11:00"));
    await catchUp(o.deps, () => on("11:00"));
    expect(await o.db.selectFrom("inquiries").select("asked_at").execute()).toEqual([{ asked_at: ask.at }]);
  });

  test.each(["dismiss 1 twice", "take 1", "assign 1 Ben Fixture"])(
    "%s, said twice at once, is done once",
    async (words) => {
      const o = await office(open, on("09:00"));
      await o.hears(said(ask), on("10:00"));
      const by = { platform: "slack", workspace: "T0FIXTURE", id: "UPAT" };
      const say = (key: string) => answerCommand(o.deps, by, words, key, on("10:30"));
      await Promise.all([say("first"), say("second")]);
      await say("third");
      const byHand = await o.db.selectFrom("facts").select("kind").where("message_id", "is", null).execute();
      expect(byHand).toHaveLength(1);
    },
  );
});

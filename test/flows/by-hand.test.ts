import { describe, expect, test } from "vitest";
import { at, MINUTE } from "../../src/domain/time.ts";
import { act } from "../../src/flows/act.ts";
import { answerCommand } from "../../src/flows/answer-command.ts";
import { desk } from "../../src/flows/desk.ts";
import { databases } from "../database.ts";
import { deleted, edited, type Office, office, person, place, post, said } from "./office.ts";

const later = (iso: string) => at(`2026-01-13T${iso}-05:00`);
const EVENING = later("17:00");

// What is done by hand decides what was open when, and so what an unthreaded reply was for.
describe.each(databases)("on the %s database", (_kind, open) => {
  async function twoAsked(): Promise<Office> {
    const o = await office(open, later("09:00"));
    await o.hears(said(post("CACME", "UDANA", later("10:00"), "When is our reply brief due?")), EVENING);
    await o.hears(
      said(post("CACME", "UEVE", later("10:05"), "Can we terminate the Beta supply contract early?")),
      EVENING,
    );
    return o;
  }
  const reply = said(post("CACME", "UKIM", later("11:00"), "Yes, with three months' notice, under clause 9."));
  const dismissed = { kind: "dismissed", key: "d", at: later("10:30"), reason: "not an inquiry" } as const;

  test("one of two is dismissed: a reply after that, known before or after it, is for the other", async () => {
    for (const first of ["dismissal", "reply"]) {
      const o = await twoAsked();
      if (first === "reply") await o.hears(reply, EVENING);
      await act(o.deps, 1, dismissed, EVENING);
      if (first !== "reply") await o.hears(reply, EVENING);
      expect(await states(o)).toEqual(["dismissed", "answered"]);
    }
  });

  test("a question that is deleted and brought back is owed again; one that is deleted after that is not", async () => {
    const o = await office(open, later("09:00"));
    const asked = post("CACME", "UDANA", later("10:00"), "When is our reply brief due?");
    await o.hears(said(asked), EVENING);
    await o.hears(deleted(asked, later("10:10")), EVENING);
    expect(await states(o)).toEqual(["dismissed"]);
    await o.hears(edited(asked, asked.text, later("10:20")), EVENING);
    expect(await states(o)).toEqual(["open"]);
    await o.hears(deleted(asked, later("10:30")), EVENING);
    await o.hears(edited(asked, asked.text, later("10:20")), EVENING);
    expect(await states(o)).toEqual(["dismissed"]);
  });

  test("tracked by an emoji before its own event is dealt with, a message is remembered as if it had come first", async () => {
    const asked = post("CACME", "UDANA", later("10:00"), "When is our reply brief due?");
    const { channel, id } = asked;
    const by = { ...asked.author, id: "UKIM" };
    const at = later("10:05");
    const tracked = { kind: "reaction", channel, id, emoji: "pushpin", by, at, message: asked } as const;
    const kept = [];
    for (const course of [
      [said(asked), tracked],
      [tracked, said(asked)],
    ]) {
      const o = await office(open, later("09:00"));
      for (const what of course) await o.hears(what, EVENING);
      expect(await states(o)).toEqual(["open"]);
      kept.push(await readAs(o));
    }
    expect(kept[0]).toEqual([expect.objectContaining({ side: "client", verdict: "inquiry", ruled: "inquiry" })]);
    expect(kept[1]).toEqual(kept[0]);
  });

  test("resolved by an emoji before its own event is dealt with, it is resolved once it is there", async () => {
    const asked = post("CACME", "UDANA", later("10:00"), "When is our reply brief due?");
    const { channel, id } = asked;
    const by = { ...asked.author, id: "UKIM" };
    const done = { kind: "reaction", channel, id, emoji: "white_check_mark", by, at: later("10:05") } as const;
    const o = await office(open, later("09:00"));
    await expect(o.hears(done, EVENING)).rejects.toMatchObject({ name: "NotYet" });
    await o.hears(said(asked), EVENING);
    await o.hears(done, EVENING);
    expect(await states(o)).toEqual(["resolved"]);
    // What never comes is not waited for, nor is what somebody else says of it.
    const other = { ...done, id: "1768300000.000000" };
    await o.hears(other, later("10:06") + 24 * 60 * MINUTE);
    await o.hears({ ...other, by: { ...by, id: "UDANA" } }, EVENING);
    await o.hears({ ...other, emoji: "eyes" }, EVENING);
  });

  test("a time that is said in a command counts from when it was said, however late it is carried out", async () => {
    const o = await twoAsked();
    const kim = person("UKIM");
    await answerCommand(o.deps, kim, "snooze 1 in 2 hours", "late", later("11:02"), later("10:30"));
    const [first] = await o.db.selectFrom("inquiries").select("snoozed_until").where("id", "=", 1).execute();
    expect(first).toEqual({ snoozed_until: later("12:30") });
  });

  test("the same press twice is one doing", async () => {
    const o = await twoAsked();
    const paused = { kind: "paused", key: "p", at: later("10:30") } as const;
    await act(o.deps, 1, paused, EVENING);
    const before = await facts(o);
    await act(o.deps, 1, paused, EVENING);
    expect(await facts(o)).toEqual(before);
  });

  test("paused until a time that passes unseen: the clock has stood still just so long", async () => {
    const o = await twoAsked();
    await act(o.deps, 1, { kind: "paused", key: "p", at: later("10:30"), until: later("11:30") }, later("10:30"));
    expect(await due(o)).toEqual([later("13:00"), later("15:00")]);
    await act(o.deps, 1, { kind: "resumed", key: "r", at: later("11:00") }, later("11:00"));
    expect(await due(o)).toEqual([later("12:30"), later("14:30")]);
  });

  test.each([
    ["a while after it was asked for", later("16:00")],
    ["by a clock that is slow", later("10:10")],
  ])("what is done %s was done when it was asked for, and counts at once", async (_what, clock) => {
    const o = await office(open, later("09:00"));
    await o.hears(said(post("CACME", "UDANA", later("10:00"), "When is our reply brief due?")), later("10:00"));
    const { command } = desk(o.deps, undefined as never, () => clock);
    await command(person("UKIM"), "resolve 1", place("CACME"), "k", later("11:00"));
    expect(await states(o)).toEqual(["resolved"]);
    expect((await facts(o)).filter(({ kind }) => kind === "resolved").map((fact) => fact.at)).toEqual([later("11:00")]);
  });
});

const states = async ({ db }: Office) =>
  (await db.selectFrom("inquiries").select("state").orderBy("id").execute()).map((i) => i.state);
const readAs = ({ db }: Office) =>
  db.selectFrom("messages").select(["side", "verdict", "verdict_why", "grade", "ruled", "revisions"]).execute();
const facts = ({ db }: Office) => db.selectFrom("facts").selectAll().orderBy("key").execute();
const due = async ({ db }: Office) =>
  (await db.selectFrom("clocks").select("due_at").where("inquiry_id", "=", 1).orderBy("due_at").execute()).map(
    (c) => c.due_at,
  );

import { expect, test } from "vitest";
import { type AtWork, firmAtWork } from "./at-work.ts";

const QUESTION = "When is our reply brief due?";

/** A form as it is sent; the same id and hash are the same sending. */
const sent = (form: string, context: string, answers: Record<string, string>, id = "V1") => ({
  type: "view_submission",
  user: { id: "UKIM" },
  view: {
    id,
    hash: "1.abc",
    callback_id: `rejoinder:${form}`,
    private_metadata: JSON.stringify({ context }),
    blocks: Object.keys(answers).map((name) => ({ type: "input", block_id: name })),
    state: { values: Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value: { value } }])) },
  },
});

const pressed = (action: string, value: string, when = "1.000001") => ({
  type: "block_actions",
  user: { id: "UKIM" },
  trigger_id: "1.2.3",
  container: { type: "view", view_id: "V9" },
  actions: [{ type: "button", action_id: `rejoinder:${action}`, block_id: "b", value, action_ts: when }],
});

const facts = (firm: AtWork) =>
  firm.db.selectFrom("facts").select(["kind", "to_person_id"]).orderBy("at").orderBy("key").execute();

test("a call that is logged twice is one inquiry, and the second time says so", async () => {
  const firm = await firmAtWork();
  const form = sent("log contact", "", { client: "Acme", when: "now" });
  expect((await firm.interact(form)).answer).toMatch(/Logged for .*Acme/);
  expect((await firm.interact(form)).answer).toContain("That is logged already.");
  await Promise.all([
    firm.interact({ ...form, view: { ...form.view, id: "V2" } }),
    firm.interact({ ...form, view: { ...form.view, id: "V2" } }),
  ]);
  expect(await firm.inquiries()).toHaveLength(2);
});

test("whose channel it is, said twice, is said once; and what contradicts it later holds from then on", async () => {
  const firm = await firmAtWork();
  const channel = await firm.db
    .selectFrom("channels")
    .select("id")
    .where("external_id", "=", "CGENERAL")
    .executeTakeFirstOrThrow();
  const form = (hours: string) =>
    sent("link channel", String(channel.id), { kind: "internal", client: "Umbrella", hours, source: "retainer §2" });
  for (let n = 0; n < 2; n++) expect((await firm.interact(form("4"))).answer).toContain("is for");
  await firm.clock.advance(60);
  await firm.interact(form("8"));
  const { rows } = {
    rows: await firm.db
      .selectFrom("standards")
      .select(["targets", "until_at"])
      .where("source", "=", "retainer §2")
      .orderBy("id")
      .execute(),
  };
  expect(rows).toEqual([
    { targets: { answer: 240, "next answer": 240 }, until_at: firm.clock.now() },
    { targets: { answer: 480, "next answer": 480 }, until_at: null },
  ]);
  expect((await firm.interact(form("soon"))).answer).toContain("A number of hours, please. For example: 4.");
});

test("a form that comes after its inquiry was closed changes nothing and says why", async () => {
  const firm = await firmAtWork();
  await firm.says("UDANA", QUESTION);
  await firm.asks("UKIM", "resolve 1");
  const before = await facts(firm);
  expect((await firm.interact(sent("reassign", "1", { person: "Ben Fixture" }))).answer).toMatch(
    /is closed already; nothing was changed\. .*reopen 1/,
  );
  expect(await facts(firm)).toEqual(before);
  expect((await firm.interact(sent("reassign", "4127", { person: "Ben Fixture" }))).answer).toContain(
    "I find no inquiry 4127.",
  );
});

test("a button pressed twice is pressed once; a command given twice about what is done says so", async () => {
  const firm = await firmAtWork();
  await firm.says("UDANA", QUESTION);
  for (let n = 0; n < 2; n++) await firm.interact(pressed("claim", "1"));
  expect((await facts(firm)).filter((f) => f.kind === "assigned")).toHaveLength(1);
  expect(await firm.asks("UKIM", "resolve 1")).toMatch(/is closed\./);
  for (const typed of ["resolve 1", "take 1", "snooze 1 1h", "pause 1", "assign 1 Ben"])
    expect(await firm.asks("UKIM", typed), typed).toMatch(/is closed already; nothing was changed\./);
  expect(await firm.asks("UKIM", "reopen 1")).toMatch(/is open again/);
  expect(await firm.asks("UKIM", "reopen 1")).toMatch(/is open already/);
});

test("a snooze into the past is refused with a sentence, typed or out of a menu that was drawn hours ago", async () => {
  const firm = await firmAtWork();
  await firm.says("UDANA", QUESTION);
  expect(await firm.asks("UKIM", "snooze 1 yesterday")).toMatch(
    /^“yesterday” is past\. For example: `\/inquiries snooze 1 /,
  );
  expect(await firm.asks("UKIM", "snooze 1 2026-01-12 09:00")).toContain("is past.");
  expect(await firm.asks("UKIM", "snooze 1 when hell freezes")).toContain(
    "I cannot read “when hell freezes” as a time.",
  );
  expect(await firm.asks("UKIM", "pause 1 until 1 Jan 2026")).toContain("is past.");
  expect(await firm.asks("UKIM", "leave 1 Jan 2026 to 3 Jan 2026 Ben")).toMatch(/past/);
  await firm.sandbox.openHome("UKIM");
  const calls = firm.sandbox.state.calls.length;
  await firm.interact(pressed("snooze", "1 today 09:00"));
  await firm.interact(pressed("snooze", "1 2026-01-12 09:00"));
  expect(JSON.stringify(firm.sandbox.state.calls.slice(calls).map((call) => call.args))).toContain("That time is past");
  expect(await firm.inquiries()).toMatchObject([{ snoozed_until: null, state: "open" }]);
  expect(await firm.db.selectFrom("leaves").selectAll().execute()).toEqual([]);
});

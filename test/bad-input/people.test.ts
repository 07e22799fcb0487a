import { expect, test } from "vitest";
import { words } from "../../src/sandbox/slack/seen.ts";
import { unaudited } from "../unaudited.ts";
import { firmAtWork } from "./at-work.ts";

const QUESTION = "When is our reply brief due?";

test("someone whom Slack does not know counts as a client's person, and is told nothing", async () => {
  const firm = await firmAtWork();
  const ts = `${firm.clock.now() / 1000}.000100`;
  expect((await firm.event({ type: "message", channel: "CACME", user: "UNOBODY", text: QUESTION, ts })).status).toBe(
    200,
  );
  expect(await firm.inquiries()).toMatchObject([{ state: "open" }]);
  expect(await firm.asks("UKIM", "show 1")).toContain("Someone");
  const press = {
    type: "block_actions",
    user: { id: "UNOBODY" },
    trigger_id: "1.2.3",
    container: { type: "view", view_id: "V" },
  };
  await firm.interact({
    ...press,
    actions: [{ type: "button", action_id: "rejoinder:dismiss", value: "1", action_ts: "1.1" }],
  });
  expect(await firm.inquiries()).toMatchObject([{ state: "open" }]);
});

test("a client's person whose account is deleted still has their answer owed", async () => {
  const firm = await firmAtWork();
  await firm.says("UDANA", QUESTION);
  await firm.sandbox.changePerson("UDANA", { deleted: true });
  await firm.round();
  expect(await firm.asks("UKIM", "")).toMatch(/Yours: 1 open/);
  expect(await firm.inquiries()).toMatchObject([{ state: "open" }]);
});

test("a colleague whose account is deleted gets nothing more, can do nothing more, and what they owe is not silent", async () => {
  const firm = await firmAtWork();
  await firm.says("UDANA", QUESTION);
  await firm.sandbox.changePerson("UKIM", { deleted: true });
  await firm.calm();
  for (const minutes of [60, 36, 25]) {
    await firm.clock.advance(minutes);
    await firm.round();
  }
  expect(firm.sandbox.seen.dms("UKIM")).toEqual([]);
  expect(firm.sandbox.seen.dms("ULEE").map(words).join()).toContain("Acme");
  const press = {
    type: "block_actions",
    user: { id: "UKIM" },
    trigger_id: "1.2.3",
    container: { type: "view", view_id: "V" },
  };
  await firm.interact({
    ...press,
    actions: [{ type: "button", action_id: "rejoinder:dismiss", value: "1", action_ts: "1.1" }],
  });
  expect(await firm.inquiries()).toMatchObject([{ state: "open" }]);
});

test.each([
  ["client Acne", /^I know no client called “Acne”\. Did you mean `\/inquiries client Acme`\?/],
  ["client Umbrella Corporation", /^I know no client called “Umbrella Corporation”\. Please check the spelling\./],
  ["lawyer Kin", /^I know no person called “Kin”\. Did you mean .*Kim Fixture/],
  ["lawyer Fixture", /^“Fixture” could be .*Kim Fixture.* Say which person/],
  ["assign 1 Bem", /^I know no person called “Bem”\. Did you mean `\/inquiries assign 1 Ben Fixture`\?/],
  ["team Litigatoin", /^I know no group called “Litigatoin”\. Did you mean `\/inquiries team Litigation`\?/],
  ["leave today to tomorrow Anna", /Ana Fixture/],
  ["lawyer <@UNOBODY>", /^I know no person called “@someone”|^I know no person/],
])("/inquiries %s offers the nearest", async (typed, answer) => {
  const firm = await firmAtWork();
  await firm.says("UDANA", QUESTION);
  expect(await firm.asks("ULEE", typed)).toMatch(answer);
  expect(await firm.inquiries()).toMatchObject([{ state: "open" }]);
  expect(await firm.db.selectFrom("leaves").selectAll().execute()).toEqual([]);
});

test("a client's name mistyped in a form keeps the form open and offers the nearest; a new one is a new client", async () => {
  const firm = await firmAtWork();
  const { sandbox, db } = firm;
  // More than a menu holds: the name is typed.
  await unaudited(db, (tx) =>
    tx
      .insertInto("clients")
      .values(
        Array.from({ length: 101 }, (_, n) => ({
          name: `Client of the fixture ${n}`,
          group_id: null,
          responsible_id: null,
        })),
      )
      .execute(),
  );
  await sandbox.shortcut("UKIM", "log_contact");
  const form = await sandbox.until(() => sandbox.seen.modal("UKIM"));
  const { errors } = await sandbox.submit("UKIM", form.id, { client: "Acmee" });
  expect(errors).toEqual({ client: "Do you mean Acme? Please write the name in full." });
  expect((await sandbox.submit("UKIM", form.id, { client: "Globex", when: "tomorrow" })).errors).toEqual({
    when: "I cannot read this as a time in the past. For example: yesterday 16:00.",
  });
  expect(await firm.inquiries()).toEqual([]);
  await sandbox.submit("UKIM", form.id, { client: "Umbrella Holdings", when: "now" });
  expect(await firm.inquiries()).toHaveLength(1);
  expect((await db.selectFrom("clients").select("name").execute()).map((c) => c.name)).toContain("Umbrella Holdings");
});

test("someone of the firm's list whom no platform has shown yet is found by their e-mail address when there is something to say", async () => {
  const firm = await firmAtWork();
  const { sandbox, db } = firm;
  await unaudited(db, (tx) => tx.deleteFrom("accounts").where("external_id", "in", ["UKIM", "ULEE"]).execute());
  await unaudited(db, (tx) =>
    tx.updateTable("people").set({ email: "nobody@fixture.example" }).where("name", "=", "Lee Fixture").execute(),
  );
  sandbox.faults.next("users.lookupByEmail", { kind: "ratelimited", retryAfter: 60 });
  await firm.says("UDANA", QUESTION);
  for (const minutes of [61, 2, 60]) {
    await firm.clock.advance(minutes);
    await firm.round();
  }
  expect(sandbox.seen.dms("UKIM").map(words).join()).toContain("Acme");
  expect(firm.told).toContainEqual(
    expect.objectContaining({ what: "failed", reason: expect.stringContaining("no account") }),
  );
  const { person_id } = await db
    .selectFrom("accounts")
    .select("person_id")
    .where("external_id", "=", "UKIM")
    .executeTakeFirstOrThrow();
  expect(await db.selectFrom("people").select("name").where("id", "=", person_id).execute()).toEqual([
    { name: "Kim Fixture" },
  ]);
});

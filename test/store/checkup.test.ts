import { beforeEach, describe, expect, test } from "vitest";
import { at, minutes } from "../../src/domain/time.ts";
import { checkup } from "../../src/store/checkup.ts";
import { type Db, json, stamp } from "../../src/store/db.ts";
import { databases } from "../database.ts";

const now = at("2026-10-23T10:00:00Z");
const ago = (n: number) => stamp(now - minutes(n) * 60_000);

/** A firm with one admin, in which all is well. */
async function wellFirm(db: Db): Promise<void> {
  const { id } = await db.insertInto("calendars").values({ name: "office" }).returning("id").executeTakeFirstOrThrow();
  await db
    .insertInto("firm")
    .values({
      name: "Fixture & Partners LLP",
      zone: "Europe/London",
      jurisdiction: null,
      calendar_id: id,
      holidays_reviewed_for: 2026,
    })
    .execute();
  await db.insertInto("people").values({ name: "Ana Admin", is_admin: true, zone: "Europe/London" }).execute();
}

const channel = (external_id: string, more: object = {}) => ({
  platform: "fixture",
  workspace: "W1",
  external_id,
  name: external_id,
  bot_in: true,
  ...more,
});

describe.each(databases)("on the %s database", (_kind, open) => {
  let db: Db;
  beforeEach(async () => {
    ({ db } = await open());
    await wellFirm(db);
  });

  const ills = async (when = now) =>
    (await checkup(db, when)).filter((finding) => !finding.ok).map(({ name, say }) => `${name}: ${say}`);

  test("a firm in good order has nothing to put right", async () => {
    expect(await ills()).toEqual([]);
    expect((await checkup(db, now)).length).toBeGreaterThan(7);
  });

  test("no firm at all is the only thing said", async () => {
    await db.deleteFrom("firm").execute();
    expect(await ills()).toEqual(["Firm: No firm is set up in this database. Start the program once (npm start)."]);
  });

  test("holidays are to be reviewed once the firm's own November begins, for the year to come", async () => {
    await db.updateTable("firm").set({ zone: "Pacific/Auckland" }).execute();
    expect(await ills(at("2026-10-31T10:59:59Z"))).toEqual([]);
    expect(await ills(at("2026-10-31T11:00:00Z"))).toEqual([
      expect.stringMatching(/^Holidays: Not reviewed for 2027: .* npm run holidays -- 2027$/),
    ]);
    expect(await ills(at("2027-03-01T12:00:00Z"))).toEqual([
      expect.stringMatching(/^Holidays: Not reviewed for 2027:/),
    ]);
    await db.updateTable("firm").set({ holidays_reviewed_for: 2027 }).execute();
    expect(await ills(at("2027-10-31T10:59:59Z"))).toEqual([]);
  });

  test("someone must be an admin, and not someone who has left", async () => {
    await db
      .updateTable("people")
      .set({ left_at: ago(1) })
      .execute();
    expect(await ills()).toEqual([expect.stringMatching(/^Admins: Nobody is an admin/)]);
  });

  test("people without a zone are named; an account's zone is one", async () => {
    const people = await db
      .insertInto("people")
      .values([{ name: "Kim" }, { name: "Lee" }])
      .returning("id")
      .execute();
    const account = {
      platform: "fixture",
      workspace: "W1",
      external_id: "U1",
      name: "lee",
      zone: "Asia/Tokyo",
      outside: false,
    };
    await db
      .insertInto("accounts")
      .values({ ...account, person_id: people[1]!.id })
      .execute();
    expect(await ills()).toEqual([expect.stringMatching(/^Zones: Without a time zone of their own: Kim\. /)]);
  });

  test("a channel that outsiders can read needs a client; one we left, an archived and an inner one do not", async () => {
    await db
      .insertInto("channels")
      .values([
        ...["a", "b", "c", "d", "e", "f", "g"].map((name) => channel(name)),
        channel("left", { bot_in: false }),
        channel("old", { archived: true }),
        channel("inner", { shared: false }),
      ])
      .execute();
    expect(await ills()).toEqual([
      "Channels: Outsiders can read these and no client is named: #a, #b, #c, #d, #e and 2 more. Invite the bot there again and answer what it asks.",
    ]);
  });

  test("an open inquiry that nobody answers for is named; an answered one is not", async () => {
    const asked = { state: "open" as const, asked_at: ago(60), last_fact_at: ago(60) };
    await db
      .insertInto("inquiries")
      .values([
        { ...asked, waiting_since: ago(60) },
        { ...asked, state: "answered" as const },
      ])
      .execute();
    expect(await ills()).toEqual(["Owners: Nobody answers for 1. Say who: /inquiries assign <id> <person>."]);
  });

  test("a delivery that should have left long ago, and then one that failed", async () => {
    const delivery = { purpose: "nudge" as const, person_id: 1, card: json({}), created_at: ago(90) };
    await db
      .insertInto("deliveries")
      .values({ ...delivery, key: "soon", not_before: ago(14) })
      .execute();
    expect(await ills()).toEqual([]);
    await db
      .insertInto("deliveries")
      .values({
        ...delivery,
        key: "failed",
        not_before: ago(80),
        state: "failed",
        reason: "user not found",
        settled_at: ago(79),
      })
      .execute();
    expect(await ills()).toEqual(["Deliveries: 1 failed this week, the last with: user not found."]);
    await db
      .insertInto("deliveries")
      .values({ ...delivery, key: "late", not_before: ago(16) })
      .execute();
    expect(await ills()).toEqual([expect.stringMatching(/^Deliveries: 1 should have left more than 15 minutes ago/)]);
  });

  test("what came in and waits too long, or was set aside, is counted; its body is not shown", async () => {
    const entry = { platform: "fixture", plain_body: "Confidential", received_at: ago(14) };
    await db
      .insertInto("inbox")
      .values({ ...entry, identity: "new" })
      .execute();
    await db
      .insertInto("inbox")
      .values({
        ...entry,
        identity: "for something to come",
        received_at: ago(600),
        lease_until: ago(-30),
        attempts: 0,
      })
      .execute();
    expect(await ills()).toEqual([]);
    await db
      .insertInto("inbox")
      .values({ ...entry, identity: "again", lease_until: ago(-7), attempts: 4 })
      .execute();
    expect(await ills()).toEqual([
      "Inbox: 1 came in and could not be taken up so far. They are kept, and tried again.",
    ]);
    await db
      .insertInto("inbox")
      .values({ ...entry, identity: "late", received_at: ago(16) })
      .execute();
    expect(await ills()).toEqual([expect.stringMatching(/^Inbox: 1 came in more than 15 minutes ago/)]);
    await db
      .insertInto("inbox")
      .values({ ...entry, identity: "aside", failed: "TypeError" })
      .execute();
    expect(await ills()).toEqual([expect.stringMatching(/^Inbox: 1 came in and could not be taken up \(TypeError\)/)]);
  });
});

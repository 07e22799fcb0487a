import { expect, test } from "vitest";
import { unaudited } from "../unaudited.ts";
import { bothWorlds } from "./world.ts";

const TUESDAY = "2026-01-13T10:00-05:00";

// The firm is in Slack; its clients Globex and Acme talk in Slack and in Teams. Nobody's account in Teams is known beforehand.
const both = (start: string) =>
  bothWorlds(start, (slack, teams) => ({
    ...slack,
    channels: [
      ...slack.channels.filter(({ name }) => name !== "acme-counsel"),
      ...teams.channels.filter(({ name }) => name === "acme-counsel"),
    ],
  }));

test("one lawyer with an account in each is one person: one list, each nudge once, where they were last active", async () => {
  const w = await both(TUESDAY);
  await w.slack.says("USAM", "CGLOBEX", "Can we sublet the second floor under the current lease?");
  await w.teams.says("UDANA", "CACME", "When is our reply brief due?");
  // Kim has written nowhere yet: the first account that is known is written to.
  await w.until("2026-01-13T11:05-05:00");
  expect([w.slack.got("UKIM").length, w.teams.got("UKIM").length]).toEqual([1, 0]);
  // She looks at her list in Teams: from then on that is where she is.
  expect(await w.teams.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
  await w.until("2026-01-13T11:40-05:00");
  expect([w.slack.got("UKIM").length, w.teams.got("UKIM").length]).toEqual([1, 1]);
  expect(await w.teams.presses("UKIM", "I'm on it")).toContain("Good: you are on Acme");
  expect(await w.slack.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
  expect(await w.teams.asks("UPAT", "team Corporate")).toContain("Globex");
  expect(await w.slack.asks("UPAT", "team Corporate")).toContain("Globex");
  const people = await w.db.selectFrom("people").select("name").execute();
  expect(people.filter(({ name }) => name === "Kim Fixture")).toHaveLength(1);
});

test("one digest, where the partner was last active", async () => {
  const w = await both("2026-01-13T10:00-05:00");
  await w.slack.says("USAM", "CGLOBEX", "Can we sublet the second floor?");
  await w.slack.says("UANA", "CGLOBEX", "Yes: clause 14 allows it.");
  await w.slack.asks("UPAT", "");
  await w.until("2026-01-13T10:05-05:00");
  await w.teams.asks("UPAT", "");
  await w.until("2026-01-19T08:31-05:00");
  const digests = (cards: string[]) => cards.filter((card) => card.includes("Answers in time"));
  expect([digests(w.slack.got("UPAT")), digests(w.teams.got("UPAT"))]).toEqual([[], [expect.any(String)]]);
});

test("no e-mail address in common: an admin links the two, and nobody else can", async () => {
  const w = await both(TUESDAY);
  await unaudited(w.db, (tx) =>
    tx.updateTable("people").set({ email: "ana.f@other.example" }).where("name", "=", "Ana Fixture").execute(),
  );
  await w.slack.says("USAM", "CGLOBEX", "Can we sublet the second floor?");
  expect(await w.teams.asks("UANA", "")).toContain("nothing open");
  expect(await w.teams.asks("UANA", 'link "Ana Fixture" "Ana Fixture"')).toContain("Only an admin can do that");
  expect(await w.slack.asks("UASH", 'link "Ana Fixture" "Ana Fixture"')).toContain("one person from now on");
  expect(await w.teams.asks("UANA", "")).toMatch(/^\*Yours: 1 open/);
  expect(await w.slack.asks("UASH", "link Ben Kim")).toContain("both have an account in the same place");
});

test("a client with a colleague's e-mail address is a client all the same", async () => {
  const w = await both(TUESDAY);
  await unaudited(w.db, (tx) =>
    tx.updateTable("people").set({ email: "dana@clients.example" }).where("name", "=", "Ana Fixture").execute(),
  );
  await w.teams.says("UDANA", "CACME", "When is our reply brief due?");
  expect(w.told).toMatchObject([{ what: "tracked" }]);
  const account = await w.db.selectFrom("accounts").selectAll().where("name", "=", "Dana Example").executeTakeFirst();
  expect(account).toMatchObject({ outside: true, person_id: null });
});

import { expect, onTestFinished, test } from "vitest";
import { bot } from "../../../src/bot.ts";
import { slack } from "../../../src/chat/slack/connect.ts";
import { at, type Instant } from "../../../src/domain/time.ts";
import { nextDue } from "../../../src/engine.ts";
import type { Told } from "../../../src/flows/deps.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { ENDS } from "../../../src/sandbox/history/plan.ts";
import { beginning } from "../../../src/sandbox/history/prepared.ts";
import { words } from "../../../src/sandbox/slack/seen.ts";
import { terminal } from "../../../src/sandbox/terminal.ts";
import { travel } from "../../../src/sandbox/travel.ts";
import { fixtureSandbox } from "../../../src/sandbox/workspace.ts";
import { dump } from "../../../src/store/archive/dump.ts";
import { load } from "../../../src/store/archive/load.ts";
import type { Store } from "../../../src/store/db.ts";
import { freshStore } from "../../database.ts";
import { testVault } from "../../vault.ts";

const quiet = { info() {}, warn() {}, error() {} };

/** The firm's past in a workspace, and a bot that is about to serve `store` there. */
async function friday(store: Store) {
  const clock = sandboxClock(ENDS);
  const { sandbox, config } = await fixtureSandbox(clock, "http");
  onTestFinished(() => sandbox.close());
  await beginning(store.db, sandbox);
  const serve = async (on: Store) => {
    const told: Told[] = [];
    const parts = {
      db: on.db,
      vault: testVault(),
      chats: [slack(config, clock, quiet)],
      now: () => clock.now(),
      tell: (t: Told) => told.push(t),
    };
    const served = bot({ ...parts, hands: 2 });
    const [where] = await served.start();
    onTestFinished(() => served.stop());
    sandbox.connectEvents(where!);
    const calm = async () => {
      await sandbox.settled();
      await served.intake.idle();
      await sandbox.settled();
    };
    const round = async () => {
      await calm();
      await served.round();
      await calm();
    };
    const until = (to: string) => travel({ clock, round, nextDue: (after: Instant) => nextDue(on.db, after) }, at(to));
    return { told, calm, until };
  };
  return { sandbox, clock, serve };
}

const newest = async ({ db }: Store) =>
  Number(
    (
      await db
        .selectFrom("inquiries")
        .select((eb) => eb.fn.max("id").as("id"))
        .executeTakeFirstOrThrow()
    ).id,
  );

test("the bot goes on where the past ends, on a store that was moved to PostgreSQL meanwhile", async () => {
  const embedded = await freshStore("embedded");
  const { sandbox, serve } = await friday(embedded);
  const store = await freshStore("postgresql");
  await load(store.db, dump(embedded.db, ENDS));
  const { told, calm, until } = await serve(store);
  const last = await newest(store);
  const before = sandbox.seen.dms("UANA").length;

  const { ts } = await sandbox.post("USAM", "CGLOBEX", "Can we sublet the second floor under the current lease?");
  await calm();
  expect(told).toContainEqual(expect.objectContaining({ what: "tracked", inquiryId: last + 1, unsure: false }));
  await until("2026-01-26T10:00-05:00");
  const since = sandbox.seen.dms("UANA").slice(before).map(words);
  expect(since.some((said) => said.includes("Initech") && said.includes("share plan"))).toBe(true);
  const digest = sandbox.seen
    .dms("UPAT")
    .map(words)
    .findLast((said) => said.includes("Week 4, 19 to 25 January"));
  expect(digest).toMatch(/\d+ of \d+ answered in time, \d+ %/);
  expect(digest).toContain("Answers in time for twelve weeks");
  await sandbox.post("UANA", "CGLOBEX", "Yes: clause 14 allows it with the landlord's consent.", { thread: ts });
  await calm();
  expect(told).toContainEqual(expect.objectContaining({ what: "clock met", inquiryId: last + 1, clock: "answer" }));
  expect(told.filter((one) => "reason" in one)).toEqual([]);
}, 240_000);

test("it can begin again, however often; new messages come after the old, and nothing of the past is news", async () => {
  const store = await freshStore("embedded");
  const { sandbox } = await friday(store);
  const first = { newest: await newest(store), workspace: sandbox.snapshot() };
  const { ts } = await sandbox.post("UDANA", "CACME", "When is our reply brief due?");
  expect(sandbox.seen.channel("UDANA", "CACME").at(-1)!.ts).toBe(ts);
  await beginning(store.db, sandbox);
  expect({ newest: await newest(store), workspace: sandbox.snapshot() }).toEqual(first);

  const lines: string[] = [];
  const tell = terminal(sandbox, (line) => lines.push(line));
  tell.news();
  expect(lines).toEqual([]);
  await sandbox.post("UDANA", "CACME", "When is our reply brief due?");
  tell.news();
  expect(lines).toEqual(["Fri 23 Jan 15:00  #acme-counsel  Dana Example: When is our reply brief due?"]);
});

test("who is not in the private channel sees nothing of it", async () => {
  const { sandbox } = await friday(await freshStore("embedded"));
  expect(sandbox.seen.channel("UANA", "CALDER").length).toBeGreaterThan(10);
  for (const who of ["UKIM", "UBEN", "ULEE", "UASH", "USAM"]) expect(sandbox.seen.channel(who, "CALDER")).toEqual([]);
});

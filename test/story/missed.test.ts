import { expect, onTestFinished, test } from "vitest";
import { bot } from "../../src/bot.ts";
import { slack } from "../../src/chat/slack/connect.ts";
import { at } from "../../src/domain/time.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { fixtureSandbox } from "../../src/sandbox/workspace.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { silent } from "../chat/slack/stand-in.ts";
import { freshStore } from "../database.ts";
import { testVault } from "../vault.ts";

/** The fixture firm at work in its workspace, over HTTP or a socket. */
async function atWork(how: "http" | "socket") {
  const clock = sandboxClock(at("2026-01-13T10:00-05:00"));
  const { sandbox, config } = await fixtureSandbox(clock, how);
  const { db } = await freshStore("embedded");
  await setUpFirm(db, fixtureFirm, clock.now());
  const served = bot({
    db,
    vault: testVault(),
    chats: [slack(config, clock, silent)],
    now: () => clock.now(),
    tell: () => {},
    hands: 1,
  });
  const [where] = await served.start();
  if (how === "http") sandbox.connectEvents(where);
  onTestFinished(async () => {
    await served.stop();
    await sandbox.close();
  });
  async function round(minutes: number) {
    await clock.advance(minutes);
    await served.intake.idle();
    await served.round();
  }
  const asked = () => db.selectFrom("facts").select(["kind", "at"]).orderBy("at").execute();
  return { clock, sandbox, db, round, asked };
}

test("what Slack held back, until the minute was over, comes back by the history, once", async () => {
  const { sandbox, round, asked, clock } = await atWork("http");
  await round(0.1);
  sandbox.faults.nextEvent("message", "lose", 2);
  await sandbox.post("UDANA", "CACME", "When is our reply brief due?");
  const first = clock.now();
  await sandbox.rateLimitEvents();
  // The minute is not over: more may be held back.
  await round(0.5);
  expect(await asked()).toEqual([]);
  await sandbox.post("USAM", "CGLOBEX", "Can we sublet the second floor?");
  const second = clock.now();
  await sandbox.rateLimitEvents();
  await round(1);
  await round(1);
  expect(await asked()).toEqual([
    { kind: "asked", at: first },
    { kind: "asked", at: second },
  ]);
});

test("what was said while the socket was cut comes back by the history, once", async () => {
  const { sandbox, round, asked, clock } = await atWork("socket");
  await round(0.1);
  sandbox.faults.nextEvent("message", "lose", 1);
  const opened = () => sandbox.state.calls.filter(({ method }) => method === "apps.connections.open").length;
  const before = opened();
  sandbox.sockets.cut();
  await sandbox.post("UDANA", "CACME", "When is our reply brief due?");
  const said = clock.now();
  await sandbox.until(() => opened() > before && sandbox.sockets.count() === 1);
  await expect.poll(() => round(0.2).then(asked), { timeout: 5_000 }).toEqual([{ kind: "asked", at: said }]);
  await sandbox.post("UDANA", "CACME", "And who argues it?");
  await round(1);
  expect((await asked()).filter(({ at }) => at === said)).toHaveLength(1);
});

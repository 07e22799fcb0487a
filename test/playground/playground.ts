import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bot } from "../../src/bot.ts";
import { teams } from "../../src/chat/teams/connect.ts";
import { at, type Instant } from "../../src/domain/time.ts";
import { nextDue } from "../../src/engine.ts";
import type { Told } from "../../src/flows/deps.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { travel } from "../../src/sandbox/travel.ts";
import { fixtureTeamsSandbox } from "../../src/sandbox/workspace-teams.ts";
import { openStore } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { testVault } from "../vault.ts";
import { isAlone } from "./alone.ts";
import { type Ends, relay } from "./relay.ts";
import { playgroundFirm, playgroundSettings, posted } from "./tenant.ts";

const PORT = 56150;
const silent = { info() {}, warn() {}, error() {} };

/** The Agents Playground beside the bot with the fixture firm in an empty store, and a clock that can be moved. */
export async function startPlayground(start: string, tell: (told: Told) => void = () => {}, log = silent) {
  if (!isAlone())
    throw new Error("The Agents Playground listens on every interface: start it in a network of its own.");
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-playground-"));
  const clock = sandboxClock(at(start));
  // Of the sandbox's tenant only the keys and the sign-in service are used: the Playground is the connector.
  const { sandbox, config } = await fixtureTeamsSandbox(clock);
  const page = `http://127.0.0.1:${PORT}`;
  const ends: Ends = { appId: config.appId, now: () => clock.now(), playground: page, bot: undefined };
  const between = await relay(ends);
  const service = `${between.origin}/_connector`;
  const store = await openStore({ folder: join(folder, "data") });
  await migrate(store.db);
  await setUpFirm(store.db, playgroundFirm, clock.now());
  const endpoints = { ...sandbox.endpoints, serviceUrls: [service], serviceUrl: service };
  const chat = teams({ ...config, endpoints, emojis: ["pushpin", "white_check_mark"] }, clock, log);
  const served = bot({ db: store.db, vault: testVault(), chats: [chat], now: () => clock.now(), tell, hands: 1 });
  [ends.bot] = await served.start();
  const client = await startClient(folder, `${between.origin}/api/messages`, service);

  const round = async () => {
    await served.intake.idle();
    await served.round();
    await served.intake.idle();
  };
  let posts = 0;
  return {
    page,
    clock,
    round,
    moveTo: (iso: string) => travel({ clock, round, nextDue: (after: Instant) => nextDue(store.db, after) }, at(iso)),
    /** Someone writes in the client's channel: by the Playground's own way for activities it does not make itself. */
    async says(who: string, text: string) {
      const id = String(clock.now() + posts++);
      const url = `${page}/_internal/v1/customActivities`;
      const taken = new Promise<void>((resolve) => {
        ends.taken = (taken) => taken === id && resolve();
      });
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(posted(who, text, id)),
      });
      if (!answer.ok) throw new Error(`The Playground passes no message on: ${answer.status} ${await answer.text()}`);
      await taken;
      await served.intake.idle();
    },
    async stop() {
      client.kill();
      await served.stop();
      between.close();
      await sandbox.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Resolves when it answers. */
async function startClient(folder: string, endpoint: string, service: string): Promise<ChildProcess> {
  await writeFile(join(folder, ".m365agentsplayground.yml"), playgroundSettings());
  const cli = join(
    dirname(createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/package.json")),
    "cli.js",
  );
  const args = ["start", "-e", endpoint, "-c", "msteams", "--dt", "-p", String(PORT), "--su", service];
  const env = { ...process.env, TEAMSAPPTESTER_BROWSER: "none", BROWSER: "none" };
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env, stdio: "inherit" });
  // However this process ends, none of it is left behind.
  process.once("exit", () => child.kill());
  for (let tries = 0; tries < 150; tries++) {
    const there = await fetch(`http://127.0.0.1:${PORT}/_internal/v1/config`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (there) return child;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill();
  throw new Error("The Agents Playground does not start.");
}

import { expect, onTestFinished, test } from "vitest";
import { bot } from "../../../src/bot.ts";
import { teams } from "../../../src/chat/teams/connect.ts";
import { at, type Instant } from "../../../src/domain/time.ts";
import { nextDue } from "../../../src/engine.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { fixtureTeamsFirm, fixtureTenant, teamsChannel, teamsPerson } from "../../../src/sandbox/firm-teams.ts";
import { startTeamsSandbox } from "../../../src/sandbox/teams/server.ts";
import { travel } from "../../../src/sandbox/travel.ts";
import { setUpFirm } from "../../../src/store/set-up.ts";
import { freshStore } from "../../database.ts";
import { testVault } from "../../vault.ts";
import { configOf, silent } from "./stage.ts";

const [KIM, DANA] = [teamsPerson("UKIM"), teamsPerson("UDANA")];
const ACME = teamsChannel("CACME");

async function program(start: string) {
  const clock = sandboxClock(at(start));
  const sandbox = await startTeamsSandbox({ clock, workspace: fixtureTenant });
  const store = await freshStore("embedded");
  await setUpFirm(store.db, fixtureTeamsFirm, clock.now());
  const emojis = ["pushpin", "white_check_mark"];
  const chat = teams({ ...configOf(sandbox), emojis }, { now: () => clock.now() }, silent);
  const made = bot({
    db: store.db,
    vault: testVault(),
    chats: [chat],
    now: () => clock.now(),
    tell: () => {},
    hands: 2,
  });
  sandbox.connectBot((await made.start())[0]);
  onTestFinished(async () => {
    await made.stop();
    await sandbox.close();
    await store.close();
  });
  const calm = async () => {
    await sandbox.settled();
    await made.intake.idle();
    await sandbox.settled();
  };
  const round = async () => {
    await calm();
    await made.round();
    await calm();
  };
  const traveller = { clock, round, nextDue: (after: Instant) => nextDue(store.db, after) };
  const own = (person: string) =>
    [...sandbox.state.conversations.values()].find((c) => c.kind === "personal" && c.members.has(person));
  /** The words of what the bot wrote to someone, oldest first. */
  const read = (person: string) =>
    (own(person)?.messages ?? [])
      .filter(({ from }) => from === sandbox.app.botId)
      .map(({ attachments }) =>
        Array.from(JSON.stringify(attachments).matchAll(/"type":"TextRun","text":"([^"]*)"/g), (run) => run[1]).join(
          "",
        ),
      );
  const latest = (person: string) => {
    const chat = own(person)!;
    return { conversation: chat.id, id: chat.messages.at(-1)!.id };
  };
  return { sandbox, calm, read, latest, until: (iso: string) => travel(traveller, at(iso)) };
}

test("a client asks in Teams; the lawyer is nudged in private, claims it, asks for the list, and answers", async () => {
  const { sandbox, calm, read, latest, until } = await program("2026-01-14T10:00-05:00");
  const asked = await sandbox.post(DANA, ACME, "Can you send us the signed lease today?");
  await calm();
  await until("2026-01-14T17:00-05:00");
  const nudges = read(KIM);
  expect(nudges.length).toBeGreaterThan(0);
  expect(nudges.join("\n")).toMatch(/owed to Dana/);
  expect(read(DANA)).toEqual([]);

  const claimed = await sandbox.press(KIM, latest(KIM), "I'm on it");
  expect(JSON.stringify(claimed.card)).toMatch(/on it|yours/i);
  await calm();
  await sandbox.post(KIM, ACME, "mine", { mention: true });
  await calm();
  expect(read(KIM).at(-1)).toMatch(/1 open/);

  await sandbox.post(KIM, ACME, "The signed lease is attached: it is dated 12 January.", { thread: asked.id });
  await calm();
  await sandbox.slash(KIM, ACME, "mine");
  await calm();
  expect(read(KIM).at(-1)).toMatch(/nothing/i);
});

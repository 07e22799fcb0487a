import { expect, onTestFinished, test } from "vitest";
import { fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { words } from "../../src/sandbox/slack/seen.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { createDatabase } from "../database.ts";
import { DOCTOR, freshFolder, type Program, start } from "./program.ts";

/** The program keeps the machine's own time, so its firm stands where it is noon just now: nobody has quiet hours. */
const ahead = 12 - new Date().getUTCHours();
const NOON = `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;

const firm = {
  FIRM_NAME: "Fixture & Partners LLP",
  FIRM_ZONE: NOON,
  FIRM_HOLIDAYS: "US-NY",
  FIRM_ADMIN: "ash@fixture.example",
};

/** Slack's place, in this process, on the machine's own time: the program is another process. */
async function workspace() {
  const people = fixtureWorkspace.people.map((person) => ({ ...person, zone: NOON }));
  const clock = { now: () => Date.now() };
  const sandbox = await startSlackSandbox({ clock, workspace: { ...fixtureWorkspace, people } });
  onTestFinished(() => sandbox.close());
  await sandbox.createChannel({
    id: "CNEW",
    name: "umbrella-counsel",
    members: ["UPAT", "UDANA"],
    sharedWith: ["T0EXAMPLE"],
  });
  const { botToken, appToken, signingSecret } = sandbox.app;
  const settings = { LOG_LEVEL: "debug", SLACK_BOT_TOKEN: botToken, SLACK_API_URL: sandbox.apiUrl, PORT: "0", ...firm };
  const http = { ...settings, SLACK_SIGNING_SECRET: signingSecret };
  return { sandbox, http, socket: { ...settings, SLACK_APP_TOKEN: appToken } };
}

test.each([
  ["http", "embedded"],
  ["socket", "postgresql"],
] as const)(
  "a firm's first day, over %s, on an empty %s store: an invitation, whose channel it is, a question that is tracked",
  async (way, kind) => {
    const { sandbox, ...ways } = await workspace();
    const cwd = freshFolder();
    const settings =
      kind === "embedded" ? ways[way] : { ...ways[way], DATABASE_URL: await createDatabase("template1") };
    const served = async (program: Program) => {
      const [, where] = await program.says(/Serving .*; events come by (http\S+events|Socket Mode)/);
      if (way === "http") sandbox.connectEvents(where);
    };
    const program = start(settings, { cwd });
    await program.says(/Set up Fixture & Partners LLP: .* \d\d holidays of US-NY/);
    await served(program);

    await sandbox.invite("UPAT", "UBOT", "CNEW");
    await sandbox.until(() => sandbox.seen.dms("UPAT").length > 0, 30_000);
    const [asked] = sandbox.seen.dms("UPAT");
    expect(words(asked!)).toContain("Which client is #umbrella-counsel for?");
    await sandbox.press("UPAT", { channel: asked!.channel, ts: asked!.ts }, "rejoinder:link channel");
    const form = await sandbox.until(() => sandbox.seen.modal("UPAT"));
    const { view } = await sandbox.submit("UPAT", form.id, { client: "Umbrella", matter: "Lease" });
    expect(words(view!)).toMatch(/#umbrella-counsel is for .*Umbrella/);

    await sandbox.post("UDANA", "CNEW", "Could you send us the draft lease, please?");
    await program.says(/"said":"tracked"/);
    const asks = async () => {
      const { posted } = await sandbox.slash("UPAT", "CNEW", "/inquiries", "client Umbrella");
      return posted.map((one) => words(one)).join("\n");
    };
    expect(await asks()).toMatch(/Umbrella: 1 open.*Lease/s);
    // Nobody is responsible yet: the admin is told, though nobody there has seen them before.
    const owed = await sandbox.until(() => sandbox.seen.dms("UASH")[0], 30_000);
    expect(words(owed)).toMatch(/An answer owed to .*Umbrella.* has no owner/);
    expect(program.said()).not.toMatch(/draft lease|xoxb|xapp|Dana|^\s+at /m);

    // The doctor looks while it serves; on the embedded database it asks the program itself.
    const [, port] = await program.says(/Health and figures at http:\/\/127\.0\.0\.1:(\d+):/);
    const doctor = start({ ...settings, HEALTH_PORT: port! }, { cwd, file: DOCTOR });
    expect(await doctor.ended).toMatchObject({ code: 1 });
    const found = doctor.said().split("\n");
    const asked_ = `✓ Program +It runs \\(process ${program.pid}\\) and was asked\\.`;
    expect(found[1]).toMatch(kind === "embedded" ? new RegExp(asked_) : /^✓ Database +PostgreSQL /);
    expect(found.filter((line) => /^✗/.test(line)).map((line) => line.split(/ {2,}/)[0])).toEqual([
      "✗ Owners",
      "✗ Holidays",
    ]);
    expect(found).toContainEqual(expect.stringMatching(/^✓ Slack channels +The bot is in 1 channel in which/));

    if (kind === "embedded") {
      const second = start(settings, { cwd });
      expect(await second.ended).toMatchObject({ code: 1 });
      expect(second.said()).toBe(
        `The folder data is in use by process ${program.pid}. Stop that one first, or set DATA_FOLDER to another folder.\n`,
      );
    }
    const end = await program.stop();
    expect(end).toMatchObject({ code: 0, signal: null });
    expect(end.after).toBeLessThan(10_000);

    const again = start(settings, { cwd });
    await again.says(/The database holds Fixture & Partners LLP already: FIRM_NAME, .* are not looked at/);
    await served(again);
    expect(await asks()).toMatch(/Umbrella: 1 open/);
    expect(await again.stop("SIGINT")).toMatchObject({ code: 0 });
  },
  120_000,
);

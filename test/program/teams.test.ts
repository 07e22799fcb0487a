import { expect, onTestFinished, test } from "vitest";
import { fixtureTenant, teamsChannel, teamsPerson } from "../../src/sandbox/firm-teams.ts";
import { startTeamsSandbox } from "../../src/sandbox/teams/server.ts";
import { createDatabase } from "../database.ts";
import { type Program, start } from "./program.ts";

const firm = {
  FIRM_NAME: "Fixture & Partners LLP",
  FIRM_ZONE: "America/New_York",
  FIRM_HOLIDAYS: "US-NY",
  FIRM_ADMIN: "ash@fixture.example",
};
const [PAT, DANA] = [teamsPerson("UPAT"), teamsPerson("UDANA")];
const ACME = teamsChannel("CACME");

/** Microsoft's place, in this process, on the machine's own time: the program is another process. */
async function tenant() {
  const channels = fixtureTenant.channels.map((one) => (one.id === ACME ? { ...one, installed: false } : one));
  const sandbox = await startTeamsSandbox({
    clock: { now: () => Date.now() },
    workspace: { ...fixtureTenant, channels },
  });
  onTestFinished(() => sandbox.close());
  const { appId, appPassword, tenantId } = sandbox.app;
  const app = { LOG_LEVEL: "debug", TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: appPassword };
  return { sandbox, settings: { ...app, TEAMS_API_URL: sandbox.origin, TEAMS_PORT: "0", ...firm } };
}

test("a firm's first day on Teams alone: whose channel it is, a question that is tracked, and all of it there after a restart", async () => {
  const { sandbox, settings } = await tenant();
  const env = { ...settings, DATABASE_URL: await createDatabase("template1") };
  const served = async (program: Program) => {
    const [, where] = await program.says(/Serving .*; events come by (http\S+\/api\/messages)\./);
    sandbox.connectBot(where);
  };
  const program = start(env);
  await served(program);

  await sandbox.installApp(PAT, ACME);
  const asked = await sandbox.until(() => sandbox.seen.dms(PAT)[0], 30_000);
  expect(JSON.stringify(asked.card)).toContain("Which client is");
  await sandbox.press(PAT, asked, "Say whose it is");
  await sandbox.submit(PAT, { client: "Acme", matter: "Acme v. Beta" });
  await sandbox.post(DANA, ACME, "Could you send us the draft lease, please?");
  await program.says(/"said":"tracked"/);
  expect(program.said()).not.toMatch(/draft lease|sandbox-app-password|Dana|eyJ|^\s+at /m);
  expect(await program.stop()).toMatchObject({ code: 0, signal: null });

  const again = start(env);
  await served(again);
  await sandbox.post(PAT, sandbox.seen.dms(PAT)[0]!.conversation, "client Acme");
  await sandbox.until(
    () => sandbox.seen.dms(PAT).some(({ card }) => /Acme: 1 open/.test(JSON.stringify({ card }))),
    30_000,
  );
  expect(await again.stop("SIGINT")).toMatchObject({ code: 0 });
}, 120_000);

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { newKey, readKey } from "../../src/seal/local-key.ts";
import { createDatabase, layDataFolder } from "../database.ts";
import { freshFolder, start } from "./program.ts";

const firm = {
  FIRM_NAME: "Fixture & Partners LLP",
  FIRM_ZONE: "America/New_York",
  FIRM_HOLIDAYS: "US-NY",
  FIRM_ADMIN: "ash@fixture.example",
};

async function slackHere() {
  const sandbox = await startSlackSandbox({ clock: { now: () => Date.now() }, workspace: fixtureWorkspace });
  onTestFinished(() => sandbox.close());
  const { botToken, signingSecret } = sandbox.app;
  return {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: sandbox.apiUrl,
    PORT: "0",
    ...firm,
  };
}

const refuses = async (settings: Record<string, string>, cwd?: string) => {
  const program = start(settings, { cwd });
  expect(await program.ended).toMatchObject({ code: 1 });
  return program.said().trimEnd().split("\n").at(-1)!;
};

test("the first start beside an embedded database makes the firm's key and says so; another key in its place is refused", async () => {
  const slack = await slackHere();
  const cwd = freshFolder();
  await layDataFolder(join(cwd, "data"), "migrated");
  const program = start(slack, { cwd });
  await program.says(/Made the firm's key, data\/keys\/firm\.key\. Without it nobody can read what is sealed here/);
  await program.says(/Serving the embedded database/);
  await program.stop();
  const file = join(cwd, "data/keys/firm.key");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(program.said()).not.toContain(readFileSync(file, "utf8").trim().split("\n").at(-1));
  const right = readFileSync(file, "utf8");
  const other = newKey();
  writeFileSync(file, other);
  const said = await refuses(slack, cwd);
  expect(said).toMatch(
    /^This database is sealed with the firm's key key-[0-9a-f]{16}; the key file data\/keys\/firm\.key holds key-[0-9a-f]{16}\. Put key-/,
  );
  expect(said).toContain(readKey(other)!.id);
  writeFileSync(file, right);
  const again = start(slack, { cwd });
  await again.says(/Serving the embedded database/);
  await again.stop();
});

test("PostgreSQL is not served without the firm's key, and it is said how one is made; what is no key is no setting", async () => {
  const slack = { ...(await slackHere()), DATABASE_URL: await createDatabase("house") };
  expect(await refuses({ ...slack, SEALING_KEY: "" })).toMatch(
    /^The firm's key is missing: there is no data\/keys\/firm\.key, and SEALING_KEY is not set\. .* npm run keys -- make writes one\.$/,
  );
  const said = await refuses({ ...slack, SEALING_KEY: "hunter2" });
  expect(said).toMatch(/^SEALING_KEY: is no key: neither 32 bytes in base64, nor a key's ARN, nor its address/);
  expect(said).not.toContain("hunter2");
});

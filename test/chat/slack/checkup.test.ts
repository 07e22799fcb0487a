import { expect, onTestFinished, test } from "vitest";
import { slack } from "../../../src/chat/slack/connect.ts";
import { manifest } from "../../../src/chat/slack/manifest.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { startSlackSandbox } from "../../../src/sandbox/slack/server.ts";
import { FIXTURE, START } from "../../sandbox/slack/workspace.ts";
import { silent } from "./stand-in.ts";

const asked = manifest().oauth_config.scopes.bot;

async function workspace(scopes: readonly string[] = asked) {
  const clock = sandboxClock(START);
  const sandbox = await startSlackSandbox({
    clock,
    workspace: { ...FIXTURE, app: { ...FIXTURE.app, scopes: [...scopes] } },
  });
  onTestFinished(() => sandbox.close());
  const { botToken, appToken, signingSecret } = sandbox.app;
  const looked = async (set: { botToken?: string; appToken?: string; signingSecret?: string; apiUrl?: string }) => {
    const chat = slack({ botToken, apiUrl: sandbox.apiUrl, host: "127.0.0.1", port: 0, ...set }, clock, silent);
    return (await chat.checkup!()).map(({ name, ok, say }) => `${ok ? "✓" : "✗"} ${name}: ${say}`);
  };
  return { sandbox, looked, appToken, signingSecret };
}

test("all is well with what the manifest asks for, over HTTP and over a socket", async () => {
  const { looked, appToken, signingSecret, sandbox } = await workspace();
  const token = `✓ Slack token: Works in ${sandbox.state.team.name}, as @rejoinder.`;
  expect(await looked({ signingSecret })).toEqual([
    token,
    "✓ Slack scopes: All granted, and no more.",
    "✓ Slack signature: SLACK_SIGNING_SECRET is set; a wrong one shows in the log at the first event.",
  ]);
  expect((await looked({ appToken })).at(-1)).toBe("✓ Slack socket: Socket Mode opens with SLACK_APP_TOKEN.");
  expect(sandbox.sockets.count()).toBe(0);
});

test("a scope that is missing is named with its reason, one too many by itself", async () => {
  const { looked, signingSecret } = await workspace([
    ...asked.filter((s) => s !== "users:read.email"),
    "channels:manage",
  ]);
  expect((await looked({ signingSecret }))[1]).toBe(
    "✗ Slack scopes: Missing: users:read.email (to tell the firm's people from outsiders, and to match them to the firm's list by e-mail). " +
      "Granted and not needed: channels:manage. Bring the app up to date with npm run manifest -- slack, and install it again.",
  );
  const all = await workspace([...asked, "channels:manage"]);
  expect((await all.looked({ signingSecret }))[1]).toBe(
    "✓ Slack scopes: All granted. Granted and not needed: channels:manage. Better take them out of the app.",
  );
});

test("a token that was revoked, or is wrong, is told, and what else can be looked at is", async () => {
  const { sandbox, looked, appToken } = await workspace();
  sandbox.state.app.tokenRevoked = true;
  expect(await looked({ appToken })).toEqual([
    "✗ Slack token: Slack no longer accepts the bot token: install the app again, and where SLACK_BOT_TOKEN is set, set it to the new one. (token_revoked)",
    "✓ Slack socket: Socket Mode opens with SLACK_APP_TOKEN.",
  ]);
  expect((await looked({ botToken: "xoxb-other", appToken }))[0]).toMatch(/^✗ Slack token: .*\(invalid_auth\)$/);
});

test("an app token that opens nothing is told with what to make instead", async () => {
  const { looked } = await workspace();
  expect((await looked({ appToken: "xapp-other" })).at(-1)).toBe(
    "✗ Slack socket: Slack opens no socket (invalid_auth). Make an app-level token with the scope connections:write and set SLACK_APP_TOKEN to it; Socket Mode must be on in the app.",
  );
});

test("a Slack that cannot be reached is told, not thrown", async () => {
  const { sandbox, looked, signingSecret } = await workspace();
  await sandbox.close();
  expect((await looked({ signingSecret }))[0]).toBe("✗ Slack token: Slack cannot be reached (ECONNREFUSED).");
});

import { expect, onTestFinished, test } from "vitest";
import { diagnose } from "../../../src/cli/doctor.ts";
import { hours } from "../../../src/domain/time.ts";
import { openStore } from "../../../src/store/db.ts";
import { createDatabase } from "../../database.ts";
import { FIXTURE_KEY } from "../../vault.ts";
import { PUBLIC, severalWorkspaces } from "./several.ts";

type Several = Awaited<ReturnType<typeof severalWorkspaces>>;

const looked = async ({ chat }: Several) =>
  (await chat.checkup!()).map(({ name, ok, say }) => `${ok ? "✓" : "✗"} ${name}: ${say}`);

test("installed nowhere yet: the page on which to install is named", async () => {
  const it = await severalWorkspaces("embedded");
  expect((await looked(it))[0]).toBe(
    "✗ Slack workspaces: Rejoinder is installed in none yet. Open https://rejoinder.example.com/slack/install",
  );
});

test("of each workspace: its token, its scopes, when access was renewed and when it ends", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TLDN");
  await it.clock.advance(hours(9));
  await it.round();
  await it.clock.advance(95);
  await it.installs("TNY");
  await it.clock.advance(5);
  expect(await looked(it)).toEqual([
    "✓ Slack token Fixture London: Works in Fixture London, as @rejoinder.",
    "✓ Slack scopes Fixture London: All granted, and no more.",
    "✓ Slack access Fixture London: Renewed 1 h 40 min ago, ends in 10 h 20 min unless it is renewed, which happens by itself.",
    "✓ Slack token Fixture New York: Works in Fixture New York, as @rejoinder.",
    "✓ Slack scopes Fixture New York: All granted, and no more.",
    "✓ Slack access Fixture New York: Installed 5 min ago, ends in 11 h 55 min unless it is renewed, which happens by itself.",
    "✓ Slack signature: SLACK_SIGNING_SECRET is set; a wrong one shows in the log at the first event.",
  ]);
});

test("access that nobody renewed, that cannot be renewed, or that was taken away, each with what to do", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TNY");
  await it.clock.advance(hours(9));
  expect((await looked(it))[2]).toBe(
    "✗ Slack access Fixture New York: Installed 9 h ago, ends in 3 h unless it is renewed. Is the program running? It renews by itself; where it does not, install again at https://rejoinder.example.com/slack/install",
  );
  it.grid.failNext(1);
  await it.round();
  await it.clock.advance(4);
  expect((await looked(it))[2]).toMatch(/ends in 2 h 56 min .*\. Renewing fails since 4 min: Slack broke off half-way/);
  await it.workspace("TNY").uninstall();
  await it.calm();
  await it.clock.advance(hours(72));
  expect(await looked(it)).toEqual([
    "✗ Slack Fixture New York: Rejoinder was taken out 3 days ago. Install it again at https://rejoinder.example.com/slack/install",
    expect.stringMatching(/^✓ Slack signature/),
  ]);
});

test("a workspace that is no longer on the list is named", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TNY");
  const { chat } = await it.another({ oauth: { ...it.set.oauth!, workspaces: ["TLDN"] } });
  const said = (await chat.checkup!()).map(({ say }) => say);
  expect(said).toContain("SLACK_WORKSPACES does not list TNY: add it, or remove the app there.");
});

test("npm run doctor reads where it is installed out of the database, and changes nothing there", async () => {
  const url = await createDatabase("house");
  const store = await openStore({ url });
  onTestFinished(() => store.close());
  const it = await severalWorkspaces({ ...store, close: async () => {} });
  await it.installs("TNY");
  const before = await it.shelf.all();
  const { clientId, clientSecret } = it.set.oauth!;
  const found = await diagnose(
    {
      DATABASE_URL: url,
      SEALING_KEY: FIXTURE_KEY,
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_WORKSPACES: "TNY",
      SLACK_PUBLIC_URL: PUBLIC,
      SLACK_SIGNING_SECRET: "sandbox-signing-secret",
      SLACK_API_URL: it.grid.apiUrl,
    },
    () => it.clock.now(),
  );
  const slack = found.filter(({ name }) => name.startsWith("Slack"));
  expect(slack.slice(0, 2).map(({ name, ok }) => [name, ok])).toEqual([
    ["Slack token Fixture New York", true],
    ["Slack scopes Fixture New York", true],
  ]);
  expect(await it.shelf.all()).toEqual(before);
});

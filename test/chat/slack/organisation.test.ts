import { expect, onTestFinished, test } from "vitest";
import type { Installation } from "../../../src/chat/slack/installation.ts";
import type { Shelf } from "../../../src/chat/slack/shelf.ts";
import type { Installed } from "../../../src/domain/installed.ts";
import { type Answer, api, command, connected, event, NOW } from "./stand-in.ts";

const PUBLIC = "https://rejoinder.example.com";

/** Installed as long as the test. */
function shelfInMemory() {
  const kept: Installed[] = [];
  const shelf: Shelf = {
    all: async () => kept,
    install: async (it, now) => void kept.push({ ...it, installedAt: now }),
    remove: async () => {},
    renew: async () => undefined,
  };
  return { kept, shelf };
}

/** A Slack that grants what it is told to, and a bot that lets in `workspaces`. */
async function organisation(granted: object, whose: object, workspaces: readonly string[]) {
  const answers: Record<string, Answer> = {
    "oauth.v2.access": {
      ok: true,
      access_token: "xoxb-org",
      token_type: "bot",
      scope: "chat:write",
      bot_user_id: "UBOT",
      app_id: "A1",
      authed_user: { id: "UADMIN" },
      ...granted,
    },
    "auth.test": { ok: true, url: "https://fixture.enterprise.slack.com/", user_id: "UBOT", bot_id: "BBOT", ...whose },
    "apps.uninstall": { ok: true },
  };
  const slack = await api(answers);
  const { kept, shelf } = shelfInMemory();
  const oauth = { clientId: "1.2", clientSecret: "not-a-secret", workspaces, publicUrl: PUBLIC };
  const it = await connected(slack.url, undefined, { botToken: undefined, oauth, shelf });
  onTestFinished(async () => {
    await it.chat.stop();
    await slack.close();
  });
  const origin = new URL(it.address).origin;
  const page = await fetch(`${origin}/slack/install`);
  const cookie = page.headers.get("set-cookie")!.split(";")[0]!;
  const state = cookie.split("=").slice(1).join("=");
  const back = await fetch(`${origin}/slack/oauth_redirect?code=1&state=${state}`, { headers: { cookie } });
  return { ...it, slack, kept, status: back.status, said: await back.text() };
}

const wide = { is_enterprise_install: true, team: null, enterprise: { id: "E1", name: "Fixture Group" } };
const ofE1 = { is_enterprise_install: true, enterprise_id: "E1" };

test("an organisation on the list is installed as a whole, and every workspace of it is the same place", async () => {
  const it = await organisation(wide, ofE1, ["E1"]);
  expect(it.status).toBe(200);
  expect(it.said).toContain("Rejoinder is in Fixture Group");
  expect(it.said).toContain("an admin of it adds Rejoinder to each workspace");
  expect(it.kept.map(({ workspace }) => workspace)).toEqual(["E1"]);

  const inside = (team: string) => ({
    authorizations: [
      { team_id: team, enterprise_id: "E1", is_enterprise_install: true, user_id: "UBOT", is_bot: true },
    ],
  });
  const said = { type: "message", channel: "C1", user: "UANA", text: "Good morning.", ts: "1767994200.000100" };
  for (const [team, id] of [
    ["T1", "Ev1"],
    ["T2", "Ev2"],
  ] as const)
    await it.post({ ...event(said, id), team_id: team, enterprise_id: "E1", ...inside(team) });
  await it.takeAll();
  expect(it.desk.told.map((told) => told.kind === "message" && told.message.channel.workspace)).toEqual(["E1", "E1"]);

  await it.post(
    { ...command("team"), team_id: "T2", enterprise_id: "E1", is_enterprise_install: "true" },
    { form: true },
  );
  expect(it.desk.did[0]?.[1]).toEqual({ platform: "slack", workspace: "E1", id: "UANA" });
});

test("an organisation that is not on the list is refused, though a workspace of its name is", async () => {
  const it = await organisation(wide, ofE1, ["E2", "T1"]);
  expect([it.status, it.kept]).toEqual([403, []]);
  expect(it.said).toContain("the workspace E1 is not on its list");
  expect(it.slack.asked("apps.uninstall")).toMatchObject([{ client_id: "1.2" }]);
});

test("one workspace of an organisation on the list may install by itself", async () => {
  const one = {
    is_enterprise_install: false,
    team: { id: "T7", name: "Fixture Tax" },
    enterprise: { id: "E1", name: "Fixture Group" },
  };
  const it = await organisation(one, { team_id: "T7", enterprise_id: "E1" }, ["E1"]);
  expect(it.status).toBe(200);
  expect(it.kept[0]).toMatchObject({ workspace: "T7", installedAt: NOW });
  const { here } = it.kept[0]!.details as { here: Installation };
  expect(here).toMatchObject({ workspace: "T7", teamId: "T7", enterpriseId: "E1" });
});

test("a grant without a bot is refused: there is nobody to install", async () => {
  const it = await organisation({ ...wide, access_token: undefined }, ofE1, ["E1"]);
  expect([it.status, it.kept]).toEqual([403, []]);
});

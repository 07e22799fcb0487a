import { afterEach, expect, test } from "vitest";
import type { WorkspaceSeed } from "../../../src/sandbox/slack/seed.ts";
import { alone, FIXTURE, type Stage, stage } from "./workspace.ts";

let ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
});
const started = async (...args: Parameters<typeof stage>): Promise<Stage> => {
  const on = await stage(...args);
  ends.push(on.close);
  return on;
};

const button = { type: "button" as const, action_id: "ok", text: { type: "plain_text" as const, text: "OK" } };

test("outsiders cannot run commands or shortcuts, and the app never hears of it", async () => {
  let heard = 0;
  const { sandbox } = await started((bolt) => bolt.use(async () => void heard++));
  const outcome = await sandbox.slash("UDANA", "CACME", "/inquiries");
  expect(outcome).toMatchObject({ acknowledged: false, refused: "/inquiries is not a valid command." });
  const { channel, ts } = await sandbox.post("UDANA", "CNOWHERE", "").catch(() => ({ channel: "CACME", ts: "1" }));
  expect((await sandbox.shortcut("UDANA", "track", { channel, ts })).refused).toContain("not offered");
  expect(heard).toBe(0);
});

test("but they can press buttons", async () => {
  const pressed: unknown[] = [];
  const { sandbox, bolt } = await started((b) =>
    b.action("ok", async ({ ack, body }) => {
      pressed.push(body.user, body.team);
      await ack();
    }),
  );
  await bolt.client.chat.postMessage({
    channel: "CACME",
    text: "Fine?",
    blocks: [{ type: "actions", elements: [button] }],
  });
  const [asked] = sandbox.seen.channel("UDANA", "CACME");
  expect((await sandbox.press("UDANA", asked!, "ok")).acknowledged).toBe(true);
  expect(pressed).toEqual([
    { id: "UDANA", username: "dana", name: "dana", team_id: "TACME" },
    { id: "TFIRM", domain: "fixture" },
  ]);
  await expect(sandbox.press("UGUEST", asked!, "ok")).rejects.toThrow("Gil Guest is not in acme-counsel");
  await expect(sandbox.press("UDANA", asked!, "delete")).rejects.toThrow('no "delete" here; there is: ok');
});

test("commands do not work in threads", async () => {
  const { sandbox, close } = await alone();
  ends.push(close);
  const { ts } = await sandbox.post("UANA", "CINT", "Root");
  expect((await sandbox.slash("UANA", "CINT", "/inquiries", "", { thread: ts })).refused).toBe(
    "/inquiries is not supported in threads. Sorry!",
  );
});

test("an outsider, a guest and a colleague differ as Slack says they do", async () => {
  const { client, close } = await alone();
  ends.push(close);
  const user = async (id: string) => (await client.users.info({ user: id })).user!;
  expect(await user("UDANA")).toMatchObject({
    team_id: "TACME",
    is_stranger: false,
    is_restricted: false,
    tz_offset: 19_800,
  });
  expect(await user("UGUEST")).toMatchObject({ team_id: "TFIRM", is_restricted: true, is_ultra_restricted: true });
  expect(await user("UANA")).toMatchObject({
    ...{ team_id: "TFIRM", is_owner: true, is_admin: true, is_restricted: false },
    ...{ tz: "America/New_York", tz_label: "Eastern Standard Time", tz_offset: -18_000 },
  });
  expect(await user("UGONE")).toMatchObject({ deleted: true });
  expect(await user("UBOT")).toMatchObject({ is_bot: true, profile: { bot_id: "BBOT" } });
});

test("on Enterprise Grid a colleague in another workspace shares the enterprise, not the team", async () => {
  const workspace: WorkspaceSeed = {
    ...FIXTURE,
    team: { ...FIXTURE.team, enterpriseId: "EFIRM" },
    otherTeams: [{ id: "TPARIS", name: "Fixture Paris", domain: "fixture-paris", enterpriseId: "EFIRM" }],
    people: [...FIXTURE.people, { id: "UPIA", name: "pia", realName: "Pia Fixture", team: "TPARIS" }],
  };
  const { client, close } = await alone({ workspace });
  ends.push(close);
  const { user } = await client.users.info({ user: "UPIA" });
  expect(user).toMatchObject({ team_id: "TPARIS", enterprise_user: { enterprise_id: "EFIRM", teams: ["TPARIS"] } });
  expect((await client.users.info({ user: "UDANA" })).user).not.toHaveProperty("enterprise_user");
});

test("what an outsider writes names their team, on the envelope and in the message; the app's own stands in authorizations", async () => {
  const { sandbox } = await started((bolt) => void bolt.message(async () => {}));
  const { delivery } = await sandbox.post("UDANA", "CACME", "Any news?");
  expect(delivery?.body).toMatchObject({
    ...{ team_id: "TACME", context_team_id: "TFIRM", is_ext_shared_channel: true, api_app_id: "A0SANDBOX" },
    authorizations: [{ team_id: "TFIRM", user_id: "UBOT", is_bot: true }],
    event: { user: "UDANA", team: "TACME", user_team: "TACME", source_team: "TACME" },
  });
});

test("a deactivated user, a non-member and an archived channel: nothing can be written", async () => {
  const { sandbox, close } = await alone();
  ends.push(close);
  await expect(sandbox.post("UGONE", "CINT", "x")).rejects.toThrow("deactivated");
  await expect(sandbox.post("UDANA", "CINT", "x")).rejects.toThrow("Dana Reed is not in litigation");
  await expect(sandbox.post("UANA", "COLD", "x")).rejects.toThrow("archived");
});

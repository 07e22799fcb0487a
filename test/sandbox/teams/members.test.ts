import { createRequire } from "node:module";
import type { Activity, TurnContext } from "botbuilder";
import { afterEach, expect, test } from "vitest";
import { ACME_COUNSEL, CHAT, LEASE, refusal, type Stage, stage, TEAM } from "./workspace.ts";

const { TeamsInfo } = createRequire(import.meta.url)("botbuilder") as typeof import("botbuilder");

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

async function listening(permissions: string[] = []) {
  const heard: Activity[] = [];
  on = await stage(async (context) => heard.push(structuredClone(context.activity)), { app: { permissions } });
  return { ...on, heard };
}

const told = (heard: Activity[]) =>
  heard.map(({ type, action, channelData }) => [type, action ?? channelData.eventType]);

test("the roster shows guests by their role and people of other tenants by their tenant, the deactivated not at all", async () => {
  on = await stage();
  const { into, sandbox } = on;
  let team: unknown;
  let shared: unknown;
  await into(TEAM, async (context) => {
    team = (await TeamsInfo.getPagedMembers(context, 50)).members;
  });
  await into(ACME_COUNSEL, async (context) => {
    shared = (await TeamsInfo.getPagedMembers(context)).members;
  });
  const { tenantId } = sandbox.app;
  expect(team).toMatchObject([
    { id: "29:ana", userRole: "user", tenantId, userPrincipalName: "ana@fixture.example" },
    { id: "29:ben", userRole: "user", tenantId },
    { id: "29:gil", userRole: "guest", tenantId, userPrincipalName: "gil_acme.example#EXT#@fixture.example" },
  ]);
  expect(shared).toMatchObject([
    { id: "29:ana" },
    { id: "29:dana", userRole: "owner", tenantId: expect.not.stringMatching(tenantId) },
  ]);
});

test("one member is found by any of their names, and nobody who is not there", async () => {
  on = await stage();
  const { into, sandbox } = on;
  const ana = sandbox.state.users.get("29:ana")!;
  const find = async (conversation: string, who: string) => {
    let found = "";
    await into(conversation, async (context: TurnContext) => {
      found = (await TeamsInfo.getMember(context, who)).id;
    });
    return found;
  };
  for (const name of [ana.id, ana.aadObjectId, ana.upn]) expect(await find(LEASE, name)).toBe("29:ana");
  expect(await refusal(find(LEASE, "29:dana"))).toEqual({ status: 404, code: "MemberNotFoundInConversation" });
});

test("a team names its channels, and says how many are in it", async () => {
  on = await stage();
  let channels: unknown;
  let details: unknown;
  await on.into(TEAM, async (context) => {
    channels = await TeamsInfo.getTeamChannels(context, TEAM);
    details = await TeamsInfo.getTeamDetails(context, TEAM);
  });
  expect(channels).toMatchObject([
    { id: TEAM },
    { id: LEASE, name: "lease" },
    { id: ACME_COUNSEL, name: "acme-counsel" },
  ]);
  expect(details).toMatchObject({ id: TEAM, name: "Clients", memberCount: 4, channelCount: 3 });
});

test("who joins and leaves a team or a chat is told; of a shared channel only with the permission", async () => {
  const { sandbox, heard } = await listening();
  await sandbox.addMember("29:ana", "29:lone", TEAM);
  await sandbox.removeMember("29:ana", "29:lone", TEAM);
  await sandbox.addMember("29:ana", "29:lone", CHAT);
  await sandbox.addMember("29:ana", "29:ben", ACME_COUNSEL);
  expect(told(heard)).toEqual([
    ["conversationUpdate", "teamMemberAdded"],
    ["conversationUpdate", "teamMemberRemoved"],
    ["conversationUpdate", undefined],
  ]);
  expect(heard[0]).toMatchObject({
    membersAdded: [{ id: "29:lone" }],
    channelData: { team: { id: TEAM, name: "Clients" } },
  });
  sandbox.app.permissions.add("ChannelMember.Read.Group");
  await sandbox.removeMember("29:ana", "29:ben", ACME_COUNSEL);
  expect(told(heard).at(-1)).toEqual(["conversationUpdate", "channelMemberRemoved"]);
  await expect(sandbox.addMember("29:ana", "29:dana", TEAM)).rejects.toThrow("only a shared channel");
});

test("the app is told when it is added and taken away, and hears nothing afterwards", async () => {
  const { sandbox, heard, into } = await listening();
  await sandbox.uninstallApp("29:ana", TEAM);
  expect(told(heard)).toEqual([
    ["conversationUpdate", "teamMemberRemoved"],
    ["installationUpdate", "remove"],
  ]);
  expect((await sandbox.post("29:ana", LEASE, "help", { mention: true })).delivery).toBeUndefined();
  const refused = refusal(into(LEASE, (context) => context.sendActivity("still here?")));
  expect(await refused).toEqual({ status: 403, code: "BotNotInConversationRoster" });
  await sandbox.installApp("29:ana", TEAM);
  await sandbox.installApp("29:lone");
  expect(told(heard).slice(2)).toEqual([
    ["conversationUpdate", "teamMemberAdded"],
    ["installationUpdate", "add"],
    ["conversationUpdate", undefined],
    ["installationUpdate", "add"],
  ]);
  expect(heard[2]).toMatchObject({ membersAdded: [{ id: sandbox.app.botId }], from: { id: "29:ana" } });
});

test("channels and teams that are made, renamed and deleted are told as such", async () => {
  const { sandbox, heard } = await listening();
  await sandbox.createChannel("29:ana", { id: "19:new@thread.tacv2", name: "new", team: TEAM });
  await sandbox.renameChannel("29:ana", "19:new@thread.tacv2", "newer");
  await sandbox.deleteChannel("29:ana", "19:new@thread.tacv2");
  await sandbox.renameTeam("29:ana", TEAM, "Our clients");
  await sandbox.archiveTeam("29:ana", TEAM);
  await expect(sandbox.post("29:ana", LEASE, "hello?")).rejects.toThrow("archived");
  await sandbox.deleteTeam("29:ana", TEAM);
  expect(heard.map(({ channelData }) => channelData.eventType)).toEqual([
    "channelCreated",
    "channelRenamed",
    "channelDeleted",
    "teamRenamed",
    "teamArchived",
    "teamDeleted",
  ]);
  expect(heard[1]).toMatchObject({
    conversation: { id: TEAM },
    channelData: { channel: { name: "newer" }, team: { id: TEAM } },
  });
  expect(sandbox.seen.channel("29:ana", LEASE)).toEqual([]);
});

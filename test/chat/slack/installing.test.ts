import { describe, expect, test } from "vitest";
import { accountOfPerson, noteActive, saveAccount } from "../../../src/store/accounts.ts";
import { databases } from "../../database.ts";
import { PUBLIC, severalWorkspaces } from "./several.ts";

const plain = (page: { text: string }) =>
  page.text
    .replace(/^.*<main>|<\/main>.*$/gs, "")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ")
    .trim();

const ref = (workspace: string, id: string) => ({ platform: "slack", workspace, id });

describe.each(databases)("on the %s database", (kind) => {
  test("two workspaces are installed by their admins, and each is heard and answered by its own token", async () => {
    const it = await severalWorkspaces(kind);
    const page = await it.installs("TNY");
    expect([page.status, plain(page)]).toEqual([200, expect.stringMatching(/^Rejoinder is in Fixture New York/)]);
    expect((await it.installs("TLDN")).status).toBe(200);

    await it.workspace("TNY").openHome("UKIM");
    await it.workspace("TLDN").openHome("ULEE");
    await it.calm();
    const { posted } = await it.workspace("TLDN").slash("ULEE", "CLDN", "/inquiries", "help");
    expect(JSON.stringify(posted)).toContain("inquiries");
    for (const [team, user] of [
      ["TNY", "UKIM"],
      ["TLDN", "ULEE"],
    ] as const) {
      const { calls } = it.workspace(team).state;
      expect(calls.filter((c) => c.method === "views.publish").map((c) => c.args.user_id)).toEqual([user]);
    }
    const people = await it.db.selectFrom("accounts").select(["workspace", "external_id", "outside"]).execute();
    expect(people).toEqual(
      expect.arrayContaining([
        { workspace: "TNY", external_id: "UKIM", outside: false },
        { workspace: "TLDN", external_id: "ULEE", outside: false },
      ]),
    );
  });

  test("a stranger's workspace is refused, what it granted is given back, and nothing of it is kept", async () => {
    const it = await severalWorkspaces(kind);
    await it.installs("TNY");
    const page = await it.installs("TOTHER");
    expect(page.status).toBe(403);
    expect(plain(page)).toMatch(/^Not installed This Rejoinder serves one firm, and the workspace TOTHER is not/);
    expect((await it.shelf.all()).map(({ workspace }) => workspace)).toEqual(["TNY"]);
    expect(it.workspace("TOTHER").app.installed).toBe(false);

    // Even where the app stayed in, nobody there is heard.
    it.workspace("TOTHER").app.installed = true;
    await it.workspace("TOTHER").post("USTRANGE", "COTHER", "Could you send us the draft?");
    await it.workspace("TOTHER").slash("USTRANGE", "COTHER", "/inquiries", "team");
    await it.calm();
    expect(await it.db.selectFrom("accounts").selectAll().where("workspace", "=", "TOTHER").execute()).toEqual([]);
    expect(it.workspace("TOTHER").seen.ephemeral("USTRANGE")).toEqual([]);
    expect(it.logged.join()).toContain("SLACK_WORKSPACES does not list");
  });

  test("a workspace that takes the bot out is forgotten, and the other goes on; installed again, it is back", async () => {
    const it = await severalWorkspaces(kind);
    await it.installs("TNY");
    await it.installs("TLDN");
    await it.workspace("TNY").uninstall();
    await it.calm();
    const [london, ny] = await it.shelf.all();
    expect([ny, london]).toMatchObject([
      { workspace: "TNY", removedAt: it.clock.now() },
      { workspace: "TLDN", tokens: expect.any(String) },
    ]);
    expect(ny?.tokens).toBeUndefined();
    expect(it.logged.join()).toContain("the app was removed from a workspace");
    expect((await it.chat.privately([ref("TNY", "UKIM")]))[0]).toEqual({
      refused: "Rejoinder is not installed in this Slack workspace, or no longer.",
      forGood: false,
    });
    expect((await it.chat.privately([ref("TLDN", "ULEE")]))[0]).toHaveProperty("conversation");

    await it.installs("TNY");
    expect((await it.chat.privately([ref("TNY", "UKIM")]))[0]).toHaveProperty("conversation");
  });
});

test("what is late to tell of a removal, after it was installed again, takes nothing away", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TNY");
  const { app } = it.workspace("TNY");
  await it.workspace("TNY").uninstall();
  await it.calm();
  const event = it.workspace("TNY").state.deliveries.at(-1)!.body;
  await it.installs("TNY");
  await it.chat.take({ platform: "slack", identity: "late", body: JSON.stringify(event), receivedAt: it.clock.now() });
  expect(app.installed).toBe(true);
  expect((await it.shelf.all())[0]?.removedAt).toBeUndefined();
});

describe("what a person sees in the browser", () => {
  test("the page before Slack's says what comes, and lets no one keep, frame or follow it", async () => {
    const it = await severalWorkspaces("embedded");
    const page = await it.browser().opens("/slack/install");
    expect(plain(page)).toMatch(/^Add Rejoinder to Slack Rejoinder reminds .* Only the firm's own .* Add to Slack$/);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(page.headers.get("set-cookie")).toMatch(/^rejoinder-install=.*; Secure; HttpOnly/);
    const asked = new URL(/href="([^"]+)"/.exec(page.text)![1]!.replaceAll("&#38;", "&")).searchParams;
    expect(asked.get("redirect_uri")).toBe(`${PUBLIC}/slack/oauth_redirect`);
    expect(asked.get("scope")).toContain("chat:write");
  });

  test("who cancels, comes back twice, or comes from another browser installs nothing, and is told how to go on", async () => {
    const it = await severalWorkspaces("embedded");
    const cancelled = await it.browser().walks("TNY", "cancel");
    expect([cancelled.status, plain(cancelled)]).toEqual([
      200,
      "Nothing was installed You pressed Cancel on Slack's page, so nothing was changed. Start again",
    ]);
    const other = await it.browser().shown(await it.browser().chooses("TNY", "allow"));
    expect([other.status, plain(other)]).toEqual([400, expect.stringMatching(/^This page is too old/)]);
    expect(await it.shelf.all()).toEqual([]);

    const mine = it.browser();
    const back = await mine.chooses("TNY", "allow");
    expect((await mine.shown(back)).status).toBe(200);
    expect((await mine.shown(back)).status).toBe(400);
    expect(await it.shelf.all()).toHaveLength(1);
  });

  test.each([
    ["error=invalid_team_for_non_distributed_app", /Manage Distribution, activate public distribution/],
    ["error=%3Cscript%3Ealert(1)%3C/script%3E", /Slack gives as the reason: scriptalertscript\./],
    ["code=x", /^This page is too old/],
    ["", /^This page is too old/],
  ])("a return with %s is explained without a stack", async (query, said) => {
    const it = await severalWorkspaces("embedded");
    const page = await it.browser().opens(`/slack/oauth_redirect?${query}`);
    expect(page.status).toBe(400);
    expect(plain(page)).toMatch(said);
    expect(page.text).not.toMatch(/<script|\bat \w+ \(|Error:/);
  });

  test("where Slack breaks off half-way, the page says so, and the next try succeeds", async () => {
    const it = await severalWorkspaces("embedded");
    it.grid.failNext(1);
    const page = await it.installs("TNY");
    expect([page.status, plain(page)]).toEqual([502, expect.stringMatching(/^It did not work this time/)]);
    expect((await it.installs("TNY")).status).toBe(200);
  });

  test("only GET, and only the two pages", async () => {
    const it = await severalWorkspaces("embedded");
    expect((await it.browser().shown(`${PUBLIC}/slack/install`, { method: "POST" })).status).toBe(405);
    expect((await it.browser().opens("/slack/other")).status).toBe(404);
  });
});

test("over Socket Mode one app token serves every workspace, and the pages have a listener of their own", async () => {
  const it = await severalWorkspaces("embedded", { way: "socket" });
  expect(it.where).toMatch(/^Socket Mode, installed at http:\/\/127\.0\.0\.1:\d+\/slack\/install$/);
  await it.installs("TNY");
  await it.installs("TLDN");
  for (const [team, user] of [
    ["TNY", "UKIM"],
    ["TLDN", "ULEE"],
  ] as const) {
    await it.workspace(team).openHome(user);
    await it.calm();
    expect(it.workspace(team).seen.home(user)).toBeDefined();
  }
  expect((await it.browser().opens("/slack/other")).status).toBe(404);
});

describe("the firm's own people, across its workspaces", () => {
  test("somebody of another own workspace is a colleague, is asked for there, and is written to from there", async () => {
    const it = await severalWorkspaces("embedded");
    await it.installs("TNY");
    expect((await it.chat.account(ref("TNY", "ULEE")))?.outside).toBe(true);
    await it.installs("TLDN");
    expect(await it.chat.account(ref("TNY", "ULEE"))).toMatchObject({
      ref: ref("TNY", "ULEE"),
      email: "lee@fixture.example",
      outside: false,
    });
    expect((await it.chat.privately([ref("TNY", "ULEE")]))[0]).toMatchObject({ account: ref("TLDN", "ULEE") });
    expect(await it.chat.accountByEmail?.("lee@fixture.example")).toMatchObject({ ref: ref("TLDN", "ULEE") });
  });

  test("a guest of the other workspace stays an outsider, though this one does not show it; so does a client", async () => {
    const it = await severalWorkspaces("embedded");
    await it.installs("TNY");
    await it.installs("TLDN");
    expect(it.workspace("TNY").state.users.get("UGIL")?.isRestricted).toBe(false);
    expect((await it.chat.account(ref("TNY", "UGIL")))?.outside).toBe(true);
    expect((await it.chat.account(ref("TNY", "UDANA")))?.outside).toBe(true);
    expect((await it.chat.privately([ref("TNY", "UGIL")]))[0]).toMatchObject({ forGood: true });
  });

  test("a channel shared among own workspaces alone is internal; with anyone else in it, invited or unknown, it is not", async () => {
    const it = await severalWorkspaces("embedded");
    await it.installs("TNY");
    const shared = async (id: string) => (await it.chat.channel(ref("TNY", id)))?.shared;
    expect(await shared("CBOTH")).toBe(true);
    await it.installs("TLDN");
    expect([await shared("CBOTH"), await shared("CNY")]).toEqual([false, true]);
    await it.workspace("TNY").setChannel("CBOTH", { pendingWith: ["TACME"] });
    expect(await shared("CBOTH")).toBe(true);
  });
});

describe("a channel that two own workspaces share, with the bot of each in it", () => {
  const channels = (it: Awaited<ReturnType<typeof severalWorkspaces>>) =>
    it.db.selectFrom("channels").select(["workspace", "external_id"]).where("external_id", "=", "CBOTH").execute();

  test("is one channel, whichever of the two Slack names; after that one is gone, the other's", async () => {
    const it = await severalWorkspaces("embedded");
    await it.installs("TNY");
    await it.installs("TLDN");
    const says = async (team: string, user: string, text: string) => {
      await it.workspace(team).post(user, "CBOTH", text);
      await it.calm();
    };
    await says("TNY", "UKIM", "First.");
    await says("TLDN", "ULEE", "Second.");
    await it.workspace("TLDN").slash("ULEE", "CBOTH", "/inquiries", "team");
    await it.calm();
    expect(await channels(it)).toEqual([{ workspace: "TNY", external_id: "CBOTH" }]);

    // What one bot noted, another that starts later knows.
    const other = await it.another();
    it.grid.connectEvents(other.where);
    await it.workspace("TLDN").post("ULEE", "CBOTH", "Third.");
    await it.grid.settled();
    await other.served.intake.idle();
    expect(await channels(it)).toHaveLength(1);

    await it.workspace("TNY").uninstall();
    await it.grid.settled();
    await other.served.intake.idle();
    await it.workspace("TLDN").post("ULEE", "CBOTH", "Fourth.");
    await it.grid.settled();
    await other.served.intake.idle();
    expect((await channels(it)).map(({ workspace }) => workspace)).toContain("TLDN");
  });
});

test("who is known in a workspace that took the bot out is written to in the one where it still is", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TNY");
  await it.installs("TLDN");
  const { id: personId } = await it.db.selectFrom("people").select("id").executeTakeFirstOrThrow();
  for (const [workspace, active] of [
    ["TLDN", 1],
    ["TNY", 2],
  ] as const) {
    const known = { ref: ref(workspace, "UKIM"), name: "kim", email: "kim@fixture.example" };
    const { id } = await saveAccount(
      it.db,
      { ...known, outside: false, bot: false, deactivated: false },
      it.clock.now() + active,
    );
    await noteActive(it.db, id, it.clock.now() + active);
  }
  expect((await accountOfPerson(it.db, personId))?.ref.workspace).toBe("TNY");
  await it.workspace("TNY").uninstall();
  await it.calm();
  expect((await accountOfPerson(it.db, personId))?.ref.workspace).toBe("TLDN");
});

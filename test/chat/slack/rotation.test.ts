import { describe, expect, test } from "vitest";
import { hours, MINUTE } from "../../../src/domain/time.ts";
import { databases } from "../../database.ts";
import { severalWorkspaces } from "./several.ts";

const HOUR = hours(1) * MINUTE;
const ref = (workspace: string, id: string) => ({ platform: "slack", workspace, id });

describe.each(databases)("on the %s database", (kind) => {
  test("three days without one event: the bot renews its access itself, in good time, and nobody waits for it", async () => {
    const it = await severalWorkspaces(kind);
    await it.installs("TNY");
    await it.installs("TLDN");
    const [start, calls] = [it.clock.now(), it.workspace("TNY").state.calls.length];
    for (let hour = 3; hour <= 72; hour += 3) {
      await it.clock.advance(hours(3));
      await it.served.round();
      for (const { expiresAt } of await it.shelf.all()) expect(expiresAt! - it.clock.now()).toBeGreaterThan(3 * HOUR);
    }
    const times = it.grid.grants.refreshed.get("TNY")!.map((at) => (at - start) / HOUR);
    expect(times).toEqual([9, 18, 27, 36, 45, 54, 63, 72]);
    expect(it.grid.grants.refreshed.get("TLDN")).toHaveLength(8);
    expect(it.workspace("TNY").state.calls.slice(calls)).toEqual([]);
    expect((await it.chat.privately([ref("TNY", "UKIM")]))[0]).toHaveProperty("conversation");
  }, 180_000);

  test("two bots on one database renew at the same instant: Slack is asked once, and both speak", async () => {
    const it = await severalWorkspaces(kind);
    await it.installs("TNY");
    const other = await it.another();
    await it.clock.advance(hours(9));
    await Promise.all([it.served.round(), other.served.round(), it.served.round(), other.served.round()]);
    expect(it.grid.grants.refreshed.get("TNY")).toHaveLength(1);
    for (const { chat } of [it, other]) expect(await chat.account(ref("TNY", "UKIM"))).toMatchObject({ name: "kim" });

    // Whoever did not renew it speaks with the new one from its next round on, long before the old one ends.
    await it.clock.advance(hours(3.5));
    expect(await it.chat.account(ref("TNY", "UKIM"))).toMatchObject({ name: "kim" });
    expect(await other.chat.account(ref("TNY", "UKIM"))).toMatchObject({ name: "kim" });
    expect(it.grid.grants.refreshed.get("TNY")).toHaveLength(1);
  });

  test("after a day away, many calls at once meet a token that expired: one renewal, and every call is answered", async () => {
    const it = await severalWorkspaces(kind);
    await it.installs("TNY");
    const other = await it.another();
    await it.clock.advance(hours(24));
    const asked = [it, other, it, other, it].map(({ chat }) => chat.account(ref("TNY", "UKIM")));
    for (const found of await Promise.all(asked)) expect(found).toMatchObject({ name: "kim" });
    expect(it.grid.grants.refreshed.get("TNY")).toHaveLength(1);
  });
});

test("what fails is tried again, and admins hear of it once, hours before the end; then it is well again", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TNY");
  await it.workspace("TNY").openHome("UKIM");
  await it.calm();
  await it.clock.advance(hours(8.25));
  it.grid.failNext(12);
  const notices = () =>
    it
      .workspace("TNY")
      .seen.dms("UKIM")
      .map((message) => message.text)
      .filter((text) => text.includes("access"));
  await it.round();
  expect(notices()).toEqual([]);
  expect(it.logged.join()).toContain("could not be renewed yet. Slack broke off half-way (internal_error)");
  for (let minute = 0; minute < 40; minute += 5) {
    await it.clock.advance(5);
    await it.round();
  }
  expect(notices()).toEqual(["I will lose my access to Fixture New York"]);
  for (let minute = 0; minute < 30; minute += 5) {
    await it.clock.advance(5);
    await it.round();
  }
  expect(it.grid.grants.refreshed.get("TNY")).toHaveLength(1);
  expect((await it.shelf.all())[0]?.trouble).toBeUndefined();
  expect(notices()).toHaveLength(1);
});

test("a refresh token that Slack no longer takes: it is said where to install again, and installing again ends it", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TNY");
  const [kept] = await it.shelf.all();
  await it.shelf.renew(
    "TNY",
    async () => ({
      tokens: JSON.stringify({ token: JSON.parse(kept!.tokens!).token, refresh: "xoxe-1-used" }),
      expiresAt: kept!.expiresAt,
    }),
    it.clock.now(),
  );
  await it.clock.advance(hours(9));
  await it.round();
  expect((await it.shelf.all())[0]?.trouble?.why).toBe(
    "Slack refuses: invalid_refresh_token. Install it again at https://rejoinder.example.com/slack/install",
  );
  await it.installs("TNY");
  expect((await it.shelf.all())[0]?.trouble).toBeUndefined();
});

test("without token rotation nothing ends and nothing is renewed", async () => {
  const it = await severalWorkspaces("embedded", { rotation: false });
  await it.installs("TNY");
  await it.clock.advance(hours(100));
  await it.round();
  expect((await it.shelf.all())[0]?.expiresAt).toBeUndefined();
  expect(it.grid.grants.refreshed.size).toBe(0);
  expect(await it.chat.account(ref("TNY", "UKIM"))).toMatchObject({ name: "kim" });
});

test("new tokens that could not be kept are not lost: the next round keeps them, and asks for no others", async () => {
  const it = await severalWorkspaces("embedded");
  await it.installs("TNY");
  await it.clock.advance(hours(9));
  let broken = true;
  const shelf: typeof it.shelf = {
    ...it.shelf,
    async renew(workspace, ask, now) {
      if (!broken) return it.shelf.renew(workspace, ask, now);
      broken = false;
      await ask((await it.shelf.all())[0]!);
      throw new Error("The database went away.");
    },
  };
  const other = await it.another({ shelf });
  await other.served.round();
  expect(other.told).toContainEqual({ what: "flow failed", flow: "keep access", reason: "Error" });
  await other.served.round();
  expect(it.grid.grants.refreshed.get("TNY")).toHaveLength(1);
  expect((await it.shelf.all())[0]).toMatchObject({ refreshedAt: it.clock.now() });
  expect(await other.chat.account(ref("TNY", "UKIM"))).toMatchObject({ name: "kim" });
});

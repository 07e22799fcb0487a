import { describe, expect, test } from "vitest";
import { accountOf, channelOf } from "../../../src/chat/slack/accounts.ts";

const here = { platform: "slack", workspace: "TFIRM", teamId: "TFIRM", botUserId: "UBOT", url: "" } as const;
const grid = { ...here, enterpriseId: "EFIRM" };
const ref = (id: string) => ({ platform: "slack", workspace: "TFIRM", id });
const outside = (user: object, at: typeof here | typeof grid = here) => accountOf({ ...user }, ref("U1"), at).outside;
const shared = (channel: object) => channelOf({ ...channel }, ref("C1"), here).shared;

describe("someone is outside", () => {
  test.each([
    ["of another team", { team_id: "TACME" }],
    ["a stranger, of whatever team", { team_id: "TFIRM", is_stranger: true }],
    ["a guest of several channels", { team_id: "TFIRM", is_restricted: true }],
    ["a guest of one channel", { team_id: "TFIRM", is_ultra_restricted: true }],
    ["of whom nothing is known", {}],
  ])("%s", (_, user) => expect(outside(user)).toBe(true));

  test("but not a colleague, nor, on Enterprise Grid, one of another workspace of the same enterprise", () => {
    expect(outside({ team_id: "TFIRM", is_stranger: false })).toBe(false);
    const elsewhere = (enterprise_id: string) => ({ team_id: "TOTHER", enterprise_user: { enterprise_id } });
    expect(outside(elsewhere("EFIRM"), grid)).toBe(false);
    expect(outside(elsewhere("EACME"), grid)).toBe(true);
    expect(outside(elsewhere("EFIRM"))).toBe(true);
  });
});

describe("a channel is shared", () => {
  test.each([
    ["with another organisation", { is_ext_shared: true }],
    ["with one that was invited and has not come", { is_ext_shared: false, is_pending_ext_shared: true }],
    ["with one that is still to be approved", { is_ext_shared: false, pending_connected_team_ids: ["TACME"] }],
    ["with a team that is connected", { is_ext_shared: false, connected_team_ids: ["TFIRM", "TACME"] }],
    ["when nothing is known", {}],
  ])("%s", (_, channel) => expect(shared(channel)).toBe(true));

  // `is_shared` alone says only that other workspaces of the same organisation are in it.
  test("but not because it is shared within the organisation", () =>
    expect(shared({ is_ext_shared: false, is_pending_ext_shared: false, is_shared: true, is_org_shared: true })).toBe(
      false,
    ));
});

test("a person is called what they want to be called", () => {
  const named = (user: object) => accountOf({ ...user }, ref("U1"), here).name;
  expect(named({ name: "ana", real_name: "Ana F", profile: { display_name: "Ana", real_name: "Ana Fixture" } })).toBe(
    "Ana",
  );
  expect(named({ name: "ana", profile: { display_name: "", real_name: "Ana Fixture" } })).toBe("Ana Fixture");
  expect(named({})).toBe("U1");
});

test("an e-mail address that nobody has confirmed is none", () => {
  const email = (user: object) =>
    accountOf({ profile: { email: "ana@fixture.example" }, ...user }, ref("U1"), here).email;
  expect(email({ is_email_confirmed: true })).toBe("ana@fixture.example");
  expect(email({})).toBe("ana@fixture.example");
  expect(email({ is_email_confirmed: false })).toBeUndefined();
});

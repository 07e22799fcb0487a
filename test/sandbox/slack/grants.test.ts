import { describe, expect, test } from "vitest";
import { at, hours, MINUTE } from "../../../src/domain/time.ts";
import { grants } from "../../../src/sandbox/slack/grants.ts";

const BACK = "https://rejoinder.example.com/slack/oauth_redirect";

function given({ rotation = true } = {}) {
  const clock = { now: at("2026-01-13T10:00Z") };
  const it = grants(() => clock.now, rotation);
  const install = (team = "T1") => it.redeem(it.code(team, "UADMIN", BACK, ["chat:write"]), BACK);
  return { it, install, pass: (minutes: number) => (clock.now += minutes * MINUTE) };
}

test("a code serves once, for ten minutes, for the address it was given for", () => {
  const { it, pass } = given();
  const code = it.code("T1", "UADMIN", BACK, ["chat:write"]);
  expect(() => it.redeem(code, "https://other.example.com")).toThrow("bad_redirect_uri");
  expect(it.redeem(code, BACK)).toMatchObject({ team: "T1", user: "UADMIN" });
  expect(() => it.redeem(code, BACK)).toThrow("code_already_used");
  expect(() => it.redeem("code-none", BACK)).toThrow("invalid_code");
  const late = it.code("T1", "UADMIN", BACK, ["chat:write"]);
  pass(11);
  expect(() => it.redeem(late, BACK)).toThrow("invalid_code");
});

describe("with token rotation", () => {
  test("an access token ends after twelve hours, a refresh token after its use", () => {
    const { it, install, pass } = given();
    const first = install();
    expect(first).toMatchObject({ expires_in: 43_200, access_token: expect.stringMatching(/^xoxe\.xoxb-/) });
    pass(hours(12) - 1);
    expect(it.teamOf(first.access_token)).toBe("T1");
    pass(1);
    expect(() => it.teamOf(first.access_token)).toThrow("token_expired");
    expect(it.teamOf(it.refresh(first.refresh_token!).access_token)).toBe("T1");
    expect(() => it.refresh(first.refresh_token!)).toThrow("invalid_refresh_token");
  });

  test("of one workspace's access tokens two are good at a time; the oldest goes", () => {
    const { it, install } = given();
    const [first, other] = [install(), install("T2")];
    const second = it.refresh(first.refresh_token!);
    expect(it.teamOf(first.access_token)).toBe("T1");
    const third = it.refresh(second.refresh_token!);
    expect(() => it.teamOf(first.access_token)).toThrow("token_revoked");
    for (const { access_token } of [second, third]) expect(it.teamOf(access_token)).toBe("T1");
    expect(it.teamOf(other.access_token)).toBe("T2");
  });

  test("where the app is taken out, nothing of that workspace serves any more", () => {
    const { it, install } = given();
    const [first, other] = [install(), install("T2")];
    it.end("T1");
    expect(() => it.teamOf(first.access_token)).toThrow("token_revoked");
    expect(() => it.refresh(first.refresh_token!)).toThrow("invalid_refresh_token");
    expect(it.teamOf(other.access_token)).toBe("T2");
  });
});

test("without token rotation a token has no end and nothing to renew it with", () => {
  const { it, install, pass } = given({ rotation: false });
  const { access_token, refresh_token, expires_in } = install();
  expect([refresh_token, expires_in]).toEqual([undefined, undefined]);
  pass(hours(10_000));
  expect(it.teamOf(access_token)).toBe("T1");
});

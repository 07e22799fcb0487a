import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { slack } from "../../../src/chat/slack/connect.ts";
import { silent } from "./stand-in.ts";

/** Slack itself, at its own address, failing in ways that a server of ours cannot: no request leaves this machine. */
const api = () => nock("https://slack.com");
const chat = () =>
  slack(
    { botToken: "xoxb-1", signingSecret: "s3cret", host: "127.0.0.1", port: 0, apiUrl: "https://slack.com/api/" },
    { now: () => 0 },
    silent,
  );
const kim = { platform: "slack", workspace: "T1", id: "U1" };

beforeAll(() => void (nock.isActive() || nock.activate()));
afterAll(() => nock.restore());
beforeEach(() => {
  nock.disableNetConnect();
  api().post("/api/auth.test").reply(200, {
    ok: true,
    url: "https://firm.slack.com/",
    team_id: "T1",
    user_id: "UBOT",
    bot_id: "BBOT",
  });
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const failure = (code: string) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) });

describe("who may be written to, while Slack cannot be asked", () => {
  test.each(["ENOTFOUND", "ECONNREFUSED", "CERT_HAS_EXPIRED", "ECONNRESET"])(
    "%s is a no for now, not for good",
    async (code) => {
      api().post("/api/users.info").replyWithError(failure(code));
      expect((await chat().privately([kim]))[0]).toMatchObject({
        forGood: false,
        refused: expect.stringContaining("Slack"),
      });
    },
  );

  test("a proxy's error page in HTML is a no for now", async () => {
    api().post("/api/users.info").reply(502, "<html><body>Bad gateway</body></html>", { "content-type": "text/html" });
    expect((await chat().privately([kim]))[0]).toMatchObject({ forGood: false });
  });

  test("an answer that is no JSON is a no", async () => {
    api().post("/api/users.info").reply(200, "<html>Please log in to the hotel's network</html>");
    expect((await chat().privately([kim]))[0]).toMatchObject({ refused: expect.any(String) });
  });
});

test("each failed request was made once: nothing repeats it behind our back", async () => {
  const asked = api().post("/api/users.info").replyWithError(failure("ECONNRESET"));
  const again = api()
    .post("/api/users.info")
    .reply(200, { ok: true, user: { id: "U1", team_id: "T1" } });
  await chat().privately([kim]);
  expect(asked.isDone()).toBe(true);
  expect(again.pendingMocks()).toContain("POST https://slack.com:443/api/users.info");
});

import { ConfidentialClientApplication } from "@azure/msal-node";
import { afterEach, expect, test } from "vitest";
import { ACME_COUNSEL, CHAT, card, credentialsFor, LEASE, postTo, refusal, type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

const sending = (stage: Stage, to: string, what: object | string = "hello") =>
  refusal(stage.into(to, (context) => context.sendActivity(what as string)));

async function open(stage: Stage, member: string, more: object = {}) {
  const { adapter, sandbox } = stage;
  const { appId, tenantId } = sandbox.app;
  const params = { isGroup: false, members: [{ id: member }], tenantId, ...more };
  return refusal(
    adapter.createConversationAsync(appId, "msteams", sandbox.serviceUrl, "", params as never, async () => {}),
  );
}

test("where the bot is not, or nothing is, it cannot write", async () => {
  on = await stage();
  expect(await sending(on, "19:nowhere@thread.tacv2")).toEqual({ status: 404, code: "ConversationNotFound" });
  expect(await sending(on, "invalid-id")).toEqual({ status: 400, code: "BadArgument" });
  expect(await sending(on, `${LEASE};messageid=1`)).toEqual({ status: 404, code: "ActivityNotFoundInConversation" });
  await on.sandbox.createChat("29:ana", "19:other@thread.v2", ["29:ben"]);
  expect(await sending(on, "19:other@thread.v2")).toEqual({ status: 403, code: "BotNotInConversationRoster" });
  on.sandbox.app.disabledByAdmin = true;
  expect(await sending(on, LEASE)).toEqual({ status: 403, code: "BotDisabledByAdmin" });
});

test("nothing empty, nothing above 100 KB, and no card that is none", async () => {
  on = await stage();
  expect(await sending(on, LEASE, { type: "message" })).toEqual({ status: 400, code: "BadSyntax" });
  expect(await sending(on, LEASE, "x".repeat(60_000))).toEqual({ status: 413, code: "MessageSizeTooBig" });
  const noCard = {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: {} }],
  };
  expect(await sending(on, LEASE, noCard)).toEqual({ status: 400, code: "BadSyntax" });
  expect(on.sandbox.seen.channel("29:ana", LEASE)).toEqual([]);
});

test("nobody is written to who may not be: not of another tenant, not without the app, not who blocked it", async () => {
  on = await stage();
  expect(await open(on, "29:nobody")).toEqual({ status: 400, code: "BadArgument" });
  expect(await open(on, "29:ana", { tenantId: undefined })).toEqual({ status: 400, code: "BadSyntax" });
  const forbidden = { status: 403, code: "ForbiddenOperationException" };
  for (const who of ["29:dana", "29:gone", "29:lone"]) expect(await open(on, who)).toEqual(forbidden);
  // A guest is reached through the team they share with the bot.
  expect((await open(on, "29:gil")).status).toBe(0);
  const { conversation } = await on.sandbox.post("29:ana", on.sandbox.app.botId, "hi");
  await on.sandbox.changePerson("29:ana", { blocked: true });
  expect(await sending(on, conversation)).toEqual({ status: 403, code: "ConversationBlockedByUser" });
});

test("a bot changes its own messages only, while they are there", async () => {
  on = await stage();
  const posted = await on.sandbox.post("29:ana", LEASE, "help", { mention: true });
  const change = (id: string) =>
    refusal(on!.into(LEASE, (context) => context.updateActivity({ ...card(), id } as never)));
  expect(await change(posted.id)).toEqual({ status: 403, code: "NotEnoughPermissions" });
  expect(await change("1")).toEqual({ status: 404, code: "ActivityNotFoundInConversation" });
});

test("without the right secret there is no token, and without a token nothing", async () => {
  on = await stage();
  const { sandbox } = on;
  const right = await credentialsFor(sandbox).createCredentials(
    sandbox.app.appId,
    "https://api.botframework.com",
    sandbox.authority,
    true,
  );
  const wrong = await credentialsFor(sandbox, "guess").createCredentials(
    sandbox.app.appId,
    "https://other.example",
    sandbox.authority,
    true,
  );
  const ask = async (credentials: unknown) =>
    (credentials as { getToken(fresh: boolean): Promise<string> }).getToken(true);
  const token = await ask(right);
  expect(await refusal(ask(wrong))).toMatchObject({ code: expect.stringContaining("invalid_client") });
  const members = `${sandbox.serviceUrl}v3/conversations/${encodeURIComponent(CHAT)}/members`;
  const status = async (bearer: string) =>
    (await fetch(members, { headers: { authorization: `Bearer ${bearer}` } })).status;
  expect(await status(token)).toBe(200);
  expect(await status(token.slice(0, -4))).toBe(401);
  expect(JSON.stringify(sandbox.state.calls)).not.toContain(sandbox.app.appPassword);
});

test("a message for one person goes to someone who is there, and nobody else sees it", async () => {
  on = await stage();
  const { sandbox } = on;
  const send = (where: string, id: string) =>
    postTo(sandbox, where, { type: "message", text: "Just you.", recipient: { id } }, "?isTargetedActivity=true");
  expect(await send(LEASE, "29:dana")).toMatchObject({ status: 404, code: "MemberNotFoundInConversation" });
  expect(await send(ACME_COUNSEL, "29:ana")).toMatchObject({ status: 201 });
  expect(sandbox.seen.ephemeral("29:ana")).toMatchObject([{ text: "Just you.", only: "29:ana" }]);
  expect(sandbox.seen.channel("29:dana", ACME_COUNSEL)).toEqual([]);
  await on.clock.advance(24 * 60);
  expect(sandbox.seen.ephemeral("29:ana")).toEqual([]);
});

test("MSAL finds the way to a token by itself, as it would at Microsoft's", async () => {
  on = await stage();
  const { sandbox } = on;
  const asked: string[] = [];
  const elsewhere = async (
    url: string,
    options: { headers?: Record<string, string>; body?: string } = {},
    method = "GET",
  ) => {
    const { pathname, search } = new URL(url);
    asked.push(pathname);
    const response = await fetch(`${sandbox.endpoints.login}${pathname}${search}`, { method, ...options });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as never,
    };
  };
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: sandbox.app.appId,
      clientSecret: sandbox.app.appPassword,
      // A host it does not know, so that it has to look.
      authority: `https://login.fixture.example/${sandbox.app.tenantId}`,
    },
    system: {
      networkClient: {
        sendGetRequestAsync: (url, options) => elsewhere(url, options),
        sendPostRequestAsync: (url, options) => elsewhere(url, options, "POST"),
      },
    },
  });
  const token = await application.acquireTokenByClientCredential({ scopes: ["https://api.botframework.com/.default"] });
  expect(token?.accessToken).toMatch(/^ey/);
  expect(asked).toEqual([
    "/common/discovery/instance",
    `/${sandbox.app.tenantId}/v2.0/.well-known/openid-configuration`,
    `/${sandbox.app.tenantId}/oauth2/v2.0/token`,
  ]);
});

test("someone who took the app away is not written to", async () => {
  on = await stage();
  const { conversation } = await on.sandbox.post("29:ana", on.sandbox.app.botId, "hi");
  await on.sandbox.uninstallApp("29:ana");
  const forbidden = { status: 403, code: "ForbiddenOperationException" };
  expect(await sending(on, conversation)).toEqual(forbidden);
  expect(await open(on, "29:ana")).toEqual(forbidden);
});

import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { TurnContext } from "botbuilder";
import express from "express";
import { at } from "../../../src/domain/time.ts";
import { type SandboxClock, sandboxClock } from "../../../src/sandbox/clock.ts";
import type { AppSeed, WorkspaceSeed } from "../../../src/sandbox/teams/seed.ts";
import { type SandboxOptions, startTeamsSandbox, type TeamsSandbox } from "../../../src/sandbox/teams/server.ts";

const START = at("2026-03-06T09:00Z");

const FIRM = "11111111-1111-4111-8111-111111111111";
const ACME = "22222222-2222-4222-8222-222222222222";

export const TEAM = "19:clients@thread.tacv2";
export const LEASE = "19:lease@thread.tacv2";
export const ACME_COUNSEL = "19:acme@thread.tacv2";
export const CHAT = "19:lunch@thread.v2";

const fixture = (app: AppSeed = {}): WorkspaceSeed => ({
  tenant: { id: FIRM, name: "Fixture & Partners LLP", domain: "fixture.example" },
  people: [
    { id: "29:ana", name: "Ana Fixture", email: "ana@fixture.example", zone: "America/New_York" },
    { id: "29:ben", name: "Ben Fixture", email: "ben@fixture.example" },
    { id: "29:gil", name: "Gil Guest", email: "gil@acme.example", role: "guest" },
    { id: "29:dana", name: "Dana Example", email: "dana@acme.example", tenant: ACME, role: "owner" },
    { id: "29:gone", name: "Gone Fixture", deactivated: true },
    { id: "29:lone", name: "Lone Fixture", installed: false },
    { id: "28:otherbot", name: "Other Bot", bot: true },
  ],
  teams: [{ id: TEAM, name: "Clients", members: ["29:ana", "29:ben", "29:gil", "29:gone"] }],
  channels: [
    { id: LEASE, name: "lease", team: TEAM },
    { id: ACME_COUNSEL, name: "acme-counsel", team: TEAM, membership: "shared", members: ["29:ana", "29:dana"] },
  ],
  chats: [{ id: CHAT, name: "lunch", members: ["29:ana", "29:ben"] }],
  app,
});

export interface Stage {
  clock: SandboxClock;
  sandbox: TeamsSandbox;
  /** The adapter a bot has, to send by itself. */
  adapter: Adapter;
  /** Sends by itself into a conversation it knows. */
  into(conversation: string, logic: (context: TurnContext) => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

// CommonJS, and slow to load: once for all tests of a file.
const load = createRequire(import.meta.url);
const { TeamsAdapter } = load("@microsoft/teams-ai") as typeof import("@microsoft/teams-ai");
const connector = load("botframework-connector") as typeof import("botframework-connector");
const msal = createRequire(load.resolve("botframework-connector"))("@azure/msal-node");
type Adapter = InstanceType<typeof TeamsAdapter>;

export type Logic = (context: TurnContext) => Promise<unknown>;

/** A sandbox with the real TeamsAdapter before it, carried by express, authenticating and signed for. */
export async function stage(
  logic: Logic = async () => {},
  options: Partial<SandboxOptions> & { app?: AppSeed } = {},
): Promise<Stage> {
  const { app: appSeed, ...rest } = options;
  const clock = sandboxClock(START);
  const sandbox = await startTeamsSandbox({ clock, workspace: fixture(appSeed), ...rest });
  const adapter = new TeamsAdapter(sandbox.botFrameworkSettings, credentialsFor(sandbox));
  const web = express();
  web.post("/api/messages", express.json(), (request, response) =>
    adapter.process(request, response, async (context) => void (await logic(context))),
  );
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  sandbox.connectBot(endpoint);
  return {
    clock,
    sandbox,
    adapter,
    into: (conversation, say) =>
      adapter.continueConversationAsync(
        sandbox.app.appId,
        {
          channelId: "msteams",
          serviceUrl: sandbox.serviceUrl,
          conversation: { id: conversation } as never,
          bot: { id: sandbox.app.botId, name: "" },
        },
        async (context) => void (await say(context)),
      ),
    async close() {
      await sandbox.settled();
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const credentialsFor = ({ app, authority, authorityMetadata }: TeamsSandbox, clientSecret = app.appPassword) =>
  new connector.MsalServiceClientCredentialsFactory(
    app.appId,
    new msal.ConfidentialClientApplication({
      auth: { clientId: app.appId, clientSecret, authority, authorityMetadata },
    }),
  );

/** A token for the connector or for Graph, asked for as any program would. */
export async function tokenFor({ tokenUrl, app }: TeamsSandbox, resource: string): Promise<string> {
  const form = { client_id: app.appId, client_secret: app.appPassword, scope: `${resource}/.default` };
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  const response = await fetch(tokenUrl, { method: "POST", body });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Posts to a conversation without the library, which knows nothing of targeted messages. */
export async function postTo(sandbox: TeamsSandbox, conversation: string, activity: object, query = "") {
  const response = await fetch(
    `${sandbox.serviceUrl}v3/conversations/${encodeURIComponent(conversation)}/activities${query}`,
    {
      method: "POST",
      headers: {
        authorization: `Bearer ${await tokenFor(sandbox, "https://api.botframework.com")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(activity),
    },
  );
  const body = (await response.json()) as { id?: string; error?: { code: string } };
  return { status: response.status, code: body.error?.code, retryAfter: response.headers.get("retry-after") };
}

/** What a request was refused with. */
export const refusal = async (work: Promise<unknown>): Promise<{ status: number; code: string }> =>
  work.then(
    () => ({ status: 0, code: "nothing: it was taken" }),
    (error: { statusCode?: number; code?: string; message?: string }) => ({
      status: error.statusCode ?? 0,
      code: String(error.code ?? error.message),
    }),
  );

/** An Adaptive Card as an attachment. */
export const card = (...body: object[]) => ({
  type: "message",
  attachments: [
    { contentType: "application/vnd.microsoft.card.adaptive", content: { type: "AdaptiveCard", version: "1.5", body } },
  ],
});

import type { Instant } from "../../domain/time.ts";
import { ids } from "../slack/stamps.ts";
import { waiter } from "../slack/until.ts";
import type { Sandbox } from "./context.ts";
import { retryDue } from "./deliver.ts";
import { type ApiFault, type EventFault, type Faults, queue } from "./faults.ts";
import { authorityMetadata } from "./identity.ts";
import { line } from "./line.ts";
import { type People, people } from "./people.ts";
import { rateLimiter } from "./rates.ts";
import { planted, type WorkspaceSeed } from "./seed.ts";
import { type Seen, seen } from "./seen.ts";
import { stamps } from "./stamps.ts";
import { listen, webServer } from "./web.ts";
import type { AppInstall, Workspace } from "./workspace.ts";

/**
 * A Microsoft 365 tenant's Teams on loopback. The real bot talks to its connector, gets tokens and keys from it, and hears
 * of what happens by signed activities once `connectBot` has its messaging endpoint. It reaches the bot only by HTTP.
 *
 * What a bot must be given, beside `app.appId`, `app.appPassword` and `app.tenantId`:
 *
 *     new TeamsAdapter(
 *       sandbox.botFrameworkSettings,                                   // where the signing keys are; the rest as ever
 *       new MsalServiceClientCredentialsFactory(app.appId, new ConfidentialClientApplication({
 *         auth: { clientId: app.appId, clientSecret: app.appPassword, authority: sandbox.authority,
 *                 authorityMetadata: sandbox.authorityMetadata } })))   // MSAL takes no http authority, but http endpoints
 *
 * or a network client of its own that asks `endpoints.login` for what it would ask login.microsoftonline.com; and
 * `endpoints.serviceUrls` among the services it trusts, `endpoints.graph` in the place of graph.microsoft.com.
 *
 * Less than Teams:
 * - One tenant, one app; no users' tokens, no sign-in, no consent pages. A certificate's assertion is taken unchecked.
 * - Tokens are good for an hour of the machine's own clock, because the SDKs check them by it; all else goes by the sandbox's.
 * - How often Teams sends again is not documented; here at once and a minute later, when there was no answer or a 5xx.
 * - Cards are looked at for their actions and inputs, not drawn; `refresh`, data queries and Action.ShowCard are not acted on.
 * - Formatting is not parsed: what people type is plain text, what the bot posts stays as it is.
 * - No meetings, calls, search commands, link unfurling, file consent, stage views, feed notifications or streaming.
 */
export interface TeamsSandbox extends People {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What activities name as their service, `http://127.0.0.1:PORT/amer/<tenant>/`. */
  readonly serviceUrl: string;
  /** The tenant's authority by its real name; where it really is stands in `authorityMetadata`. */
  readonly authority: string;
  /** JSON for MSAL's `auth.authorityMetadata`. */
  readonly authorityMetadata: string;
  /** The token endpoint itself, for who asks without MSAL. */
  readonly tokenUrl: string;
  /** All that `ConfigurationBotFrameworkAuthentication` wants to be told when it is told anything. */
  readonly botFrameworkSettings: {
    ToChannelFromBotLoginUrl: string;
    ToChannelFromBotOAuthScope: string;
    ToBotFromChannelTokenIssuer: string;
    OAuthUrl: string;
    ToBotFromChannelOpenIdMetadataUrl: string;
    ToBotFromEmulatorOpenIdMetadataUrl: string;
    CallerId: string;
    ValidateAuthority: string;
  };
  /** Where everything is that a bot must ask elsewhere than at Microsoft's, by what it is. */
  readonly endpoints: {
    /** Where the signing keys are. */
    openIdMetadata: string;
    /** In the place of `https://login.microsoftonline.com`, without a final slash. */
    login: string;
    /** In the place of `https://graph.microsoft.com`, without a final slash. */
    graph: string;
    /** The beginnings of the service addresses that activities name. */
    serviceUrls: readonly string[];
    /** The service to turn to before any activity named one. */
    serviceUrl: string;
  };
  /** To read, not to write. */
  readonly state: Workspace;
  readonly app: AppInstall;
  readonly seen: Seen;
  readonly faults: Faults;
  /** From now on activities go to this one URL, signed; `undefined` and the bot is nowhere. */
  connectBot(messagingEndpoint: string | undefined): void;
  /** Resolves once `check` gives something; it looks again after everything that happens. Rejects after `within` real ms, 10,000. */
  until<T>(check: () => T, within?: number): Promise<NonNullable<T>>;
  /** Resolves when everything under way has been delivered. Later retries wait for the clock. */
  settled(): Promise<void>;
  /** Tries again what is due by the clock. Happens by itself when the clock can say that it moved. */
  retryDue(): Promise<void>;
  close(): Promise<void>;
}

export interface SandboxOptions {
  clock: { now(): Instant; onMove?(listener: () => unknown): () => void };
  workspace: WorkspaceSeed;
  /** 0, a free one, unless given. */
  port?: number;
  /** Real milliseconds to answer in; 15,000 as Teams has it. */
  ackWithin?: number;
  /** Teams' documented rate limits per conversation; off unless asked for. */
  rateLimits?: boolean;
}

/** @throws when the port is taken */
export async function startTeamsSandbox(options: SandboxOptions): Promise<TeamsSandbox> {
  const { clock, workspace, port = 0, ackWithin = 15_000, rateLimits = false } = options;
  const state = planted(workspace);
  const { changed, until } = waiter();
  const apiFaults = queue<ApiFault>();
  const underWay = new Set<Promise<unknown>>();
  let release = Promise.withResolvers<void>();
  let endpoint: string | undefined;

  const limiter = rateLimiter(() => clock.now(), rateLimits);
  const server = webServer(() => ({ sandbox, faults: apiFaults, limiter, released: () => release.promise }));
  const origin = await listen(server, port);
  const { id: tenant } = state.tenant;

  const sandbox: Sandbox = {
    state,
    origin,
    serviceUrl: `${origin}/amer/${tenant}/`,
    now: () => clock.now(),
    stamp: stamps(() => clock.now()),
    nextId: ids(),
    line: line({ url: () => endpoint, app: state.app, ackWithin }),
    eventFaults: queue<EventFault>(),
    waiting: [],
    changed,
    background(work) {
      const tracked = work.finally(() => underWay.delete(tracked));
      underWay.add(tracked);
    },
  };
  const stopListening = clock.onMove?.(() => retryDue(sandbox));
  const metadata = authorityMetadata(origin, tenant);

  return {
    ...people(sandbox),
    origin,
    serviceUrl: sandbox.serviceUrl,
    authority: `https://login.microsoftonline.com/${tenant}`,
    authorityMetadata: JSON.stringify(metadata),
    tokenUrl: String(metadata.token_endpoint),
    botFrameworkSettings: botFrameworkSettings(origin),
    endpoints: {
      openIdMetadata: `${origin}/v1/.well-known/openidconfiguration`,
      login: origin,
      graph: origin,
      serviceUrls: [`${origin}/`],
      serviceUrl: `${origin}/teams/`,
    },
    state,
    app: state.app,
    seen: seen(sandbox),
    faults: {
      next: (method, fault, times = 1) => apiFaults.add(method, fault, times),
      nextEvent: (type, fault, times = 1) => sandbox.eventFaults.add(type, fault, times),
      clear() {
        apiFaults.clear();
        sandbox.eventFaults.clear();
        release.resolve();
        release = Promise.withResolvers();
      },
    },
    connectBot: (url) => {
      endpoint = url;
    },
    until,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    retryDue: () => retryDue(sandbox),
    async close() {
      stopListening?.();
      release.resolve();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The public cloud's own values, but for where its keys are. */
const botFrameworkSettings = (origin: string): TeamsSandbox["botFrameworkSettings"] => ({
  ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
  ToChannelFromBotOAuthScope: "https://api.botframework.com",
  ToBotFromChannelTokenIssuer: "https://api.botframework.com",
  OAuthUrl: origin,
  ToBotFromChannelOpenIdMetadataUrl: `${origin}/v1/.well-known/openidconfiguration`,
  ToBotFromEmulatorOpenIdMetadataUrl: `${origin}/v1/.well-known/openidconfiguration`,
  CallerId: "urn:botframework:azure",
  ValidateAuthority: "true",
});

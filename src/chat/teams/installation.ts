import { ChatError } from "../platform.ts";
import type { Shelf } from "./shelf.ts";

export interface TeamsConfig {
  /** The bot's Microsoft app id, a GUID. */
  readonly appId: string;
  /** The firm's own tenant, a GUID: whatever comes from another one is refused. */
  readonly tenantId: string;
  /** One of three ways to prove who the bot is. */
  readonly secret?: string;
  readonly certificate?: { readonly thumbprint: string; readonly privateKey: string };
  readonly managedIdentity?: boolean;
  readonly host: string;
  readonly port: number;
  /** Reactions that mean something, by the names the firm keeps. The message they stand on is fetched. */
  readonly emojis?: readonly string[];
  /** Keeps what was learned across restarts; without it, it is learned again. */
  readonly shelf?: Shelf;
  /** Other servers in Microsoft's place, for tests. */
  readonly endpoints?: Partial<Endpoints>;
}

/** Where Microsoft is asked. */
export interface Endpoints {
  /** Where the Bot Framework publishes the keys it signs with. */
  readonly openIdMetadata: string;
  /** Where tokens are given out. */
  readonly login: string;
  readonly graph: string;
  /** The beginnings of the service addresses that an activity may name. */
  readonly serviceUrls: readonly string[];
  /** The service to turn to before any activity named one. */
  readonly serviceUrl: string;
}

/** Where the bot is installed, and as whom. One tenant. */
export interface Installation {
  readonly platform: "teams";
  /** What every reference names as its workspace: the tenant. */
  readonly workspace: string;
  readonly appId: string;
  /** The bot as activities name it: `28:` and the app id. */
  readonly botId: string;
}

/** Source: learn.microsoft.com, "Authentication with the Bot Connector API" and "Send proactive messages" (service URLs). */
const MICROSOFT: Endpoints = {
  openIdMetadata: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  login: "https://login.microsoftonline.com",
  graph: "https://graph.microsoft.com",
  serviceUrls: ["https://smba.trafficmanager.net/"],
  serviceUrl: "https://smba.trafficmanager.net/teams/",
};

export const endpointsOf = (config: TeamsConfig): Endpoints => ({ ...MICROSOFT, ...config.endpoints });

/** @throws ChatError that lists, in words, everything that is missing, and where each is found. */
export function install(config: TeamsConfig): Installation {
  const missing = lacks(config);
  if (missing.length > 0) throw new ChatError(missing.join("\n"));
  const appId = config.appId.toLowerCase();
  return { platform: "teams", workspace: config.tenantId.toLowerCase(), appId, botId: `28:${appId}` };
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BOT = "portal.azure.com → your Azure Bot → Configuration";

// Without an app id the Bot Framework switches authentication off; without a tenant anyone's would do.
function lacks({ appId, tenantId, secret, certificate, managedIdentity }: TeamsConfig): string[] {
  const wrong = [];
  if (!GUID.test(appId ?? ""))
    wrong.push(`TEAMS_APP_ID: Teams needs the app id, a GUID. Find it at ${BOT} → Microsoft App ID.`);
  if (!GUID.test(tenantId ?? ""))
    wrong.push(`TEAMS_TENANT_ID: Teams needs the firm's tenant id, a GUID. Find it at ${BOT} → App Tenant ID.`);
  if (!secret && !certificate && !managedIdentity)
    wrong.push(
      `TEAMS_APP_PASSWORD: Teams needs a client secret. Make one at ${BOT} → Manage Password → Client secrets; a certificate, or a managed identity of Azure, serves as well.`,
    );
  if (certificate && !(certificate.thumbprint && certificate.privateKey))
    wrong.push(
      `The certificate for Teams needs both its thumbprint and its private key. Find the first at ${BOT} → Manage Password → Certificates.`,
    );
  return wrong;
}

/** Whether an activity may send us to this address: the bot's token goes there. */
export const isTrusted = (serviceUrl: string, { serviceUrls }: Endpoints): boolean =>
  serviceUrls.some((start) => URL.canParse(serviceUrl) && new URL(serviceUrl).href.startsWith(start));

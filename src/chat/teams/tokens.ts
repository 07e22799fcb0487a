import { ConfidentialClientApplication, type INetworkModule } from "@azure/msal-node";
import {
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  MsalServiceClientCredentialsFactory,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import { type Answer, ask, type Request, TeamsTrouble } from "./http.ts";
import { endpointsOf, type TeamsConfig } from "./installation.ts";

/** How the bot proves who it is. */
export interface Tokens {
  /** For the Bot Framework's own library. */
  readonly credentials: ServiceClientCredentialsFactory;
  /** A token for Microsoft Graph. @throws where it is not given. */
  graph(): Promise<string>;
}

// The same class, of which MSAL publishes the types in two places.
type Application = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];

const GRAPH = "https://graph.microsoft.com";
const AUTHORITY = "https://login.microsoftonline.com";

/** By secret, certificate or managed identity, whichever is configured. Asks for nothing yet. */
export function tokens(config: TeamsConfig): Tokens {
  if (config.managedIdentity) {
    const factory = new JwtTokenProviderFactory();
    const provider = factory.createAzureServiceTokenProvider(config.appId);
    return {
      credentials: new ManagedIdentityServiceClientCredentialsFactory(config.appId, factory),
      graph: async () => (await provider.getToken(`${GRAPH}/.default`))?.token ?? none(),
    };
  }
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: config.appId,
      authority: `${AUTHORITY}/${config.tenantId}`,
      clientSecret: config.certificate ? undefined : config.secret,
      clientCertificate: config.certificate && { ...config.certificate },
    },
    system: { networkClient: network(endpointsOf(config).login) },
  });
  return {
    credentials: new MsalServiceClientCredentialsFactory(config.appId, application as unknown as Application),
    graph: async () =>
      (await application.acquireTokenByClientCredential({ scopes: [`${GRAPH}/.default`] }))?.accessToken ?? none(),
  };
}

function none(): never {
  throw new Error("Microsoft's sign-in service answered without a token.");
}

/** MSAL speaks only https to addresses it knows: another server in their place, in tests, is put in here. */
function network(login: string): INetworkModule {
  const there = (url: string) => (url.startsWith(AUTHORITY) ? `${login}${url.slice(AUTHORITY.length)}` : url);
  const send = async (url: string, request: Request) => {
    const { status, headers, text } = await quietly(there(url), request);
    return { status, headers: Object.fromEntries(headers), body: JSON.parse(text || "{}") };
  };
  return {
    sendGetRequestAsync: (url, options) => send(url, { headers: options?.headers }),
    sendPostRequestAsync: (url, options) =>
      send(url, { method: "POST", headers: options?.headers, body: options?.body }),
  };
}

// MSAL wants to read refusals itself, to say what is wrong.
async function quietly(url: string, request: Request): Promise<Answer> {
  return ask(url, request).catch((error) => {
    if (!(error instanceof TeamsTrouble) || error.status === undefined) throw error;
    const body = JSON.stringify({ error: error.code ?? "server_error", error_description: `HTTP ${error.status}` });
    return { status: error.status, headers: new Headers(), text: body };
  });
}

import { TeamsAdapter } from "@microsoft/teams-ai";
import { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import {
  AuthenticationConstants,
  ClaimsIdentity,
  type ConnectorClient,
  TeamsConnectorClient,
} from "botframework-connector";
import { ask } from "./http.ts";
import { endpointsOf, type Installation, type TeamsConfig } from "./installation.ts";
import { type Tokens, tokens } from "./tokens.ts";

/** Microsoft's own libraries, put together our way. */
export interface Line {
  readonly adapter: TeamsAdapter;
  /** Checks the signature on what comes in. @throws where it is not the Bot Framework's. */
  readonly authentication: ConfigurationBotFrameworkAuthentication;
  readonly tokens: Tokens;
  /** The connector at this address; its tokens are fetched when it is first asked. */
  connector(serviceUrl: string): Promise<ConnectorClient>;
  /** The same for what only Teams has. botbuilder's own TeamsInfo makes one that repeats what it is asked. */
  teams(serviceUrl: string): Promise<TeamsConnectorClient>;
}

const BOT_FRAMEWORK = "https://api.botframework.com";

/** Asks Microsoft for nothing until it is used. */
export function line(config: TeamsConfig, here: Installation): Line {
  const { openIdMetadata, login } = endpointsOf(config);
  const proof = tokens({ ...config, appId: here.appId });
  const settings = {
    MicrosoftAppId: here.appId,
    MicrosoftAppTenantId: here.workspace,
    // Given one of these, the library wants them all.
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${here.workspace}`,
    ToChannelFromBotOAuthScope: BOT_FRAMEWORK,
    ToBotFromChannelTokenIssuer: BOT_FRAMEWORK,
    OAuthUrl: `${BOT_FRAMEWORK}/`,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: `${login}/botframework.com/v2.0/.well-known/openid-configuration`,
    ValidateAuthority: true,
  };
  const options = { httpClient: once };
  const authentication = new ConfigurationBotFrameworkAuthentication(
    settings,
    proof.credentials,
    undefined,
    undefined,
    options,
  );
  const adapter = new TeamsAdapter(settings, proof.credentials, undefined, options);
  return {
    adapter,
    authentication,
    tokens: proof,
    async connector(serviceUrl) {
      const factory = authentication.createConnectorFactory(claims(here));
      return (await factory.create(serviceUrl, BOT_FRAMEWORK)) as ConnectorClient;
    },
    async teams(serviceUrl) {
      const login = settings.ToChannelFromBotLoginUrl;
      const credentials = await proof.credentials.createCredentials(here.appId, BOT_FRAMEWORK, login, true);
      return new TeamsConnectorClient(credentials as never, { ...options, baseUri: serviceUrl });
    },
  };
}

const claims = ({ appId }: Installation) =>
  new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);

type Options = NonNullable<ConstructorParameters<typeof TeamsAdapter>[3]>;
type HttpClient = NonNullable<Options["httpClient"]>;

/**
 * What carries the connector's requests. The library repeats a request up to three times where it answers 429 or 5xx or the
 * connection is lost, whatever its options say; it does not where the carrier throws an error of another kind, as `ask` does.
 */
const once: HttpClient = {
  async sendRequest(request) {
    const headers = request.headers.clone();
    for (const name of OURS) headers.remove(name);
    const {
      status,
      headers: answered,
      text,
    } = await ask(request.url, {
      method: request.method,
      headers: headers.toJson(),
      body: request.body,
    });
    const back = request.headers.clone();
    for (const name of back.headerNames()) back.remove(name);
    for (const [name, value] of answered) if (!OURS.includes(name)) back.set(name, value);
    return { status, headers: back, bodyAsText: text, request };
  },
};

// `fetch` sees to these itself.
const OURS = ["accept-encoding", "connection", "content-encoding", "content-length", "host", "transfer-encoding"];

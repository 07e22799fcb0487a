import type { Sandbox } from "./context.ts";
import { keySet, signed } from "./keys.ts";
import { type Operation, ok } from "./operation.ts";
import type { Answered } from "./serve.ts";
import type { Fields } from "./workspace.ts";

/** The Bot Framework's keys, and an identity provider after login.microsoftonline.com that knows one tenant and one app. */
export const identity: readonly Operation[] = [
  {
    name: "openid",
    method: "GET",
    path: /^\/v1\/\.well-known\/openidconfiguration(?<none>)$/,
    run: ({ origin }) =>
      ok({
        issuer: "https://api.botframework.com",
        authorization_endpoint: "https://invalid.botframework.com",
        jwks_uri: `${origin}/v1/.well-known/keys`,
        id_token_signing_alg_values_supported: ["RS256"],
        token_endpoint_auth_methods_supported: ["private_key_jwt"],
      }),
  },
  { name: "keys", method: "GET", path: /^\/v1\/\.well-known\/keys(?<none>)$/, run: () => ok(keySet()) },
  {
    name: "instance discovery",
    method: "GET",
    path: /^\/common\/discovery\/instance(?<none>)$/,
    run: ({ origin, state }) => {
      const host = new URL(origin).host;
      return ok({
        tenant_discovery_endpoint: `${origin}/${state.tenant.id}/v2.0/.well-known/openid-configuration`,
        "api-version": "1.1",
        metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host, "login.microsoftonline.com"] }],
      });
    },
  },
  {
    name: "tenant discovery",
    method: "GET",
    path: /^\/(?<tenant>[^/]+)\/v2\.0\/\.well-known\/openid-configuration$/,
    run: ({ origin, state }) => ok(authorityMetadata(origin, state.tenant.id)),
  },
  {
    name: "token",
    method: "POST",
    path: /^\/(?<tenant>[^/]+)\/oauth2\/v2\.0\/token$/,
    run: (sandbox, { params, body }) => token(sandbox, params.tenant!, body),
  },
];

/** What a tenant's OpenID discovery says. MSAL takes it as `auth.authorityMetadata` and then needs no https authority. */
export const authorityMetadata = (origin: string, tenant: string): Fields => ({
  token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
  authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
  jwks_uri: `${origin}/v1/.well-known/keys`,
  issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
});

/**
 * Client credentials for one resource. The token's audience is the scope without `/.default`.
 * A client assertion (certificate) is taken as it comes: nobody here checks its signature.
 */
function token({ state: { app, tenant } }: Sandbox, asked: string, form: Fields): Answered {
  if (asked !== tenant.id && asked !== tenant.domain)
    return denied(400, "invalid_request", 90002, `Tenant '${asked}' not found.`);
  if (form.grant_type !== "client_credentials")
    return denied(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
  if (form.client_id !== app.appId)
    return denied(
      400,
      "unauthorized_client",
      700016,
      `Application with identifier '${form.client_id}' was not found in the directory '${tenant.name}'.`,
    );
  if (!form.client_assertion && form.client_secret !== app.appPassword)
    return denied(401, "invalid_client", 7000215, "Invalid client secret provided.");
  const audience = String(form.scope ?? "").replace(/\/\.default$/, "");
  if (!audience.startsWith("https://"))
    return denied(400, "invalid_scope", 1002012, "The provided value for scope is not valid.");
  const claims = {
    iss: `https://sts.windows.net/${tenant.id}/`,
    aud: audience,
    appid: app.appId,
    tid: tenant.id,
    ver: "1.0",
  };
  return ok({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: signed(claims, 3599) });
}

const denied = (status: number, error: string, code: number, sentence: string): Answered => ({
  status,
  body: { error, error_description: `AADSTS${code}: ${sentence}`, error_codes: [code] },
});

import type { IncomingMessage } from "node:http";
import { requireScope } from "./access.ts";
import { readAll, readArgs, text } from "./args.ts";
import type { Sandbox } from "./context.ts";
import { SlackError } from "./errors.ts";
import type { Method } from "./methods/method.ts";
import { METHODS } from "./methods/methods.ts";
import type { RateLimiter } from "./rates.ts";
import { type Answered, type Exchange, type Faulty, json, serve, tooFast } from "./serve.ts";
import type { ApiCall, Fields } from "./workspace.ts";

export interface Api extends Faulty {
  sandbox: Sandbox;
  limiter: RateLimiter;
}

/** Answers one call of `/api/<method>` and writes it in the log. */
export async function answerCall(api: Api, name: string, exchange: Exchange): Promise<void> {
  const { sandbox } = api;
  const given = await readGiven(exchange.request);
  const { token, ...args } = given instanceof SlackError ? {} : given;
  const call: ApiCall = { at: sandbox.now(), method: name, args, status: 0, response: {} };
  sandbox.state.calls.push(call);
  const bearer = exchange.request.headers.authorization?.replace(/^Bearer /, "") ?? text({ token }, "token");
  const act = () => perform(api, name, given instanceof SlackError ? given : args, bearer);
  await serve(api, name, exchange, act, ({ status, body, headers }, fault) => {
    const response = headers ? (JSON.parse(body) as Fields) : {};
    Object.assign(call, { status, response, fault: fault?.kind });
    sandbox.changed();
  });
}

/** The arguments, or why they cannot be read. */
async function readGiven(request: IncomingMessage): Promise<Fields | SlackError> {
  try {
    return await readArgs(request, await readAll(request));
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
}

async function perform(api: Api, name: string, args: Fields | SlackError, token?: string): Promise<Answered> {
  const { sandbox } = api;
  try {
    const method = METHODS[name] ?? unknown(name);
    allow(sandbox, method, token);
    if (args instanceof SlackError) throw args;
    const wait = api.limiter.waitFor(name, method.perMinute, args);
    if (wait > 0) return tooFast(wait);
    const result = await method.run(sandbox, args);
    return json({ ok: true, ...result }, 200, scopeHeaders(sandbox, method));
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return json({ ok: false, error: error.code, ...error.extra });
  }
}

const unknown = (name: string): never => {
  throw new SlackError("unknown_method", { req_method: name });
};

/** @throws SlackError as the token or its scopes fall short */
function allow({ state: { app } }: Sandbox, method: Method, token: string | undefined): void {
  if (method.token === "none") return;
  if (!token) throw new SlackError("not_authed");
  if (token !== app.botToken && token !== app.appToken) throw new SlackError("invalid_auth");
  const right = method.token === "app" ? app.appToken : app.botToken;
  if (token !== right) throw new SlackError("not_allowed_token_type");
  if (token === app.botToken && app.tokenRevoked) throw new SlackError("token_revoked");
  // An app's own token is of no workspace.
  if (!app.installed && method.token !== "app") throw new SlackError("account_inactive");
  if (method.scope) requireScope(app.scopes, method.scope);
}

const scopeHeaders = ({ state: { app } }: Sandbox, { scope }: Method): Record<string, string> => ({
  "x-oauth-scopes": [...app.scopes].join(","),
  ...(scope ? { "x-accepted-oauth-scopes": scope } : {}),
});

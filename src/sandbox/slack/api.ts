import type { IncomingMessage, ServerResponse } from "node:http";
import { requireScope } from "./access.ts";
import { readAll, readArgs, text } from "./args.ts";
import type { Sandbox } from "./context.ts";
import { SlackError } from "./errors.ts";
import type { ApiFault, ApiFaults } from "./faults.ts";
import type { Method } from "./methods/method.ts";
import { METHODS } from "./methods/methods.ts";
import type { RateLimiter } from "./rates.ts";
import type { ApiCall, Fields } from "./workspace.ts";

interface Answered {
  status: number;
  response: Fields;
  headers?: Record<string, string>;
}

export interface Api {
  sandbox: Sandbox;
  faults: ApiFaults;
  limiter: RateLimiter;
  /** Resolves when whoever is being kept waiting should be let go. */
  released(): Promise<void>;
}

/** Answers one call of `/api/<method>`, with the fault that was asked for it, and writes it in the log. */
export async function answerCall(api: Api, name: string, request: IncomingMessage, response: ServerResponse) {
  const { sandbox } = api;
  const given = await readGiven(request);
  const fault = api.faults.take(name);
  const { token, ...args } = given instanceof SlackError ? {} : given;
  const call: ApiCall = { at: sandbox.now(), method: name, args, status: 0, response: {}, fault: fault?.kind };
  sandbox.state.calls.push(call);
  const bearer = request.headers.authorization?.replace(/^Bearer /, "") ?? text({ token }, "token");
  const answered =
    (fault && instead(fault)) ?? (await perform(api, name, given instanceof SlackError ? given : args, bearer));
  if (fault?.kind !== "reset-before") Object.assign(call, { status: answered.status, response: answered.response });
  sandbox.changed();
  if (fault?.kind === "delay") await new Promise((go) => setTimeout(go, fault.ms));
  if (fault?.kind === "silence") await api.released();
  if (fault?.kind === "reset-before" || fault?.kind === "reset-after") return void request.socket.resetAndDestroy();
  const body = fault?.kind === "http" ? (fault.body ?? "") : JSON.stringify(answered.response);
  response.writeHead(answered.status, { "content-type": "application/json; charset=utf-8", ...answered.headers });
  response.end(body);
}

/** What a fault puts in the place of the call; undefined when the call takes effect after all. */
function instead(fault: ApiFault): Answered | undefined {
  if (fault.kind === "reset-before") return { status: 0, response: {} };
  if (fault.kind === "http") return { status: fault.status, response: {} };
  if (fault.kind === "error") return { status: 200, response: { ok: false, error: fault.error } };
  if (fault.kind === "ratelimited") return tooFast(fault.retryAfter);
  return undefined;
}

const tooFast = (seconds: number): Answered => ({
  status: 429,
  response: { ok: false, error: "ratelimited" },
  headers: { "retry-after": String(seconds) },
});

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
    return { status: 200, response: { ok: true, ...result }, headers: scopeHeaders(sandbox, method) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 200, response: { ok: false, error: error.code, ...error.extra } };
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
  if (!app.installed) throw new SlackError("account_inactive");
  if (method.scope) requireScope(app.scopes, method.scope);
}

const scopeHeaders = ({ state: { app } }: Sandbox, { scope }: Method): Record<string, string> => ({
  "x-oauth-scopes": [...app.scopes].join(","),
  ...(scope ? { "x-accepted-oauth-scopes": scope } : {}),
});

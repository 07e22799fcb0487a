import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connector } from "./connector/operations.ts";
import type { Sandbox } from "./context.ts";
import { TeamsError } from "./errors.ts";
import type { ApiFaults } from "./faults.ts";
import { graph } from "./graph.ts";
import { identity } from "./identity.ts";
import { claimsOf } from "./keys.ts";
import type { Operation, Request } from "./operation.ts";
import type { RateLimiter } from "./rates.ts";
import { type Answered, type Exchange, errorBody, serve, tooFast } from "./serve.ts";
import type { ApiCall, Fields } from "./workspace.ts";

export interface Web {
  sandbox: Sandbox;
  faults: ApiFaults;
  limiter: RateLimiter;
  /** Resolves when whoever is being kept waiting should be let go. */
  released(): Promise<void>;
}

const OPERATIONS: readonly Operation[] = [...identity, ...connector, ...graph];

/** The HTTP side: the identity provider, the connector of `serviceUrl`, Graph under `/v1.0/`. */
export function webServer(web: () => Web): Server {
  return createServer((request, response) => {
    answer(web(), { request, response }).catch((error: unknown) => {
      console.error("The Teams sandbox failed to answer:", error);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
}

/** Listens on loopback only. @returns the origin, as `http://127.0.0.1:PORT` */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(web: Web, exchange: Exchange): Promise<void> {
  const { sandbox } = web;
  const url = new URL(exchange.request.url ?? "/", sandbox.origin);
  // Clients may write a service URL with or without its last slash.
  const path = url.pathname.replaceAll(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  const body = await readBody(exchange.request);
  for (const operation of OPERATIONS) {
    const groups = operation.method === exchange.request.method ? operation.path.exec(path)?.groups : undefined;
    if (!groups) continue;
    const params = Object.fromEntries(
      Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value ?? "")]),
    );
    return perform(web, operation, exchange, { params, query: url.searchParams, body, bytes: body.bytes, path });
  }
  exchange.response
    .writeHead(404, { "content-type": "application/json" })
    .end(JSON.stringify(errorBody("NotFound", `There is nothing at ${path} in the Teams sandbox.`)));
}

function perform(
  web: Web,
  operation: Operation,
  exchange: Exchange,
  request: Omit<Request, "body"> & { body: Body },
): Promise<void> {
  const { sandbox } = web;
  const { client_secret: _, client_assertion: __, ...args } = request.body.fields;
  const call: ApiCall = {
    at: sandbox.now(),
    method: operation.name,
    path: request.path,
    args,
    status: 0,
    response: {},
  };
  sandbox.state.calls.push(call);
  const act = async (): Promise<Answered> => {
    try {
      allow(sandbox, operation, exchange.request.headers.authorization);
      const wait = web.limiter.waitFor(operation, request.params.conversation ?? "");
      if (wait > 0) return tooFast(wait);
      return await operation.run(sandbox, { ...request, body: request.body.fields });
    } catch (error) {
      if (!(error instanceof TeamsError)) throw error;
      return { status: error.status, body: errorBody(error.code, error.message) };
    }
  };
  return serve(web, operation.name, exchange, act, ({ status, body }, fault) => {
    const secret = operation.name === "token" && status === 200;
    Object.assign(call, { status, response: secret ? {} : (body ?? {}), ...(fault ? { fault: fault.kind } : {}) });
    sandbox.changed();
  });
}

/** @throws TeamsError when the bearer's token is not one of ours for this service */
function allow({ state: { app, tenant } }: Sandbox, { audience }: Operation, authorization = ""): void {
  if (!audience) return;
  const claims = claimsOf(authorization.replace(/^Bearer /, ""));
  const right = claims?.aud === audience && claims?.appid === app.appId && claims?.tid === tenant.id;
  if (!right) throw new TeamsError(401, "Unauthorized", "Authorization has been denied for this request.");
  if (app.disabledByAdmin) throw new TeamsError(403, "BotDisabledByAdmin", "The tenant admin disabled this bot");
}

interface Body {
  fields: Fields;
  bytes: number;
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  const form = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  try {
    const fields =
      text === "" ? {} : form ? Object.fromEntries(new URLSearchParams(text)) : (JSON.parse(text) as Fields);
    // Teams counts a message in UTF-16.
    return { fields, bytes: text.length * 2 };
  } catch {
    return { fields: {}, bytes: text.length * 2 };
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Instant } from "../../src/domain/time.ts";
import { signed } from "../../src/sandbox/teams/keys.ts";
import { listen } from "../../src/sandbox/teams/web.ts";
import { elsewhere } from "./tenant.ts";

type Fields = Record<string, unknown>;

/** Where the two are between whom the relay stands. */
export interface Ends {
  readonly appId: string;
  readonly now: () => Instant;
  playground: string;
  bot: string | undefined;
  /** Called with the id of each activity that the bot has taken. */
  taken?: (id: unknown) => void;
}

/**
 * Stands between the Playground and the bot as the Azure Bot Service does between Teams and a bot. The Playground signs
 * nothing, and the bot takes nothing unsigned, here as everywhere: the relay signs, with keys the bot was told of. It also says
 * what the Playground cannot: the time by a clock that can be moved, and who is of another tenant.
 * @returns its origin; what activities name as their service is under `/_connector`
 */
export async function relay(ends: Ends): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    pass(ends, origin, request, response).catch(() => response.headersSent || response.writeHead(502).end());
  });
  const origin = await listen(server, 0);
  return { origin, close: () => void server.close() };
}

async function pass(ends: Ends, origin: string, request: IncomingMessage, response: ServerResponse) {
  // The Playground looks whether anyone is there before it speaks.
  if (request.method === "HEAD") return void response.writeHead(ends.bot ? 405 : 503).end();
  const body = await read(request);
  const answer = request.url?.startsWith("/_connector")
    ? await fetch(`${ends.playground}${request.url}`, {
        method: request.method,
        headers: JSON_HEADERS,
        body: body || undefined,
      })
    : await toBot(ends, `${origin}/_connector`, JSON.parse(body));
  const text = await answer.text();
  const type = answer.headers.get("content-type") ?? "text/plain";
  response.writeHead(answer.status, { "content-type": type }).end(type.includes("json") ? byTenant(text) : text);
}

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8" };

async function toBot({ appId, now, bot, taken }: Ends, serviceUrl: string, activity: Fields) {
  const timestamp = new Date(now()).toISOString();
  const token = signed({ iss: "https://api.botframework.com", aud: appId, serviceurl: serviceUrl });
  const answer = await fetch(bot!, {
    method: "POST",
    headers: { ...JSON_HEADERS, authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...activity, channelId: "msteams", serviceUrl, timestamp, localTimestamp: timestamp }),
  });
  taken?.(activity.id);
  return answer;
}

/** Members of a roster get the tenant that they are of. */
function byTenant(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value) => {
    const tenantId = elsewhere.get(value?.aadObjectId);
    return tenantId && value.tenantId ? { ...value, tenantId } : value;
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Finding } from "../domain/finding.ts";
import type { Readiness } from "./readiness.ts";

/** What whoever watches the program can ask. Each may be asked at any time, also before all of it is there. */
export interface Asked {
  /** What is stuck, in a sentence; undefined where nothing is. */
  stuck(): string | undefined;
  ready(): Promise<Readiness>;
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
  /** All that a check-up finds: it names people and channels, and is told on this machine only. */
  checkUp(): Promise<readonly Finding[]>;
}

export interface Health {
  /** "http://127.0.0.1:3010" */
  readonly where: string;
  close(): Promise<void>;
}

/** The message is for whoever starts the program. */
export class HealthError extends Error {
  override name = "HealthError";
}

/** A browser sends no such header unasked: a page that somebody has open cannot ask in their name. */
export const DOCTOR = { path: "/doctor", header: "x-rejoinder", value: "doctor" } as const;

/** Milliseconds: who watches asks in one breath. */
const BRIEF = { headersTimeout: 5_000, requestTimeout: 5_000, connectionsCheckingInterval: 2_000 };

/** Listens for whoever watches the program. @throws HealthError where it cannot */
export async function serveHealth(at: { host: string; port: number }, asked: Asked): Promise<Health> {
  const server = createServer(BRIEF, (request, response) => {
    answer(request, response, asked).catch(() => say(response, 500, "text/plain; charset=utf-8", "That went wrong.\n"));
  });
  const port = await listen(server, at);
  return {
    where: `http://${at.host.includes(":") ? `[${at.host}]` : at.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return say(response, 405, TEXT, "Only GET is answered.\n");
  switch (request.url?.split("?")[0]) {
    case "/healthz": {
      const stuck = asked.stuck();
      return say(response, stuck ? 503 : 200, JSON_TYPE, json(stuck ? { ok: false, say: stuck } : { ok: true }));
    }
    case "/readyz": {
      const found = await asked.ready();
      return say(response, found.ok ? 200 : 503, JSON_TYPE, json(found));
    }
    case "/metrics": {
      const { type, text } = await asked.metrics();
      return say(response, 200, type, text);
    }
    case DOCTOR.path:
      if (!isOwnMachine(request))
        return say(response, 403, TEXT, "Only npm run doctor, on this machine, is answered.\n");
      return say(response, 200, JSON_TYPE, json({ findings: await asked.checkUp() }));
    default:
      return say(response, 404, TEXT, "There are /healthz, /readyz and /metrics.\n");
  }
}

/** From here to here, by no proxy: a proxy on this machine speaks for others. */
function isOwnMachine({ socket, headers }: IncomingMessage): boolean {
  const [from, to] = [socket.remoteAddress ?? "", socket.localAddress];
  const here = from === to || /^(?:::ffff:)?127\.|^::1$/.test(from);
  const proxied = Object.keys(headers).some((name) => name === "via" || /^(?:x-)?forwarded/.test(name));
  return here && !proxied && headers[DOCTOR.header] === DOCTOR.value;
}

const TEXT = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function say(response: ServerResponse, status: number, type: string, text: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new HealthError(whyNot(error, host, port), { cause: error })),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function whyNot({ code }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE")
    return `Port ${port} on ${host} is in use by another program: stop that one, or set HEALTH_PORT to another.`;
  if (code === "EACCES") return `Port ${port} is reserved to the system: set HEALTH_PORT to one above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1.`;
  return `Rejoinder cannot listen on ${host}, port ${port} (${code}): check HOST and HEALTH_PORT.`;
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readAll } from "../slack/args.ts";
import type { Built } from "./build.ts";
import { changes } from "./changes.ts";
import { doingRoutes } from "./doing-routes.ts";
import { SAFE_HEADERS, stranger } from "./guard.ts";
import { knowsRoutes } from "./knows-routes.ts";
import type { PageParts } from "./parts.ts";
import { reading } from "./reading.ts";
import { type Bytes, isRefusal, type Routes } from "./routes.ts";
import { timeRoutes } from "./time-routes.ts";
import { viewRoutes } from "./view-routes.ts";

export interface PageOptions {
  /** The one asked for; the next free one where it is taken, any free one for 0. */
  readonly port: number;
  readonly built: Built;
}

interface Page {
  readonly url: string;
  /** From now on it shows these: everything began afresh. */
  show(parts: PageParts): void;
  close(): Promise<void>;
}

/** The sandbox's page on loopback. @throws when none of twenty ports is free */
export async function servePage(parts: PageParts, { port, built }: PageOptions): Promise<Page> {
  const news = changes();
  let shown = showing(parts, news.happened);
  const server = createServer((request, response) => {
    const refused = stranger(request);
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
    if (refused) return json(response, 403, { refused });
    const { pathname } = new URL(request.url ?? "/", "http://page");
    if (pathname === "/api/changes") return news.listen(response);
    if (pathname.startsWith("/api/")) return void answer(shown.routes, request, response, news.happened);
    file(built, pathname, response);
  });
  const url = await listen(server, port);
  return {
    url,
    show(next) {
      shown.stop();
      shown = showing(next, news.happened);
      news.happened();
    },
    async close() {
      shown.stop();
      news.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function showing(parts: PageParts, happened: () => void): { readonly routes: Routes; stop(): void } {
  const read = reading(parts.sandbox);
  const stops = [parts.sandbox.onChange(happened), parts.clock.onMove(happened)];
  return {
    routes: { ...viewRoutes(parts, read), ...doingRoutes(parts, read), ...timeRoutes(parts), ...knowsRoutes(parts) },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

async function answer(routes: Routes, request: IncomingMessage, response: ServerResponse, happened: () => void) {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://page");
  const route = routes[`${request.method} ${pathname}`];
  if (!route) return json(response, 404, { refused: "There is no such thing here." });
  try {
    const body = request.method === "GET" ? undefined : JSON.parse((await readAll(request)).toString() || "{}");
    const answered = await route({ query: searchParams, body });
    if (isBytes(answered)) sendBytes(response, answered);
    else json(response, 200, answered);
  } catch (fault) {
    const sentence = isRefusal(fault) ? fault.message : "Something went wrong here, by a fault of the sandbox's own.";
    if (!isRefusal(fault)) console.error("The sandbox's page failed to answer:", fault);
    json(response, isRefusal(fault) ? 409 : 500, { refused: sentence });
  }
  if (request.method === "POST") happened();
}

function json(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(body ?? null));
}

const isBytes = (answered: unknown): answered is Bytes => (answered as Bytes | null)?.bytes instanceof Uint8Array;

/** A file that someone attached is never run as a page of ours. */
function sendBytes(response: ServerResponse, { bytes, mimetype }: Bytes): void {
  const picture = /^image\/(png|jpeg|gif|webp)$/.test(mimetype);
  response.writeHead(200, {
    "content-type": picture ? mimetype : "application/octet-stream",
    "cache-control": "private, max-age=3600",
    ...(picture ? {} : { "content-disposition": "attachment" }),
  });
  response.end(bytes);
}

function file(built: Built, pathname: string, response: ServerResponse): void {
  const found = built.files.get(pathname === "/" ? "/index.html" : pathname);
  if (!found) {
    json(response, 404, { refused: "There is no such page." });
    return;
  }
  response.writeHead(200, {
    "content-type": found.mimetype,
    "cache-control": pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store",
  });
  response.end(found.bytes);
}

async function listen(server: Server, port: number): Promise<string> {
  for (let next = port; ; next++)
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(next, "127.0.0.1", () => resolve(void server.off("error", reject)));
      });
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    } catch (fault) {
      server.removeAllListeners("error");
      if ((fault as NodeJS.ErrnoException).code !== "EADDRINUSE" || port === 0 || next >= port + 20) throw fault;
    }
}

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Api, answerCall } from "./api.ts";
import { readAll, readArgs } from "./args.ts";
import { SlackError } from "./errors.ts";
import { respondTo } from "./responders.ts";
import { type Exchange, json, serve } from "./serve.ts";
import type { SocketMode } from "./socket-mode.ts";

/** The HTTP side: `/api/<method>`, file uploads and downloads, response URLs, and the WebSocket at `/link/`. */
export function webServer(api: () => Api, sockets: () => SocketMode): Server {
  const server = createServer((request, response) => {
    route(api(), { request, response }).catch((error: unknown) => {
      console.error("The Slack sandbox failed to answer:", error);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  server.on("upgrade", (request, socket) => {
    const known = new URL(request.url ?? "/", "http://sandbox").pathname === "/link/";
    if (known) sockets().accept(request, socket);
    else socket.destroy();
  });
  return server;
}

/** Listens on loopback only. @returns the origin, as `http://127.0.0.1:PORT` */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function route(api: Api, exchange: Exchange): Promise<void> {
  const [, area, ...rest] = new URL(exchange.request.url ?? "/", "http://sandbox").pathname.split("/");
  if (area === "api") return answerCall(api, rest.join("/"), exchange);
  if (area === "response") return answerResponse(api, rest[0] ?? "", exchange);
  if (area === "upload") return upload(api, rest[1] ?? "", exchange);
  if (area === "files") return download(api, rest[0] ?? "", exchange);
  exchange.response.writeHead(404).end();
}

function answerResponse(api: Api, secret: string, exchange: Exchange): Promise<void> {
  return serve(api, "response_url", exchange, async () => {
    try {
      respondTo(api.sandbox, secret, await readArgs(exchange.request, await readAll(exchange.request)));
      return json({ ok: true });
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const status = error.code === "expired_url" || error.code === "used_url" ? 404 : 400;
      return json({ ok: false, error: error.code, ...error.extra }, status);
    }
  });
}

/** The bytes of a file, raw or as a form's first file. */
function upload(api: Api, id: string, exchange: Exchange): Promise<void> {
  return serve(api, "upload", exchange, async () => {
    const raw = await readAll(exchange.request);
    const file = api.sandbox.state.files.get(id);
    if (!file) return { status: 404, body: "file_not_found" };
    const type = exchange.request.headers["content-type"] ?? "";
    if (type.startsWith("multipart/form-data")) {
      const parts = Object.values(await readArgs(exchange.request, raw));
      const part = parts.find((value) => value instanceof Blob);
      file.content = part instanceof Blob ? Buffer.from(await part.arrayBuffer()) : Buffer.from(String(parts[0] ?? ""));
    } else file.content = raw;
    api.sandbox.changed();
    return { status: 200, body: `OK - ${file.content.length}` };
  });
}

/** A file's content, for a bearer of the bot's token, as `url_private` has it. */
async function download({ sandbox }: Api, id: string, { request, response }: Exchange): Promise<void> {
  const file = sandbox.state.files.get(id);
  const allowed = request.headers.authorization === `Bearer ${sandbox.state.app.botToken}`;
  if (!file || !allowed) response.writeHead(file ? 403 : 404).end();
  else response.writeHead(200, { "content-type": file.mimetype }).end(file.content);
}

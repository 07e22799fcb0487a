import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { acceptPeer, type Peer } from "../../../src/sandbox/slack/frames.ts";

/** Slack's end of Socket Mode that sends what a test tells it to, word for word, nonsense included. */
export async function socketServer() {
  let peer: Peer | undefined;
  let probes = 0;
  const waiting = new Map<string, () => void>();
  let opened = Promise.withResolvers<void>();

  const server = createServer((request, response) => {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`;
    const who = { ok: true, url: "https://fixture.slack.com/", team_id: "TFIRM", user_id: "UBOT", bot_id: "BBOT" };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(request.url?.endsWith("auth.test") ? who : { ok: true, url }));
  });
  server.on("upgrade", (request, socket) => {
    const own = acceptPeer(request, socket, {
      onText(text) {
        const { envelope_id } = JSON.parse(text) as { envelope_id: string };
        waiting.get(envelope_id)?.();
      },
      onClose() {
        if (peer !== own) return;
        peer = undefined;
        opened = Promise.withResolvers();
      },
    });
    peer = own;
    own.send(JSON.stringify({ type: "hello", num_connections: 1 }));
    opened.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const within = (work: Promise<void>, limit: number) => {
    let timer: NodeJS.Timeout;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), limit);
    });
    return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
  };

  /** Sends one frame. Resolves to whether it was acknowledged in time, or at once where that is not asked for. */
  async function send(frame: object | string, acknowledged: boolean, limit: number): Promise<boolean> {
    if (!(await within(opened.promise, limit))) return false;
    const { promise, resolve } = Promise.withResolvers<void>();
    if (typeof frame === "object") waiting.set(String((frame as { envelope_id?: unknown }).envelope_id), resolve);
    peer?.send(typeof frame === "string" ? frame : JSON.stringify(frame));
    return acknowledged ? within(promise, limit) : true;
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    send,
    /** Whether the app still takes what comes; it may have to open another socket first. */
    async alive(limit: number): Promise<boolean> {
      for (let tries = 0; tries < 3; tries++) {
        const envelope_id = `probe-${probes++}`;
        const payload = { type: "event_callback", event_id: envelope_id, event: { type: "message" } };
        if (await send({ envelope_id, type: "events_api", payload }, true, limit / 3)) return true;
      }
      return false;
    },
    async close() {
      server.closeAllConnections();
      peer?.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

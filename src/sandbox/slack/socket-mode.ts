import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Answer, Line } from "./context.ts";
import { acceptPeer, type Peer } from "./frames.ts";

/** Socket Mode: the app's open WebSockets, and the line over them. */
export interface SocketMode extends Line {
  accept(request: IncomingMessage, socket: Duplex): void;
  /** How many connections are open. */
  count(): number;
  /** Asks every connection to reconnect, as Slack does now and then. */
  refresh(reason?: "refresh_requested" | "warning" | "link_disabled"): void;
  /** Cuts every connection without a word. */
  cut(): void;
}

export interface SocketModeOptions {
  appId: string;
  ackWithin: number;
  changed(): void;
}

export function socketMode({ appId, ackWithin, changed }: SocketModeOptions): SocketMode {
  const peers: Peer[] = [];
  const unanswered = new Map<string, { peer: Peer; settle(answer: Answer): void }>();
  let turn = 0;

  const debug_info = { host: "sandbox", build_number: 1, approximate_connection_time: 3600 };

  return {
    accept(request, socket) {
      const peer: Peer = acceptPeer(request, socket, {
        onText(text) {
          const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload?: unknown };
          unanswered.get(envelope_id)?.settle({ way: "socket", status: 200, body: payload });
        },
        onClose() {
          peers.splice(peers.indexOf(peer), 1);
          for (const { peer: whose, settle } of [...unanswered.values()]) {
            if (whose === peer) settle({ way: "socket", status: 0, failure: "connection_failed" });
          }
          changed();
        },
      });
      peers.push(peer);
      const num_connections = peers.length;
      peer.send(JSON.stringify({ type: "hello", num_connections, debug_info, connection_info: { app_id: appId } }));
      changed();
    },
    count: () => peers.length,
    refresh(reason = "refresh_requested") {
      for (const peer of peers) peer.send(JSON.stringify({ type: "disconnect", reason, debug_info }));
    },
    cut() {
      for (const peer of [...peers]) peer.destroy();
    },
    send(type, payload, retry) {
      // Slack sends each envelope down one of the open connections, any of them.
      const peer = peers[turn++ % peers.length];
      if (!peer) return Promise.resolve({ way: "none", status: 0, failure: "connection_failed" });
      const envelope_id = randomUUID();
      const again = retry ? { retry_attempt: retry.num, retry_reason: SAID[retry.reason] ?? retry.reason } : FIRST;
      const accepts_response_payload = type !== "events_api";
      return new Promise<Answer>((resolve) => {
        const settle = (answer: Answer) => {
          clearTimeout(timer);
          unanswered.delete(envelope_id);
          resolve(answer);
        };
        const timer = setTimeout(() => settle({ way: "socket", status: 0, failure: "http_timeout" }), ackWithin);
        unanswered.set(envelope_id, { peer, settle });
        const events = type === "events_api" ? again : {};
        peer.send(JSON.stringify({ envelope_id, payload, type, accepts_response_payload, ...events }));
      });
    },
  };
}

const FIRST = { retry_attempt: 0, retry_reason: "" };
const SAID: Record<string, string> = { http_timeout: "timeout" };

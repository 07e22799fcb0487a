import { createHmac } from "node:crypto";
import { connect, type Socket } from "node:net";
import { percentile } from "./figures.ts";

// The callers, in a process of their own, so that what they cost is not the measured app's. Each sends its next event as soon
// as the last is acknowledged, over a connection of its own that it keeps. Node's own HTTP client would cost as much as the apps.

export const SECRET = "not-a-secret";

/** Either for so many milliseconds, or these and no more. */
export interface Round {
  readonly address: string;
  readonly callers: number;
  readonly ms?: number;
  readonly bodies?: readonly string[];
}

export interface Load {
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
  readonly failed: number;
}

let events = 0;

async function run({ address, callers, ms, bodies }: Round): Promise<Load> {
  const { hostname, port, host, pathname } = new URL(address);
  // Signed beforehand, as many as the fastest app could take; what is left over is not sent.
  const some = bodies ?? Array.from({ length: Math.ceil((ms ?? 0) * 16) }, anEvent);
  const ready = some.map((body) => request(body, host, pathname)).reverse();
  const sockets = await Promise.all(Array.from({ length: callers }, () => connected(Number(port), hostname)));
  const took: number[] = [];
  let failed = 0;
  const from = performance.now();
  const caller = async (socket: Socket) => {
    while (ms === undefined || performance.now() - from < ms) {
      const next = ready.pop() ?? (bodies ? undefined : request(anEvent(), host, pathname));
      if (!next) return;
      const sent = performance.now();
      if ((await send(socket, next)) !== 200) failed++;
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(sockets.map(caller));
  const seconds = (performance.now() - from) / 1000;
  for (const socket of sockets) socket.destroy();
  return { perSecond: took.length / seconds, median: percentile(took, 0.5), p99: percentile(took, 0.99), failed };
}

const connected = (port: number, host: string) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ port, host, noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });

/** The status, once the whole answer is here. @throws where the connection ends before. */
const send = (socket: Socket, bytes: Buffer) =>
  new Promise<number>((resolve, reject) => {
    let answer = "";
    const over = () => reject(new Error("A measured app hung up without an answer."));
    const more = (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (!isWhole(answer)) return;
      socket.off("data", more).off("close", over);
      resolve(Number(answer.slice(9, 12)));
    };
    socket.on("data", more).on("close", over).write(bytes);
  });

function isWhole(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith("\r\n0\r\n\r\n") : answer.length >= head + 4 + Number(length);
}

function request(text: string, host: string, path: string): Buffer {
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", SECRET).update(`v0:${stamp}:${text}`).digest("hex");
  return Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      `Host: ${host}`,
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(text)}`,
      `X-Slack-Request-Timestamp: ${stamp}`,
      `X-Slack-Signature: v0=${signature}`,
      `\r\n${text}`,
    ].join("\r\n"),
  );
}

/** The like was never sent before. */
function anEvent(): string {
  events++;
  const ts = `${Math.floor(Date.now() / 1000)}.${String(events % 1_000_000).padStart(6, "0")}`;
  const text = "Could you confirm whether the fixture lease was signed before the holiday closing?";
  return envelope(`Ev${process.pid}x${events}`, { channel: "CACME", user: "UDANA", text, ts });
}

/** A message as Slack's Events API wraps it. */
export const envelope = (
  id: string,
  message: { channel: string; user: string; text: string; ts: string; thread_ts?: string },
): string =>
  JSON.stringify({
    token: "not-a-token",
    team_id: "T0FIXTURE",
    api_app_id: "A0FIXTURE",
    event: {
      ...{ type: "message", ...message, team: "T0FIXTURE", event_ts: message.ts, channel_type: "channel" },
      blocks: [
        {
          type: "rich_text",
          block_id: "b1",
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: message.text }] }],
        },
      ],
    },
    type: "event_callback",
    event_id: id,
    event_time: Math.floor(Number(message.ts)),
    authorizations: [
      { enterprise_id: null, team_id: "T0FIXTURE", user_id: "UBOT", is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: true,
    event_context: "4-fixture",
  });

if (import.meta.main) {
  process.on("message", (round: Round) => void run(round).then((load) => process.send!(load)));
  process.on("disconnect", () => process.exit());
}

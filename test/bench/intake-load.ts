import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { percentile } from "./figures.ts";

// The callers, in a process of their own, so that what they cost is not the measured app's. Each sends its next event as soon
// as the last is acknowledged, over a connection of its own that it keeps.

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

interface Signed {
  readonly body: Buffer;
  readonly headers: Record<string, string | number>;
}

let events = 0;

async function run({ address, callers, ms, bodies }: Round): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  // Signed beforehand, as many as the fastest app could take; what is left over is not sent.
  const ready = (bodies ?? Array.from({ length: Math.ceil((ms ?? 0) * 16) }, anEvent)).map(signed).reverse();
  const url = new URL(address);
  const took: number[] = [];
  let failed = 0;
  const from = performance.now();
  const caller = async () => {
    while (ms === undefined || performance.now() - from < ms) {
      const next = ready.pop() ?? (bodies ? undefined : signed(anEvent()));
      if (!next) return;
      const sent = performance.now();
      if ((await send(url, agent, next)) !== 200) failed++;
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - from) / 1000;
  agent.destroy();
  return { perSecond: took.length / seconds, median: percentile(took, 0.5), p99: percentile(took, 0.99), failed };
}

const send = (url: URL, agent: Agent, { body, headers }: Signed) =>
  new Promise<number>((resolve, reject) => {
    const call = request(
      { agent, host: url.hostname, port: url.port, path: url.pathname, method: "POST", headers },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode!));
      },
    );
    call.on("error", reject);
    call.end(body);
  });

function signed(text: string): Signed {
  const stamp = String(Math.floor(Date.now() / 1000));
  const body = Buffer.from(text);
  return {
    body,
    headers: {
      "content-type": "application/json",
      "content-length": body.length,
      "x-slack-request-timestamp": stamp,
      "x-slack-signature": `v0=${createHmac("sha256", SECRET).update(`v0:${stamp}:${text}`).digest("hex")}`,
    },
  };
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

import { setTimeout as wait } from "node:timers/promises";
import { type App, SocketModeReceiver } from "@slack/bolt";
import { type Instant, MINUTE } from "../../domain/time.ts";
import { ChatError, type Desk } from "../platform.ts";
import { awayEnvelope, type Delivery, HELD_BACK, remark, socketDelivery } from "./delivery.ts";
import { interact } from "./interact.ts";
import { boltLogger, type Log } from "./log.ts";
import { problemOf, slackError } from "./outcome.ts";
import { type Fields, fields } from "./read.ts";
import type { Receiving } from "./receiver-http.ts";

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
}

interface FromSocket {
  readonly type: unknown;
  readonly body: unknown;
  readonly ack: (payload?: Record<string, unknown>) => Promise<void>;
}

/** So long at most the client takes for open what is dead: Slack's pings are missed after half of it. */
const UNNOTICED = MINUTE;
const LONGEST_WAIT = 30_000;
const PATIENCE = 30_000;

/**
 * Receives over Socket Mode: keep → acknowledge, as over HTTP. Reconnecting is ours: Slack's client gives up for good, or brings
 * the process down, when the network is away at the wrong moment.
 */
export function socketReceiver(
  options: SocketOptions,
  clock: { now(): Instant },
  keep: Desk["keep"],
  log: Log,
): Receiving {
  let app: App | undefined;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const { client } = new SocketModeReceiver({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    logger: boltLogger(log),
    installerOptions: { clientOptions: { slackApiUrl: options.apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 } },
  });

  // Bolt's own listener acknowledges before anything is stored. And the client rejects, where nobody listens, on what is no envelope.
  client.removeAllListeners("slack_event");
  const [parse] = client.listeners("ws_message") as ((data: unknown, binary: boolean) => Promise<void>)[];
  client.removeAllListeners("ws_message");
  let lost: Instant | undefined;
  let warned = false;
  client.on("ws_message", (data: unknown, binary: boolean) => {
    const text = String(data);
    warned ||= /"type": *"disconnect"/.test(text.slice(0, 200));
    parse?.(asEvent(text), binary).catch(() => log.warn({}, "Slack sent something unreadable over the socket"));
  });
  client.on("slack_event", (arrived: FromSocket) => {
    const work = taken(arrived).catch(() =>
      log.warn({}, "Slack: the socket closed before an answer; Slack will send it again"),
    );
    underWay.add(work);
    work.finally(() => underWay.delete(work));
  });
  client.on("disconnected", () => {
    // One that broke off had perhaps been dead for a while.
    lost ??= clock.now() - (warned ? 0 : UNNOTICED);
    void reconnect();
  });

  async function taken({ type, body, ack }: FromSocket) {
    const delivery: Delivery = socketDelivery(type, body, clock.now());
    if (delivery.kind === "event") {
      const kept = await keep(delivery.envelope).then(
        () => true,
        () => false,
      );
      if (kept) return ack();
      return log.error({}, "Slack: an event could not be stored; Slack will send it again");
    }
    let answered = false;
    const answer = async (said?: unknown) => {
      if (answered) return;
      answered = true;
      await ack(typeof said === "string" ? { text: said } : (said as Record<string, unknown> | undefined));
    };
    const why = remark(delivery);
    if (why) log.warn({}, why);
    if (delivery.kind !== "interaction" || (await interact(app, delivery.body, answer, log))) await answer();
  }

  // A socket that opens and never says hello is no socket; letting go of it makes `start` reject.
  async function connect() {
    const timer = setTimeout(() => void client.disconnect(), PATIENCE);
    await client.start().finally(() => clearTimeout(timer));
  }

  let connecting = false;
  async function reconnect() {
    if (connecting || stopping.signal.aborted) return;
    connecting = true;
    for (let tries = 0; !stopping.signal.aborted; tries++) {
      if (tries > 0)
        await wait(Math.min(100 * 2 ** tries, LONGEST_WAIT), undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) break;
      const connected =
        isOpen() ||
        (await connect().then(
          () => true,
          () => false,
        ));
      if (connected && (await noted()) && isOpen()) break;
      if (tries === 5) log.warn({}, "Slack: the socket cannot be opened again yet; Rejoinder keeps trying");
    }
    connecting = false;
  }

  /** What was missed meanwhile is written down before it counts as connected. */
  async function noted(): Promise<boolean> {
    const [from, now] = [lost, clock.now()];
    lost = undefined;
    // Slack sends again what nobody acknowledged, a minute later and five.
    const bridged = from === undefined || (warned && now - from < MINUTE);
    warned = false;
    if (bridged) return true;
    return keep(awayEnvelope(from, now)).then(
      () => true,
      () => {
        lost = from;
        return false;
      },
    );
  }

  const isOpen = () => client.websocket?.isActive() === true;

  return {
    init: (made) => {
      app = made;
    },
    async start() {
      connecting = true;
      await connect().catch((error) => {
        const why = slackError(error) ?? problemOf(error);
        throw new ChatError(`Slack opens no socket (${why}): check SLACK_APP_TOKEN, and that Socket Mode is on.`, {
          cause: error,
        });
      });
      connecting = false;
      return "Socket Mode";
    },
    connected: () => !connecting && isOpen(),
    async stop() {
      stopping.abort();
      await Promise.allSettled(underWay);
      await client.disconnect();
    },
  };
}

// The client stumbles over an event that has no inner event, as the word that events were held back.
function asEvent(text: string): string {
  if (!text.includes(`"${HELD_BACK}"`)) return text;
  const envelope = readAs(text);
  const payload = fields(envelope.payload);
  if (payload.type !== HELD_BACK) return text;
  return JSON.stringify({ ...envelope, payload: { ...payload, event: { type: HELD_BACK } } });
}

function readAs(text: string): Fields {
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, Receiver } from "@slack/bolt";
import type { Instant } from "../../domain/time.ts";
import { type Doorkeeper, doorkeeper, RETRY_AFTER } from "../door.ts";
import type { Desk } from "../platform.ts";
import { type Address, webServer } from "../web-server.ts";
import { type Delivery, deliveryOf, remark } from "./delivery.ts";
import type { Pages } from "./install-pages.ts";
import { interact } from "./interact.ts";
import type { Log } from "./log.ts";
import { replays } from "./replays.ts";
import { isSigned } from "./signature.ts";

export interface HttpOptions extends Address {
  readonly signingSecret: string;
  /** What a person may open in a browser beside it. */
  readonly pages?: Pages;
}

/** Bolt's receiver, which says whether it receives just now. */
export interface Receiving extends Receiver {
  connected(): boolean;
}

const PATH = "/slack/events";
// Slack writes a letter of most scripts as six characters, and an edit brings 40,000 of them four times over.
const LARGEST = 5_000_000;

/**
 * Receives over HTTP, all on one path: verify → keep → acknowledge. An event is acknowledged only once it is kept; who keeps
 * it also carries it on. `start` resolves to the address.
 */
export function httpReceiver(options: HttpOptions, clock: { now(): Instant }, keep: Desk["keep"], log: Log): Receiving {
  let app: App | undefined;
  const underWay = new Set<Promise<void>>();
  const door = doorkeeper();
  const cameBefore = replays();
  const server = webServer((request, response) => {
    // The other side hanging up half-way is its own affair; whatever it sent, it will send again.
    const work = take(request, response)
      .catch(() => answer(response, 503))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }, options);

  async function take(request: IncomingMessage, response: ServerResponse) {
    if (await options.pages?.(request, response)) return;
    if (door.tooMany(request)) return answer(response, 429, "Too many.");
    if (request.method !== "POST" || request.url?.split("?")[0] !== PATH) {
      door.refused(request);
      return answer(response, 404, "Slack's requests go to POST /slack/events.");
    }
    const body = await read(request, door);
    if (body === "no room") return answer(response, 429, "Too many.");
    if (body === "too large") {
      door.refused(request);
      log.error({}, "Slack: a request larger than Slack ever sends was refused");
      return answer(response, 413, "Too large.");
    }
    const { "x-slack-request-timestamp": timestamp, "x-slack-signature": signature } = request.headers;
    const now = clock.now();
    if (!isSigned(options.signingSecret, timestamp, signature, body, now)) {
      door.refused(request);
      log.warn(
        {},
        "Slack: a request without Slack's signature was refused (wrong signing secret, or a clock more than 5 minutes off)",
      );
      return answer(response, 401, "Not signed by Slack.");
    }
    const delivery = deliveryOf(body.toString("utf8"), request.headers["content-type"], now);
    if (delivery.kind === "interaction" && cameBefore(String(signature), now)) {
      log.warn({}, "Slack: a request that was answered already came again, and was answered with nothing");
      return answer(response, 200);
    }
    await taken(delivery, response);
  }

  async function taken(delivery: Delivery, response: ServerResponse) {
    if (delivery.kind === "event") {
      const kept = await keep(delivery.envelope).then(
        () => true,
        () => false,
      );
      if (!kept) log.error({}, "Slack: an event could not be stored; Slack will send it again");
      return answer(response, kept ? 200 : 503);
    }
    if (delivery.kind === "handshake") return answer(response, 200, delivery.answer);
    const why = remark(delivery);
    if (why) log.warn({}, why);
    const done =
      delivery.kind !== "interaction" ||
      (await interact(app, delivery.body, (said) => answer(response, 200, said), log));
    answer(response, done ? 200 : 503);
  }

  return {
    init: (made) => {
      app = made;
    },
    start: async () => `${await server.start()}${PATH}`,
    connected: server.listens,
    async stop() {
      await server.stop();
      await Promise.all(underWay);
    },
  };
}

/** A request of nobody knows whom yet: of what is larger than usual there is room for so much at a time. */
function read(request: IncomingMessage, door: Doorkeeper): Promise<Buffer | "too large" | "no room"> {
  if (Number(request.headers["content-length"]) > LARGEST) return Promise.resolve("too large");
  // Events, and not the stream's iterator: that one costs a request as much as checking its signature.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (why: "too large" | "no room") => {
      request.pause();
      chunks.length = 0;
      resolve(why);
    };
    request.on("data", (chunk: Buffer) => {
      if (size + chunk.length > LARGEST) return stop("too large");
      if (!door.room(chunk.length, size + chunk.length)) return stop("no room");
      size += chunk.length;
      chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => door.done(size));
  });
}

/** Answers once; later answers to the same request are too late and go nowhere. */
function answer(response: ServerResponse, status: number, said?: unknown) {
  if (response.headersSent) return;
  if (said === undefined && status === 200) return void response.writeHead(200, NOTHING_MORE).end();
  const text = typeof said === "string" || said === undefined ? (said ?? "") : JSON.stringify(said);
  response.writeHead(status, {
    "content-type": typeof said === "object" ? "application/json" : "text/plain; charset=utf-8",
    "content-length": String(Buffer.byteLength(text)),
    ...(status === 413 || status === 429 ? { connection: "close" } : {}),
    ...(status === 429 ? { "retry-after": String(RETRY_AFTER) } : {}),
  });
  response.end(text);
}

const NOTHING_MORE = ["content-length", "0"];

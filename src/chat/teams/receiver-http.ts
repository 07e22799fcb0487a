import { createHash } from "node:crypto";
import type { Activity } from "botbuilder";
import express, { type NextFunction, type Request, type Response } from "express";
import type { Instant } from "../../domain/time.ts";
import { type Doorkeeper, doorkeeper, RETRY_AFTER } from "../door.ts";
import type { Desk, Envelope } from "../platform.ts";
import { webServer } from "../web-server.ts";
import type { Line } from "./adapter.ts";
import type { Answered } from "./dialogs.ts";
import { type Endpoints, type Installation, isTrusted } from "./installation.ts";
import type { Log } from "./log.ts";
import { eventOf } from "./normalise.ts";
import { type Fields, fields, word } from "./read.ts";

export interface Receiving {
  readonly here: Installation;
  readonly endpoints: Endpoints;
  readonly line: Line;
  readonly clock: { now(): Instant };
  readonly keep: Desk["keep"];
  /** Notes that an activity was sent back, which Teams may not send again. */
  readonly sentBack: () => Promise<void>;
  /** Answers what a person waits for; never rejects. */
  readonly answer: (activity: Fields) => Promise<Answered>;
  readonly log: Log;
}

const PATH = "/api/messages";
const LARGEST = "1mb";
/** The same in bytes. */
const MOST = 1_048_576;

/**
 * Receives activities on one path: signed by the Bot Framework → of the firm's tenant, from a service we trust → kept →
 * acknowledged. Who keeps one also carries it on. What a person waits for is answered at once. `start` resolves to the address.
 */
export function receiver(to: Receiving, host: string, port: number) {
  const underWay = new Set<Promise<void>>();
  const web = express().disable("x-powered-by");
  const door = doorkeeper();
  web.use((request, response, next) => enter(door, request, response, next));
  web.post(PATH, express.json({ limit: LARGEST }), (request, response) => {
    const work = take(to, door, request, response)
      .catch(() => end(response, 503))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  });
  web.use((request, response) => {
    door.refused(request);
    end(response, 404, "Teams' activities go to POST /api/messages.");
  });
  web.use((error: { status?: number }, request: Request, response: Response, _next: NextFunction) => {
    door.refused(request);
    end(response, error.status === 413 ? 413 : 400, "That is no activity.");
  });
  const server = webServer(web, { host, port, setting: "TEAMS_PORT" });

  return {
    start: async () => `${await server.start()}${PATH}`,
    connected: server.listens,
    async stop() {
      await server.stop();
      await Promise.all(underWay);
    },
  };
}

/** Before a byte of its body is read: whether it is listened to, and whether there is room for what it announces. */
function enter(door: Doorkeeper, request: Request, response: Response, next: NextFunction) {
  if (door.tooMany(request)) return end(response, 429, "Too many.");
  if (request.method === "POST" && !/^Bearer \S/.test(request.get("authorization") ?? "")) {
    door.refused(request);
    return end(response, 401, "Not signed by the Bot Framework.");
  }
  // One that does not say how large it is may be as large as any.
  const size = Math.min(Number(request.get("content-length") ?? MOST), MOST) || 0;
  if (!door.room(size, size)) return end(response, 429, "Too many.");
  request.once("close", () => door.done(size));
  next();
}

async function take(to: Receiving, door: Doorkeeper, request: Request, response: Response): Promise<void> {
  const activity = fields(request.body);
  if (!word(activity.type)) {
    door.refused(request);
    return end(response, 400, "That is no activity.");
  }
  const signed = await signedBy(to, activity, request.get("authorization"));
  if (signed === "cannot say") {
    await to.sentBack();
    return end(response, 503);
  }
  if (!signed) {
    door.refused(request);
    return end(response, 401, "Not signed by the Bot Framework.");
  }
  const stranger = strangeness(to, activity);
  if (stranger) {
    door.refused(request);
    to.log.warn({}, `Teams: an activity was refused: ${stranger}`);
    return end(response, 403, "Not for this bot.");
  }
  await to.line.adapter.processActivityDirect(signed, activity as unknown as Activity, async () => {
    if (activity.type === "invoke") return answered(response, await to.answer(activity));
    const kept = await to.keep(envelopeOf(activity, to.clock.now())).then(
      () => true,
      () => false,
    );
    if (!kept) {
      to.log.error({}, "Teams: an activity could not be stored; Teams will send it again");
      await to.sentBack();
    }
    end(response, kept ? 200 : 503);
  });
}

/**
 * Whose signature it bears; undefined where it is not the Bot Framework's, or not on what was sent. What is refused is not sent
 * again, so where the keys to check it with cannot be had just now, that is said instead.
 */
async function signedBy({ line, log }: Receiving, activity: Fields, authorization = "") {
  // Other channels of the Bot Framework are trusted in ways of their own, and none of them is Teams.
  if (activity.channelId !== undefined && activity.channelId !== "msteams") return undefined;
  return line.authentication.authenticateRequest(activity as unknown as Activity, authorization).catch((error) => {
    if (withoutKeys(error)) {
      log.warn({}, "Teams: the Bot Framework's signing keys cannot be had just now; Teams will send again");
      return "cannot say" as const;
    }
    log.warn(
      {},
      "Teams: a request without the Bot Framework's signature was refused (wrong app id, or not from Teams)",
    );
    return undefined;
  });
}

/** The library says 500 where the keys' address answers with an error, and passes on what the network says. */
const withoutKeys = (error: { statusCode?: unknown; name?: unknown }): boolean =>
  error.statusCode === 500 || error.name === "FetchError";

// The signature says that Teams sent it, not for whom: any tenant may have installed a bot by its id.
function strangeness({ here, endpoints }: Receiving, activity: Fields): string | undefined {
  const tenants = [
    word(fields(activity.conversation).tenantId),
    word(fields(fields(activity.channelData).tenant).id),
  ].flatMap((tenant) => tenant?.toLowerCase() ?? []);
  if (!tenants.includes(here.workspace)) return "it is of another tenant, or of none";
  const serviceUrl = word(activity.serviceUrl);
  if (!serviceUrl || !isTrusted(serviceUrl, endpoints)) return "it names a service address that is not Microsoft's";
  return undefined;
}

/** An edit has its message's own id, and a time of its own; a second try has both. */
function envelopeOf(activity: Fields, receivedAt: Instant): Envelope {
  const body = JSON.stringify(activity);
  const { type, id, timestamp } = activity;
  const parts = [type, fields(activity.conversation).id, id, eventOf(activity), timestamp].map(
    (part) => word(part) ?? "",
  );
  const identity = word(id) ? parts.join(" ") : createHash("sha256").update(body).digest("base64url");
  return { platform: "teams", identity, body, receivedAt };
}

function answered(response: Response, { status, body }: Answered) {
  if (body === undefined) return end(response, status);
  response.status(status).json(body);
}

/** Answers once. */
function end(response: Response, status: number, words = "") {
  if (response.headersSent) return;
  if (status === 429) response.set({ "retry-after": String(RETRY_AFTER), connection: "close" });
  response.status(status).type("text/plain").send(words);
}

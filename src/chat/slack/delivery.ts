import { createHash } from "node:crypto";
import type { Instant } from "../../domain/time.ts";
import type { Envelope } from "../platform.ts";
import { type Fields, fields, word } from "./read.ts";

/** What Slack brought: an event to be kept first, something a person waits for, or a word between the servers. */
export type Delivery =
  | { readonly kind: "event"; readonly envelope: Envelope }
  | { readonly kind: "interaction"; readonly body: Fields }
  | { readonly kind: "handshake"; readonly answer: string }
  | { readonly kind: "unreadable"; readonly because: string };

/** Sorts the body of an HTTP request from Slack: JSON for events, a form for commands and presses. Never throws. */
export function deliveryOf(raw: string, contentType: string | undefined, receivedAt: Instant): Delivery {
  try {
    if (contentType?.startsWith("application/x-www-form-urlencoded")) return ofForm(new URLSearchParams(raw));
    return ofJson(fields(JSON.parse(raw)), raw, receivedAt);
  } catch {
    return { kind: "unreadable", because: "the body is not the JSON or form it says it is" };
  }
}

/** The same for the payload of a Socket Mode envelope, whose `type` says what it is. */
export function socketDelivery(type: unknown, payload: unknown, receivedAt: Instant): Delivery {
  const body = fields(payload);
  if (type === "events_api") return ofJson(body, JSON.stringify(body), receivedAt);
  if (type === "slash_commands" || type === "interactive") return { kind: "interaction", body };
  return { kind: "unreadable", because: "a socket envelope of an unknown type" };
}

/** What whoever runs the program should know of it, if anything. */
export function remark(delivery: Delivery): string | undefined {
  return delivery.kind === "unreadable" ? `Slack sent something unreadable: ${delivery.because}` : undefined;
}

/** Slack held back events of a whole minute. */
export const HELD_BACK = "app_rate_limited";
const AWAY = "rejoinder_away";

/** Of our own: nothing came in between `from` and `until`. Kept as what Slack sends is, so that it is not forgotten either. */
export const awayEnvelope = (from: Instant, until: Instant): Envelope => ({
  platform: "slack",
  identity: `away ${from} ${until}`,
  body: JSON.stringify({ type: AWAY, from, until }),
  receivedAt: until,
});

/** What such an envelope says; undefined for whatever Slack sent. */
export function awayIn(body: Fields): { readonly from: Instant; readonly until: Instant } | undefined {
  const { type, from, until } = body;
  return type === AWAY && typeof from === "number" && typeof until === "number" ? { from, until } : undefined;
}

function ofForm(form: URLSearchParams): Delivery {
  const payload = form.get("payload");
  if (payload !== null) return { kind: "interaction", body: fields(JSON.parse(payload)) };
  if (form.get("ssl_check")) return { kind: "handshake", answer: "" };
  return { kind: "interaction", body: Object.fromEntries(form) };
}

function ofJson(body: Fields, raw: string, receivedAt: Instant): Delivery {
  if (body.type === "url_verification") return { kind: "handshake", answer: word(body.challenge) ?? "" };
  if (body.event === undefined && body.type !== HELD_BACK) return { kind: "interaction", body };
  // Slack repeats the id when it sends an event again; without one, the same words are the same delivery.
  const identity = word(body.event_id) ?? createHash("sha256").update(raw).digest("base64url");
  const envelope: Envelope = { platform: "slack", identity, body: raw, receivedAt };
  readAlready.set(envelope, body);
  return { kind: "event", envelope };
}

/** What an envelope's body says; one that came in here just now is not read a second time. Nothing where it is no JSON. */
export function bodyOf(envelope: Envelope): Fields {
  const body = readAlready.get(envelope);
  if (body) return body;
  try {
    return fields(JSON.parse(envelope.body));
  } catch {
    return {};
  }
}

const readAlready = new WeakMap<Envelope, Fields>();

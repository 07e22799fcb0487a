import type { Instant } from "../../domain/time.ts";
import type { EventFaults } from "./faults.ts";
import type { Ids, Stamps } from "./stamps.ts";
import type { Delivery, Fields, Workspace } from "./workspace.ts";

/** What every part of the sandbox shares. */
export interface Sandbox {
  state: Workspace;
  now(): Instant;
  /** Next unused message timestamp, like `1767972600.000100`; from `at` where given, else from the clock and ascending. */
  readonly stamp: Stamps;
  /** `F00000001`, `F00000002`, … */
  readonly nextId: Ids;
  /** `http://127.0.0.1:PORT`, without a final slash. */
  origin: string;
  line: Line;
  eventFaults: EventFaults;
  /** Deliveries waiting for their next try. */
  waiting: Waiting[];
  /** Live trigger ids and where they came from. */
  triggers: Map<string, { at: Instant; user: string; view?: string; used: boolean }>;
  /** Live response URLs by their secret. */
  responders: Map<string, Responder>;
  /** Says that something happened, so that `until` looks again. */
  changed(): void;
  /** Keeps track of work in the background, so that `settled` can wait for it. */
  background(work: Promise<unknown>): void;
  ackWithin: number;
  delayedEvents: boolean;
}

interface Waiting {
  due: Instant;
  delivery: Delivery;
  retry: number;
  /** When it was first tried. */
  first: Instant;
}

export type LineKind = "events_api" | "slash_commands" | "interactive";

/** The way to the app: HTTP or a socket, and nothing else. */
export interface Line {
  send(kind: LineKind, body: Fields, retry?: { num: number; reason: string }): Promise<Answer>;
}

export interface Answer {
  way: "http" | "socket" | "none";
  /** 0 when there was no answer. */
  status: number;
  /** Parsed JSON where it is JSON, else the text; undefined when empty. */
  body?: unknown;
  failure?: "http_timeout" | "connection_failed" | "http_error" | "too_many_redirects";
  /** The app sent `x-slack-no-retry: 1`. */
  noRetry?: boolean;
}

export interface Responder {
  made: Instant;
  uses: number;
  user: string;
  channel: string;
  /** The message the button sits in; `replace_original` and `delete_original` act on it. */
  message?: { ts: string; ephemeral: boolean };
  thread_ts?: string;
  /** Everything posted through it, in order. */
  posted: Fields[];
}

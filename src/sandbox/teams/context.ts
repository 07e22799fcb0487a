import type { Instant } from "../../domain/time.ts";
import type { EventFaults } from "./faults.ts";
import type { Delivery, Fields, Workspace } from "./workspace.ts";

/** What every part of the sandbox shares. */
export interface Sandbox {
  state: Workspace;
  now(): Instant;
  /** Next unused message id; from `at` where given, else from the clock and ascending. */
  stamp(at?: Instant): string;
  /** `prefix00000001`, `prefix00000002`, … */
  nextId(prefix: string): string;
  /** `http://127.0.0.1:PORT`, without a final slash. */
  origin: string;
  /** What activities name as their service; the connector lives there. Ends in a slash. */
  serviceUrl: string;
  line: Line;
  eventFaults: EventFaults;
  /** Deliveries waiting for their next try. */
  waiting: { due: Instant; delivery: Delivery; retry: number }[];
  changed(): void;
  /** Keeps track of work in the background, so that `settled` can wait for it. */
  background(work: Promise<unknown>): void;
}

/** The way to the bot: its messaging endpoint over HTTP, and nothing else. */
export interface Line {
  send(activity: Fields): Promise<Answer>;
}

export interface Answer {
  /** 0 when there was no answer. */
  status: number;
  /** Parsed JSON where it is JSON, else the text; undefined when empty. */
  body?: unknown;
  failure?: "timeout" | "connection_failed" | "http_error";
}

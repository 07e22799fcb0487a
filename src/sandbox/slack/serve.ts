import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiFault, ApiFaults } from "./faults.ts";

export interface Answered {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

export interface Faulty {
  faults: ApiFaults;
  /** Resolves when whoever is being kept waiting should be let go. */
  released(): Promise<void>;
}

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** JSON as Slack sends it. */
export const json = (content: object, status = 200, headers: Record<string, string> = {}): Answered => ({
  status,
  body: JSON.stringify(content),
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
});

/** HTTP 429, to come again after so many seconds. */
export const tooFast = (seconds: number): Answered =>
  json({ ok: false, error: "ratelimited" }, 429, { "retry-after": String(seconds) });

/** Answers a request with what `act` gives, unless a fault was asked for `name`; `log` hears what was meant to be answered. */
export async function serve(
  { faults, released }: Faulty,
  name: string,
  { request, response }: Exchange,
  act: () => Promise<Answered>,
  log: (answered: Answered, fault?: ApiFault) => void = () => {},
): Promise<void> {
  const fault = faults.take(name);
  const answered = (fault && instead(fault)) ?? (await act());
  log(answered, fault);
  if (fault?.kind === "delay") await new Promise((go) => setTimeout(go, fault.ms));
  if (fault?.kind === "silence" || fault?.kind === "silence-before") await released();
  if (fault && CUTS_OFF.has(fault.kind)) request.socket.resetAndDestroy();
  else response.writeHead(answered.status, answered.headers).end(answered.body);
}

const CUTS_OFF: ReadonlySet<ApiFault["kind"]> = new Set(["reset-before", "reset-after", "silence-before"]);

/** What a fault puts in the place of the answer; undefined when the call takes effect after all. */
function instead(fault: ApiFault): Answered | undefined {
  if (fault.kind === "reset-before" || fault.kind === "silence-before") return { status: 0, body: "" };
  if (fault.kind === "http") return { status: fault.status, body: fault.body ?? "" };
  if (fault.kind === "error") return json({ ok: false, error: fault.error });
  if (fault.kind === "ratelimited") return tooFast(fault.retryAfter);
  return undefined;
}

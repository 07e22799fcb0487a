import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiFault, ApiFaults } from "./faults.ts";
import type { Fields } from "./workspace.ts";

export interface Answered {
  status: number;
  body: Fields | undefined;
  headers?: Record<string, string>;
}

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

export const errorBody = (code: string, message: string): Fields => ({ error: { code, message } });

/** HTTP 429, to come again after so many seconds where that is said. */
export const tooFast = (seconds?: number): Answered => ({
  status: 429,
  body: errorBody("TooManyRequests", "API calls quota exceeded. Retry after the time in the Retry-After header."),
  ...(seconds === undefined ? {} : { headers: { "retry-after": String(seconds) } }),
});

/** Answers a request with what `act` gives, unless a fault was asked for `name`; `log` hears what was meant to be answered. */
export async function serve(
  { faults, released }: { faults: ApiFaults; released(): Promise<void> },
  name: string,
  { request, response }: Exchange,
  act: () => Promise<Answered>,
  log: (answered: Answered, fault?: ApiFault) => void,
): Promise<void> {
  const fault = faults.take(name);
  // Taken before anything happens: whoever sees it happen may let go at once.
  const free = released();
  const answered = (fault && instead(fault)) ?? (await act());
  log(answered, fault);
  if (fault?.kind === "delay") await new Promise((go) => setTimeout(go, fault.ms));
  if (fault?.kind === "silence" || fault?.kind === "silence-before") await free;
  if (fault && CUTS_OFF.has(fault.kind)) return void request.socket.resetAndDestroy();
  if (fault?.kind === "http" && fault.body !== undefined) return void response.writeHead(fault.status).end(fault.body);
  const headers = { "content-type": "application/json; charset=utf-8", ...answered.headers };
  if (answered.body === undefined) response.writeHead(answered.status, answered.headers).end();
  else response.writeHead(answered.status, headers).end(JSON.stringify(answered.body));
}

/** What a fault puts in the place of the answer; undefined when the request takes effect after all. */
const CUTS_OFF: ReadonlySet<ApiFault["kind"]> = new Set(["reset-before", "reset-after", "silence-before"]);

function instead(fault: ApiFault): Answered | undefined {
  if (fault.kind === "reset-before" || fault.kind === "silence-before") return { status: 0, body: undefined };
  if (fault.kind === "ratelimited") return tooFast(fault.retryAfter);
  if (fault.kind !== "http") return undefined;
  const { status, code = "ServiceError", message = "The service is not well." } = fault;
  return { status, body: errorBody(code, message) };
}

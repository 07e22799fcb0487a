import type { Instant } from "../../domain/time.ts";
import type { Answer, Line, LineKind } from "./context.ts";
import { signedHeaders } from "./sign.ts";
import type { Fields } from "./workspace.ts";

export interface HttpLineOptions {
  url: string;
  signingSecret: string;
  now: () => Instant;
  /** Real milliseconds the app has to answer; Slack gives 3,000. */
  ackWithin: number;
}

/** Sends signed requests to the app's one URL. Never throws: what goes wrong is in the answer. */
export function httpLine({ url, signingSecret, now, ackWithin }: HttpLineOptions): Line {
  return {
    async send(kind, body, retry) {
      const raw = encode(kind, body);
      const headers: Record<string, string> = {
        "content-type": kind === "events_api" ? "application/json" : "application/x-www-form-urlencoded",
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        ...signedHeaders(raw, signingSecret, now()),
        ...(retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {}),
      };
      try {
        const signal = AbortSignal.timeout(ackWithin);
        const response = await fetch(url, { method: "POST", headers, body: raw, redirect: "manual", signal });
        return await answerOf(response);
      } catch (error) {
        const late = error instanceof Error && error.name === "TimeoutError";
        return { way: "http", status: 0, failure: late ? "http_timeout" : "connection_failed" };
      }
    },
  };
}

function encode(kind: LineKind, body: Fields): string {
  if (kind === "events_api") return JSON.stringify(body);
  if (kind === "interactive") return new URLSearchParams({ payload: JSON.stringify(body) }).toString();
  return new URLSearchParams(body as Record<string, string>).toString();
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    way: "http",
    status: response.status,
    body: parsed(text),
    failure: response.ok ? undefined : response.status < 400 ? "too_many_redirects" : "http_error",
    noRetry: response.headers.get("x-slack-no-retry") === "1",
  };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

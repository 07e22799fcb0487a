import type { Answer } from "../context.ts";
import type { Fields } from "../workspace.ts";

/** What came of a command or a press, as the person saw it. */
export interface Outcome {
  /** The app answered within its time. */
  acknowledged: boolean;
  /** HTTP status; 0 when there was no answer or none was asked. */
  status: number;
  /** What Slack told the person instead: it was not allowed, or the app failed. */
  refused?: string;
  /** What the app put in its acknowledgement. */
  response?: unknown;
  /** Everything the app has posted through the response URL; grows as it does so. */
  posted: Fields[];
}

export const notAsked = (refused: string): Outcome => ({ acknowledged: false, status: 0, refused, posted: [] });

/** How Slack words a failure to whoever ran a command. */
export function outcomeOf(answer: Answer, what: string, posted: Fields[]): Outcome {
  const { status, body, failure } = answer;
  if (!failure) return { acknowledged: true, status, response: body, posted };
  const word =
    failure === "http_timeout" ? "operation_timeout" : answer.way === "none" ? "app_not_reachable" : "dispatch_failed";
  return { acknowledged: false, status, refused: `${what} failed with the error "${word}"`, posted };
}

import type { Answer } from "../context.ts";
import type { Dialog, Fields } from "../workspace.ts";

/** What came of a press, a dialog or a message action, as the person saw it. */
export interface Outcome {
  /** The bot answered within its time, and well. */
  acknowledged: boolean;
  /** HTTP status; 0 when there was no answer or none was asked. */
  status: number;
  /** What Teams told the person instead: it was not allowed, or the bot failed. */
  refused?: string;
  /** The body of the bot's answer. */
  response?: unknown;
  /** A card that took the place of the one pressed, for this person. */
  card?: Fields;
  /** A short notice. */
  notice?: string;
  /** The dialog that is open now. */
  dialog?: Dialog;
}

export const notAsked = (refused: string): Outcome => ({ acknowledged: false, status: 0, refused });

/** How Teams words a bot's failure to whoever pressed something. */
export function outcomeOf({ status, body, failure }: Answer): Outcome {
  if (!failure) return { acknowledged: true, status, response: body };
  const refused =
    failure === "http_error" ? "Something went wrong. Please try again." : "Unable to reach app. Please try again.";
  return { acknowledged: false, status, refused, response: body };
}

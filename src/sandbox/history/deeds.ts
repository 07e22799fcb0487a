import type { Instant } from "../../domain/time.ts";

/** Something a person does at a time: what a history consists of. Messages are known by names of the history's own. */
export interface Deed {
  readonly at: Instant;
  /** A person's id in firm.ts. */
  readonly who: string;
  readonly does: Doing;
}

type Doing =
  | { readonly says: string; readonly channel: string; readonly name: string; readonly thread?: string }
  | { readonly edits: string; readonly to: string }
  | { readonly reacts: string; readonly on: string }
  /** Presses a button of the bot's about the inquiry of a message; where there is none, asks for `else` instead. */
  | { readonly presses: string; readonly about: string; readonly else?: string }
  /** Types `/inquiries …`; {n} is the number of the inquiry of a message. */
  | { readonly asks: string; readonly about?: string }
  | { readonly opens: "home" };

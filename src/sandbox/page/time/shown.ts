// What travels between the server and the clock bar, as JSON. Types only.

/** The clock as the bar shows it. Instants are milliseconds since 1970, by the sandbox's clock. */
export interface TimeShown {
  readonly now: number;
  /** The firm's. */
  readonly zone: string;
  readonly running: boolean;
  /** While it is moved: from where to where. */
  readonly way?: { readonly from: number; readonly to: number };
  /** What is due next, in a sentence. */
  readonly next?: { readonly at: number; readonly what: string };
  readonly monday: number;
}

/** The story's place. */
export interface StoryShown {
  readonly played: number;
  readonly of: number;
  /** The beat that was played last. */
  readonly beat?: BeatShown;
  /** When the next is; absent at the end. */
  readonly nextAt?: number;
}

export interface BeatShown {
  readonly at: number;
  readonly caption: string;
  /** What to see, in a sentence. */
  readonly see: string;
  /** Who acts; absent where only time passes. */
  readonly who?: string;
  /** Whose eyes it is seen with, and where; the bot's user id for their conversation with it. */
  readonly as: string;
  readonly channel: string;
  /** The message to look at; absent where it is gone. */
  readonly ts?: string;
}

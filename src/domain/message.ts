import type { Instant } from "./time.ts";

/** Someone, by the id a platform knows them under. The workspace is the bot's own installation. */
export interface AccountRef {
  readonly platform: string;
  readonly workspace: string;
  readonly id: string;
}

/** A conversation, by the id a platform knows it under. */
export interface ChannelRef {
  readonly platform: string;
  readonly workspace: string;
  readonly id: string;
}

/** A normalised post: the same on every platform. One identity: `(channel, id)`. */
export interface Message {
  readonly channel: ChannelRef;
  /** The platform's id of it, unique within the channel. */
  readonly id: string;
  readonly at: Instant;
  /** When the words were last changed; `at` where they never were. The later revision wins, whatever order they come in. */
  readonly revisedAt: Instant;
  /** The id of the message that the thread hangs from; absent for a post in the channel itself. */
  readonly thread?: string;
  /** A thread reply that was also shown in the channel. */
  readonly broadcast: boolean;
  readonly author: AccountRef;
  /** A bot neither asks nor answers; `system` is a join, a topic, a rename. */
  readonly by: "person" | "bot" | "system";
  /** Plain words: mentions as `@name` or `@someone`, links as their label and address, entities decoded. */
  readonly text: string;
  readonly files: number;
  readonly mentions: readonly string[];
}

/** Everything that a platform reports and Rejoinder takes note of. */
export type Happening =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "deleted"; readonly channel: ChannelRef; readonly id: string; readonly at: Instant }
  | {
      readonly kind: "reaction";
      readonly channel: ChannelRef;
      readonly id: string;
      readonly emoji: string;
      readonly by: AccountRef;
      readonly at: Instant;
      /** The message itself, where the platform was asked for it: needed only in a channel that is not read. */
      readonly message?: Message;
    }
  | { readonly kind: "bot joined"; readonly channel: ChannelRef; readonly by?: AccountRef; readonly at: Instant }
  | { readonly kind: "bot left"; readonly channel: ChannelRef; readonly at: Instant }
  /** Renamed, archived, shared with outsiders or no longer: look it up afresh. `was` is its id before it got a new one. */
  | { readonly kind: "channel changed"; readonly channel: ChannelRef; readonly was?: string; readonly at: Instant }
  | { readonly kind: "account changed"; readonly account: AccountRef; readonly at: Instant }
  /**
   * What was said between `from` and `until`, which may be still to come, may never have been reported: there is only the history
   * to find it in. In one workspace, or in all.
   */
  | {
      readonly kind: "missed";
      readonly platform: string;
      readonly workspace?: string;
      readonly from: Instant;
      readonly until: Instant;
    }
  | { readonly kind: "nothing"; readonly because: string };

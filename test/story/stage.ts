import type { Chat } from "../../src/chat/platform.ts";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import type { Instant } from "../../src/domain/time.ts";

/** Where stories can be told. */
export const platforms = ["slack", "teams"] as const;
export type On = (typeof platforms)[number];

export interface Place {
  readonly channel: string;
  readonly id: string;
}

/** What is altered of a press before it is sent: what a button carries, and what it is to do. */
export interface Change {
  readonly value?: (was: string) => string;
  readonly action?: string;
}

/** What comes back to someone who presses a button that was not on their own card. */
export interface Replayed {
  readonly status: number;
  /** In words. */
  readonly answer: string;
}

/** Something the bot let out: as it went over the wire, and who can read it there. */
export interface Written {
  readonly what: string;
  /** Undefined for what is a private answer, or stands nowhere. */
  readonly conversation?: string;
  readonly direct: boolean;
  readonly readers: readonly string[];
  readonly said: unknown;
}

/** People, channels and clients of the fixture firm on one platform. Everyone and every channel goes by the id in firm.ts. */
export interface Stage {
  readonly chat: Chat;
  readonly firm: FirmPlan;
  /** What the bot is received at. */
  connect(where: string): void;
  /** Waits until all that was told was taken. */
  settled(): Promise<void>;
  close(): Promise<void>;
  says(user: string, channel: string, text: string, thread?: Place): Promise<Place>;
  edits(user: string, post: Place, text: string): Promise<void>;
  deletes(user: string, post: Place): Promise<void>;
  reacts(user: string, post: Place, emoji: string, what?: "added" | "removed"): Promise<void>;
  /** These act, wait with `calm`, and tell what the person read then. */
  marks(user: string, post: Place, as: "track" | "dismiss"): Promise<string>;
  asks(user: string, text: string): Promise<string>;
  presses(user: string, label: string, choice?: string): Promise<string>;
  /** Says something to the bot in their own conversation with it, and reads what it answers there. */
  writes(user: string, text: string): Promise<string>;
  /** Opens the form for a phone call. */
  logs(user: string): Promise<void>;
  /** By the fields' names; several by commas, people by their ids in firm.ts. What is wrong, or what stands there afterwards. */
  fills(user: string, values: Record<string, string>): Promise<string>;
  opensPage(user: string): Promise<void>;
  /** A command in the name of somebody whom the platform would not let send it; what the bot answers to that. */
  forges(user: string, text: string): Promise<string>;
  replays(user: string, label: string, of: string, change?: Change): Promise<Replayed>;
  /** The bot's messages to them as they are now, but for answers to commands. */
  dms(user: string): string[];
  /** The same as they looked when they came. */
  got(user: string): { readonly at: Instant; readonly words: string }[];
  /** Everything of the bot's that they can see anywhere. */
  sees(user: string): string[];
  /** Whether they are offered the command, and the action on a message. */
  offered(user: string, post: Place): Promise<boolean[]>;
  /** Who wrote what is in a channel, as someone sees it; the bot is "bot". */
  authors(user: string, channel: string): string[];
  opens(by: string, channel: string, name: string, members: readonly string[]): Promise<void>;
  invites(by: string, user: string | "bot", channel: string): Promise<void>;
  /** Lets a client's person into a channel that was the firm's own. */
  letsIn(by: string, outsider: string, channel: string): Promise<void>;
  /** The channel gets a new id, where channels do; the news of it may be lost. */
  renumbers?(channel: string, id: string, lost?: boolean): Promise<void>;
  leavesTheFirm(user: string): Promise<void>;
  /** From now on a guest of the firm's, or one of its own again; nobody tells the bot. */
  becomesGuest(user: string, is?: boolean): Promise<void>;
  /** The bot's next message takes so long, in real ms; resolves once it is on its way. */
  slow(ms: number): () => Promise<void>;
  written(): Written[];
  ofTheFirm(user: string): boolean;
}

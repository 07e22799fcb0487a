import type { AccountInfo } from "../domain/account.ts";
import type { Finding } from "../domain/finding.ts";
import type { Paces } from "../domain/lanes.ts";
import type { AccountRef, ChannelRef, Happening, Message } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import type { Answers, Card, Form } from "../views/card.ts";

/** What a platform delivered, as it came; kept in the inbox until it is taken up, then its body is gone. */
export interface Envelope {
  readonly platform: string;
  /** The platform's own identity of the delivery; the same one again is the same delivery. */
  readonly identity: string;
  /** JSON text. */
  readonly body: string;
  readonly receivedAt: Instant;
}

/** What a channel's history shows. */
export type Found = Extract<Happening, { kind: "message" | "deleted" }>;

/** What Rejoinder needs of any chat platform, and no more. */
export interface Chat {
  readonly platform: string;
  /** Begins to receive. Resolves once it can; says where in words ("http://127.0.0.1:3000/slack/events", "Socket Mode"). */
  start(desk: Desk): Promise<string>;
  /** Whether it receives just now: listens, or has its socket open. */
  connected?(): boolean;
  /** Stops receiving, and waits for what is under way. */
  stop(): Promise<void>;
  /** Carries an envelope from the inbox to the desk, the first time or again. Throws where it failed; saying so again is harmless. */
  take(envelope: Envelope): Promise<void>;
  account(ref: AccountRef): Promise<AccountInfo | undefined>;
  /** Who has this e-mail address there; undefined where nobody has. Throws where it could not be asked. */
  accountByEmail?(email: string): Promise<AccountInfo | undefined>;
  channel(ref: ChannelRef): Promise<ChannelInfo | undefined>;
  /** Whether someone is in a channel, asked just now. An error is a no. Never throws. */
  isIn?(who: AccountRef, channel: ChannelRef): Promise<boolean>;
  /**
   * Asks the platform, just now, of each whether only this person of the firm would read a direct message; answers in the order
   * asked. An error is a no. Never throws.
   */
  privately(to: readonly AccountRef[]): Promise<readonly Checked[]>;
  /**
   * Asks the platform, just now, whether nobody outside the firm can read a channel that the bot is in: none of another
   * organisation, none invited, no guest. An error is a no. Never throws.
   */
  internally(to: ChannelRef): Promise<Checked>;
  /** How fast it lets a bot write. */
  readonly paces: Paces;
  /** Whether a message with this mark is there. Absent where a platform shows a bot nothing of that. @throws where it could not be asked */
  find?(to: InternalDestination, mark: string): Promise<SentRef | "not there">;
  /** One call, one request. `mark` is an opaque id by which the message can be found again; no words in it. Never throws. */
  send(to: InternalDestination, card: Card, mark: string): Promise<Sent>;
  /** Replaces a card that was sent to this person. */
  update(to: InternalDestination, sent: SentRef, card: Card): Promise<Sent>;
  /** Puts a fixed sentence in the place of a card whose reader may be told nothing any more. */
  withdraw(sent: SentRef): Promise<Sent>;
  /** The address at which a person opens this message in their own client. Needs no request. */
  link(channel: ChannelRef, message: string, thread?: string): string;
  /**
   * What was said in a channel and its threads from `since` on, as it reads now, and what was deleted where the platform tells of
   * that; oldest first.
   */
  history(channel: ChannelRef, since: Instant): AsyncIterable<Found>;
  /** Publishes a person's own page of open inquiries, where the platform has one. */
  home(to: InternalDestination, card: Card): Promise<void>;
  /** Renews what lets the bot in before it ends; says what could not be renewed for so long that somebody should know. */
  keepAccess?(now: Instant): Promise<readonly Worry[]>;
  /** Whether its credentials work and its permissions suffice, asked of the platform just now. Never throws. */
  checkup?(): Promise<readonly Finding[]>;
}

/** The bot's access somewhere will end, unless somebody does something. */
export interface Worry {
  /** The same trouble has the same key, for as long as it lasts. */
  readonly key: string;
  /** The name of the workspace. */
  readonly where: string;
  readonly endsAt: Instant;
  /** One or two sentences: what went wrong, and what to do where that is known. */
  readonly why: string;
}

/** Somebody has to let the bot in again; what came in is none the worse for it, and waits. */
class NotLetIn extends Error {
  override name = "NotLetIn";
}

/** What a platform's own way of telling why something did not work, says of that. */
export const orNotLetIn =
  (outcomeOf: (error: unknown) => Exclude<Sent, { readonly sent: unknown }>) =>
  (error: unknown): never => {
    const outcome = outcomeOf(error);
    throw "later" in outcome && outcome.access ? new NotLetIn(outcome.later, { cause: error }) : error;
  };

/** A platform cannot be served as it is set up. The message is for whoever starts the program: what is wrong, which setting. */
export class ChatError extends Error {
  override name = "ChatError";
}

export type Checked = InternalDestination | { readonly refused: string; readonly forGood: boolean };

declare const checkedJustNow: unique symbol;
/** A place where, just now, nobody outside the firm can read. Only `privately` and `internally` make one. */
export interface InternalDestination {
  readonly [checkedJustNow]: true;
  /** Whose it is; of a channel, its own id in place of a person's. */
  readonly account: AccountRef;
  /** What the platform takes for the conversation: its own id, or that of the person it is with. */
  readonly conversation: string;
  /** When it was asked about, by `performance.now()`: what was found out a while ago is not known just now. */
  readonly checkedAt: number;
}

/** Where a sent card stands. */
export interface SentRef {
  readonly platform: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly id: string;
}

export type Sent =
  | { readonly sent: SentRef }
  /**
   * Not accepted, and trying again helps; `afterMs` where the platform named a wait; `doubtful`: it may have been, all the same;
   * `access`: the bot is not let in, until whoever runs it mends that.
   */
  | { readonly later: string; readonly afterMs?: number; readonly doubtful?: true; readonly access?: true }
  /** Can never work; the reason in words an admin reads. */
  | { readonly failed: string }
  /** The connection was lost after the request was written: it may or may not be there. */
  | { readonly unknown: string };

export interface ChannelInfo {
  readonly ref: ChannelRef;
  readonly name: string;
  /** Someone outside the firm can read it, or might (a pending invitation, a guest). Not known means true. */
  readonly shared: boolean;
  readonly direct: boolean;
  readonly archived: boolean;
  /** Whether the bot is in it, where the platform says so. */
  readonly botIn?: boolean;
}

/** What the program does with what people do; each platform calls these, and draws what comes back. */
export interface Desk {
  /** Commits the envelope; only then may it be acknowledged. False: it was there already. Rejects where it could not be stored. */
  keep(envelope: Envelope): Promise<boolean>;
  happened(what: Happening): Promise<void>;
  /** `/inquiries …`: answered on the spot, privately to who asked. `at`, here and below: when it was done, where the platform says. */
  command(by: AccountRef, text: string, where: ChannelRef, key: string, at?: Instant): Promise<Reply>;
  /** Words said to the bot in its own conversation with someone. What comes back is said there; nothing, where nothing is to be said. */
  spoken(by: AccountRef, text: string, key: string, at?: Instant): Promise<Reply>;
  /** A button or a menu of a card of ours. `key` is the press's own identity: the same one again changes nothing. */
  press(
    by: AccountRef,
    action: string,
    value: string,
    on: SentRef | undefined,
    key: string,
    at?: Instant,
  ): Promise<Reply>;
  /** A message shortcut, on any message the person sees. */
  mark(by: AccountRef, message: Message, as: "track" | "dismiss", key: string): Promise<Reply>;
  /** A global shortcut. */
  form(by: AccountRef, which: "log contact"): Promise<Reply>;
  /** `on`: the card from which the form was opened. */
  submit(
    by: AccountRef,
    form: string,
    context: string,
    answers: Answers,
    key: string,
    on?: SentRef,
    at?: Instant,
  ): Promise<Reply>;
  /** The person opened their page. */
  home(by: AccountRef): Promise<Card | undefined>;
}

/** What comes back to who asked: each part may be absent. */
export interface Reply {
  /** Shown privately to the person. */
  readonly card?: Card;
  /** Takes the place of the card whose control was pressed. */
  readonly replace?: Card;
  /** Opens a form. */
  readonly form?: Form;
  /** The form stays open with these complaints, by field name. */
  readonly errors?: Readonly<Record<string, string>>;
}

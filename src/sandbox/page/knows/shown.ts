import type { ClockKind, ClockState } from "../../../domain/clock.ts";

// What travels between the server and the panel "What the bot knows", as JSON. Types only. Instants are milliseconds since 1970.

/** One thing that is known, under its name. */
export interface Known {
  readonly name: string;
  readonly words: string;
}

/** Of a message. Its own words are not in it. */
export interface MessageKnown {
  readonly known: readonly Known[];
  /** The inquiry that it belongs to. */
  readonly inquiry?: number;
  /** Where it is the bot's own: what it left the outbox as. */
  readonly delivery?: DeliveryKnown;
}

export interface DeliveryKnown {
  readonly id: number;
  /** "Reminder", "Digest", … */
  readonly what: string;
  readonly to: string;
  readonly state: string;
  /** What became of it, in a sentence without a full stop. */
  readonly words: string;
  readonly inquiries: readonly number[];
}

/** Of an inquiry: its timeline, its clocks, and what they are drawn on. */
export interface InquiryKnown {
  readonly id: number;
  readonly title: string;
  /** How it stands and who has it, in a sentence or two. */
  readonly words: string;
  readonly now: number;
  /** The firm's. */
  readonly zone: string;
  readonly line: TimeLine;
  /** Why it is due when it is, as `why` tells it. */
  readonly why: string;
  readonly deliveries: readonly DeliveryKnown[];
}

/** What is drawn: all of it lies between `from` and `to`. */
export interface TimeLine {
  readonly from: number;
  readonly to: number;
  /** Open and closed by turns, without gaps. */
  readonly turns: readonly Turn[];
  readonly days: readonly DrawnDay[];
  readonly facts: readonly DrawnFact[];
  readonly clocks: readonly DrawnClock[];
}

export interface Turn {
  readonly from: number;
  readonly to: number;
  readonly open: boolean;
  /** "open", "overnight", "Sat, Sun closed", a holiday's name. */
  readonly because: string;
}

export interface DrawnDay {
  /** Its midnight, or where the drawing begins. */
  readonly at: number;
  /** "Mon 26 Jan". */
  readonly name: string;
  /** Whether it is open at all. */
  readonly open: boolean;
}

export interface DrawnFact {
  readonly at: number;
  /** "asked by Dana Example". */
  readonly words: string;
}

export interface DrawnClock {
  readonly kind: ClockKind;
  readonly state: ClockState;
  readonly name: string;
  /** How it stands, in words. */
  readonly words: string;
  readonly startedAt: number;
  readonly dueAt?: number;
  readonly stoppedAt?: number;
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  readonly nudges: readonly DrawnNudge[];
}

export interface DrawnNudge {
  readonly at: number;
  readonly is: "planned" | "sent" | "left out";
  /** "sent to Ana Fixture", "planned for the team lead", "not needed any more". */
  readonly words: string;
}

/** Without anything chosen. */
export interface Overview {
  readonly next?: { readonly at: number; readonly what: string };
  readonly zone: string;
  readonly inquiries: readonly { readonly id: number; readonly title: string; readonly words: string }[];
  readonly deliveries: readonly DeliveryKnown[];
  /** "12 sent", "1 pending". */
  readonly counts: readonly string[];
}

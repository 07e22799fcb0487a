import type { KeptKind } from "../keeping.ts";
import type { Instant } from "../time.ts";
import type { WallKind } from "../walls.ts";

/** What someone of the firm asks of Rejoinder. Names are as typed, to be found with `findByName`. `all`: as many as one message holds. */
export type Command =
  | { readonly do: "mine" | "overdue" | "today"; readonly all?: true }
  | { readonly do: "team"; readonly group?: string; readonly all?: true }
  | { readonly do: "client"; readonly client: string; readonly all?: true }
  | { readonly do: "lawyer"; readonly person: string; readonly all?: true }
  | { readonly do: "show" | "why" | "take" | "resume" | "resolve" | "reopen"; readonly id: number }
  | { readonly do: "assign"; readonly id: number; readonly to: string }
  | { readonly do: "pause"; readonly id: number; readonly until?: Instant }
  | { readonly do: "snooze"; readonly id: number; readonly until: Instant }
  | { readonly do: "dismiss"; readonly id: number; readonly reason?: string }
  /** Whole days, half-open: `to` is the midnight after the last. */
  | { readonly do: "leave"; readonly from: Instant; readonly to: Instant; readonly delegate: string }
  /** Two names, or two e-mail addresses, of one person. */
  | { readonly do: "link"; readonly person: string; readonly other: string }
  /** Names as typed, of people or groups; the subject is a client or a matter. */
  | {
      readonly do: "wall";
      readonly subject: string;
      readonly kind: WallKind;
      readonly people: readonly string[];
      readonly because: string;
    }
  | { readonly do: "walls"; readonly all?: true }
  | { readonly do: "lift"; readonly id: number }
  /** A name that the firm must not meet unawares, with what it is or was called besides. */
  | {
      readonly do: "adverse" | "prospective";
      readonly name: string;
      /** The client, or the matter, for whom it is listed. */
      readonly forWhom?: string;
      readonly also: readonly string[];
    }
  /** Alone: what is open, and who is listed. */
  | {
      readonly do: "conflicts";
      readonly name?: string;
      readonly settle?: { readonly id: number; readonly outcome: "none" | "conflict"; readonly because?: string };
      readonly unlist?: number;
    }
  /** The subject is a client or a matter. */
  | { readonly do: "hold"; readonly subject: string; readonly because: string }
  | { readonly do: "release"; readonly id: number }
  | { readonly do: "holds"; readonly all?: true }
  | { readonly do: "keep"; readonly rule?: KeepRule }
  /** What somebody is in the firm: `of` has each way to read what was typed as a group and a person. */
  | {
      readonly do: "grant" | "revoke";
      readonly role: Role;
      readonly person: string;
      readonly of?: readonly (readonly [group: string, person: string])[];
    }
  | { readonly do: "roles" }
  /** Through the set-up of the firm, again or for the first time. */
  | { readonly do: "setup" }
  /** `topic` is a verb of the table of commands, where one was named. */
  | { readonly do: "help"; readonly topic?: string };

/** How long what is kept. Days of 24 hours; null: no rule. `really`: that it cannot be undone was read. */
export interface KeepRule {
  readonly kind: KeptKind;
  readonly days: number | null;
  readonly client?: string;
  readonly really: boolean;
}

/** What an admin makes of somebody. */
export type Role = "lead" | "partner" | "member" | "risk officer" | "admin";

export type Verb = Command["do"];

import type { ClockKind } from "./clock.ts";
import type { Ladder } from "./nudge.ts";
import type { Instant, Minutes } from "./time.ts";

/** Whom a standard is for; the narrowest wins: inquiry, matter, client, practice group, firm. */
export type Scope =
  | { readonly of: "firm" }
  | { readonly of: "group" | "client" | "matter" | "inquiry"; readonly id: number };

export interface Standard {
  readonly id: number;
  readonly scope: Scope;
  /** Business minutes for each clock it speaks of. A clock it is silent about is looked up in the next wider scope. */
  readonly targets: Readonly<Partial<Record<ClockKind, Minutes>>>;
  readonly source: string;
  readonly from: Instant;
  /** Half-open; absent: until further notice. */
  readonly until?: Instant;
  readonly calendarId: number;
  readonly ladder?: Ladder;
}

/** What a standard is looked up for. */
export interface Subject {
  readonly inquiryId?: number;
  readonly matterId?: number;
  readonly clientId?: number;
  readonly groupId?: number;
}

/** The standard whose target applies to a clock of this kind that starts at `t`, by precedence; undefined: none speaks of it. */
export declare function standardFor(
  standards: readonly Standard[],
  subject: Subject,
  kind: ClockKind,
  t: Instant,
): Standard | undefined;

/** Pairs that speak of the same clock, in the same scope, at the same time, with different targets; in words. */
export declare function contradictions(standards: readonly Standard[]): string[];

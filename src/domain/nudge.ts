import type { Clock } from "./clock.ts";
import type { Instant, Minutes } from "./time.ts";

export type Audience = "owner" | "lead" | "partner";

/** One rung: when, as a share of the target, at due, or business minutes after due; and to whom. */
export interface Step {
  readonly when: { readonly share: number } | "due" | { readonly after: Minutes };
  readonly to: readonly Audience[];
}
export type Ladder = readonly Step[];

/** 50 % and 80 % of the target to the owner, at due to the owner and the team lead, a business hour past due to the partner. */
export const defaultLadder: Ladder = [
  { when: { share: 0.5 }, to: ["owner"] },
  { when: { share: 0.8 }, to: ["owner"] },
  { when: "due", to: ["owner", "lead"] },
  { when: { after: 60 }, to: ["partner"] },
];

export interface PlannedNudge {
  /** Index into the ladder. */
  readonly step: number;
  readonly at: Instant;
  readonly to: readonly Audience[];
}

/** The nudges of a running clock, in order; none for one that is not running. A promise's shares are of the elapsed time from promise to due, its `after` is elapsed too unless a calendar is given. */
export declare function planNudges(clock: Clock, ladder: Ladder): PlannedNudge[];

/** When one may not be disturbed; local wall times `HH:MM` in the person's zone, may run over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** Half-open; the delegate answers meanwhile. */
export interface Leave {
  readonly personId: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly delegateId?: number;
}

/** The instant to send at: as planned, or, inside quiet hours, the last minute before they began if that is still to come, else their end. Never past `dueAt` if the quiet hours leave a choice. */
export declare function outsideQuietHours(at: Instant, dueAt: Instant | undefined, quiet: QuietHours | undefined, now: Instant): Instant;

/** Who stands in at `t` for someone on leave, following delegates who are on leave themselves; undefined: nobody is left. */
export declare function standIn(personId: number, leaves: readonly Leave[], t: Instant): number | undefined;

import type { ClockKind } from "./clock.ts";
import type { Ladder } from "./nudge.ts";
import { hours, type Instant, type Minutes } from "./time.ts";

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

/**
 * What a firm starts with: acknowledge in four business hours, answer in a business day. No rule of the bar names a number
 * of hours (ABA Model Rule 1.4 says "promptly"), and `defaultSource` says so wherever the target is shown.
 * `businessDay`: how long the firm is open on an ordinary day.
 */
export const defaultTargets = (businessDay: Minutes): Standard["targets"] => ({
  acknowledge: hours(4),
  answer: businessDay,
  "next answer": businessDay,
});

export const defaultSource = "firm policy (a target the firm chose, not a rule of the bar)";

/** The standard whose target applies to a clock of this kind that starts at `t`, by precedence; undefined: none speaks of it. */
export function standardFor(
  standards: readonly Standard[],
  subject: Subject,
  kind: ClockKind,
  t: Instant,
): Standard | undefined {
  let best: Standard | undefined;
  for (const standard of standards) {
    if (standard.targets[kind] === undefined || !isFor(standard.scope, subject) || !inForce(standard, t)) continue;
    if (best === undefined || outranks(standard, best)) best = standard;
  }
  return best;
}

const breadth: Record<Scope["of"], number> = { inquiry: 0, matter: 1, client: 2, group: 3, firm: 4 };

/** Narrower first; of one scope the one that took effect last, and of those the one written down last. */
function outranks(a: Standard, b: Standard): boolean {
  return (breadth[b.scope.of] - breadth[a.scope.of] || a.from - b.from || a.id - b.id) > 0;
}

function isFor(scope: Scope, subject: Subject): boolean {
  if (scope.of === "firm") return true;
  return scope.id === subject[`${scope.of}Id`];
}

const inForce = (standard: Standard, t: Instant): boolean =>
  standard.from <= t && t < (standard.until ?? Number.POSITIVE_INFINITY);

/**
 * Pairs that speak of the same clock, in the same scope, at the same time, with different targets; in words. A standard
 * without an end that a later one takes over from is no contradiction: that is how a target is changed.
 */
export function contradictions(standards: readonly Standard[]): string[] {
  const ordered = [...standards].sort((a, b) => a.from - b.from || a.id - b.id);
  return ordered.flatMap((earlier, i) =>
    ordered.slice(i + 1).flatMap((later) => (clash(earlier, later) ? inWords(earlier, later) : [])),
  );
}

function clash(earlier: Standard, later: Standard): boolean {
  if (earlier.id === later.id || !sameScope(earlier.scope, later.scope)) return false;
  if (later.from === earlier.from) return later.from < Math.min(endOf(later), endOf(earlier));
  // One that names its own end was meant to hold until then.
  return earlier.until !== undefined && later.from < earlier.until && later.from < endOf(later);
}

function inWords(earlier: Standard, later: Standard): string[] {
  const kinds = (Object.keys(earlier.targets) as ClockKind[]).sort();
  return kinds
    .filter((kind) => later.targets[kind] !== undefined && later.targets[kind] !== earlier.targets[kind])
    .map(
      (kind) =>
        `Two standards for ${scopeSaid(later.scope)} disagree about ${clockSaid[kind]} from ${dateSaid(later.from)}: ` +
        `${named(earlier, kind)}, ${named(later, kind)}. End one of them or give both the same target.`,
    );
}

const clockSaid: Record<ClockKind, string> = {
  acknowledge: "the time to acknowledge",
  answer: "the time to answer",
  "next answer": "the time to the next answer",
  promise: "the time of a promise",
  resolve: "the time to resolve",
};

const named = (standard: Standard, kind: ClockKind): string =>
  `standard ${standard.id} (${standard.source}) says ${standard.targets[kind]} business minutes`;

const scopeSaid = (scope: Scope): string =>
  scope.of === "firm" ? "the firm" : `${scope.of === "group" ? "practice group" : scope.of} ${scope.id}`;

/** In UTC, and says so: a standard has no zone of its own. */
const dateSaid = (t: Instant): string => `${new Date(t).toISOString().slice(0, 16).replace("T", " ")} UTC`;

const endOf = (standard: Standard): Instant => standard.until ?? Number.POSITIVE_INFINITY;

export const sameScope = (a: Scope, b: Scope): boolean =>
  a.of === b.of && (a.of === "firm" || a.id === (b as { id: number }).id);

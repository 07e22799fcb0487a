import type { Instant } from "./time.ts";

/**
 * One dated fact on an inquiry's timeline. `key` makes it one fact however often it comes: a message's facts carry the
 * message's key, a person's doing the key of the press or command.
 */
export type Fact = { readonly key: string; readonly at: Instant } & (
  | { readonly kind: "asked"; readonly contactId?: number }
  | { readonly kind: "acknowledged"; readonly personId?: number }
  | { readonly kind: "held"; readonly personId?: number; readonly promisedFor?: Instant }
  | { readonly kind: "answered"; readonly personId?: number }
  | { readonly kind: "paused"; readonly personId?: number; readonly until?: Instant }
  | { readonly kind: "resumed"; readonly personId?: number }
  | { readonly kind: "assigned"; readonly personId?: number; readonly to: number }
  | { readonly kind: "resolved"; readonly personId?: number }
  | { readonly kind: "reopened"; readonly personId?: number }
  | { readonly kind: "dismissed"; readonly personId?: number; readonly reason: string }
);

export type FactKind = Fact["kind"];

/** Of facts at one instant: an ask is there before its reply, a reply before the closing, and reopening is meant to last. */
const rank: Record<FactKind, number> = {
  asked: 0,
  assigned: 1,
  acknowledged: 2,
  held: 3,
  answered: 4,
  paused: 5,
  resumed: 6,
  resolved: 7,
  dismissed: 8,
  reopened: 9,
};

/** The facts that are true at `now`, each key once, in the one order that does not depend on how they came. */
export function inOrder(facts: readonly Fact[], now: Instant = Number.POSITIVE_INFINITY): Fact[] {
  const byKey = new Map<string, Fact>();
  for (const fact of facts) {
    if (fact.at > now) continue;
    const known = byKey.get(fact.key);
    // The same key with other contents is a correction: the later-sorting one stands, whichever came first.
    if (known === undefined || earlierFirst(known, fact) < 0) byKey.set(fact.key, fact);
  }
  return [...byKey.values()].sort(earlierFirst);
}

/** By instant, then by kind, then by key: a total order. */
export function earlierFirst(a: Fact, b: Fact): number {
  return a.at - b.at || rank[a.kind] - rank[b.kind] || compare(a.key, b.key) || compare(contents(a), contents(b));
}

/** By code unit, as the store compares keys; never by a locale. */
export const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** One string for the same contents, in whatever order the properties were written. */
export const contents = (thing: object): string =>
  JSON.stringify(Object.entries(thing).sort(([a], [b]) => compare(a, b)));

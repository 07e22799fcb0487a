import type { AuditEntry } from "../audit.ts";
import type { Instant } from "../time.ts";
import { type Knew, whoSaw } from "./who-saw.ts";

type Logged = AuditEntry & { readonly seq: number };

/** An entry of the log, by its place in the chain. */
export interface Entry {
  readonly seq: number;
  readonly at: Instant;
}

/** What the log says of one who is, or was, outside of a wall. */
export interface ScreenedByLog {
  readonly personId: number;
  /** From which entry on they were outside; absent: it does not say so. */
  readonly since?: Entry;
  /** They are inside by now. */
  readonly inside: boolean;
  /** What they saw or were told of what is behind it, before they were outside, and while they were. */
  readonly before: readonly Knew[];
  readonly within: readonly Knew[];
}

export interface WallByLog {
  readonly raised?: Entry;
  readonly lowered?: Entry;
  /** What it says of who is named is what the wall says. */
  readonly same: boolean;
  readonly screened: readonly ScreenedByLog[];
}

interface Named {
  readonly clientId: number;
  readonly matterId: number | null;
  readonly personIds: readonly number[];
  readonly groupIds: readonly number[];
}

interface WallEntries {
  /** Of the wall itself. */
  readonly wall: readonly Logged[];
  /** Of what is behind it. */
  readonly behind: readonly Logged[];
  /** Of the groups that it names: who was made one of them, or is none any more. */
  readonly groups: readonly Logged[];
}

/** The places of entries in the chain decide what came first, not their clocks. `outside`: who is outside now. */
export function wallByLog(
  wall: Named,
  { wall: own, behind, groups }: WallEntries,
  inquiries: ReadonlySet<number>,
  outside: readonly number[],
): WallByLog {
  const raised = own.find(({ act }) => act === "wall raised");
  const lowered = own.find(({ act }) => act === "wall lowered");
  const then = ids(raised, "outside");
  // That somebody tends a wall is told with the wall.
  const knew = whoSaw(
    behind.filter(({ subject }) => subject.kind !== "wall"),
    inquiries,
  );
  const screened = [...new Set([...outside, ...then])].map((personId): ScreenedByLog => {
    const came = groups.find((one) => one.act === "role granted" && later(one, raised) && isOf(one, personId));
    const since = then.includes(personId) ? raised : came;
    const inside = !outside.includes(personId);
    const went = inside ? groups.findLast((one) => one.act === "role taken away" && isOf(one, personId)) : undefined;
    const from = (since ?? raised)?.seq ?? 0;
    const until = Math.min(lowered?.seq ?? Infinity, (went && later(went, raised) ? went : undefined)?.seq ?? Infinity);
    const theirs = knew.filter((one) => one.personId === personId);
    return {
      personId,
      ...(since && { since: { seq: since.seq, at: since.at } }),
      inside,
      before: theirs.filter(({ seq }) => seq < from),
      within: theirs.filter(({ seq }) => seq > from && seq < until),
    };
  });
  return {
    ...(raised && { raised: { seq: raised.seq, at: raised.at } }),
    ...(lowered && { lowered: { seq: lowered.seq, at: lowered.at } }),
    same: saysTheSame(raised, wall),
    screened: screened.sort((a, b) => a.personId - b.personId),
  };
}

/** Of two people who are one by now the log knows both, and the wall one. */
function saysTheSame(raised: Logged | undefined, { clientId, matterId, personIds, groupIds }: Named): boolean {
  if (!raised) return false;
  const { client, matter = null } = raised.details ?? {};
  return (
    client === clientId &&
    matter === matterId &&
    ids(raised, "people").length >= personIds.length &&
    sorted(ids(raised, "groups")) === sorted(groupIds)
  );
}

const sorted = (all: readonly number[]): string => [...all].sort((a, b) => a - b).join();

const later = (one: Entry, raised: Entry | undefined): boolean => raised === undefined || one.seq > raised.seq;

const isOf = ({ details }: Logged, personId: number): boolean =>
  details?.person === personId && (details.role === "member" || details.role === "lead");

function ids(entry: Logged | undefined, name: string): number[] {
  const all = entry?.details?.[name];
  return Array.isArray(all) ? all.filter((one): one is number => typeof one === "number") : [];
}

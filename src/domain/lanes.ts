import type { Instant } from "./time.ts";

/** At most so many within so many milliseconds. */
interface Pace {
  readonly most: number;
  readonly withinMs: number;
}

/** How fast a platform lets a bot write. Source: each platform's own documentation, named where its paces are. */
export interface Paces {
  readonly workspace: Pace;
  readonly conversation: Pace;
  /** Calls under way at a time: one that hangs then holds up its own workspace alone. */
  readonly atOnce: number;
}

/** Something that waits to be said. `lane`: the workspace it would be said in; absent where that is not known yet. */
export interface Waiting {
  readonly id: number;
  readonly personId: number;
  readonly lane?: string;
  /** A report: it leaves only while nothing else of its workspace waits. */
  readonly isDigest: boolean;
}

/** Something that was said, or tried, a short while ago. */
export interface Recent {
  readonly lane: string;
  readonly personId: number;
  readonly at: Instant;
  readonly underWay: boolean;
}

/**
 * Which of those that wait may leave now, in the order given: one a person, in each workspace no more than its pace leaves room
 * for, and digests behind everything else, were it held up. What has no lane meets no platform, and is never held up itself.
 */
export function fitting<W extends Waiting>(
  waiting: readonly W[],
  recent: readonly Recent[],
  paceOf: (lane: string) => Paces,
  now: Instant,
): W[] {
  const room = new Map<string, number>();
  const roomIn = (lane: string) => room.get(lane) ?? roomLeft(lane, recent, paceOf(lane), now);
  const spokenTo = new Set<number>();
  const busy = new Set(waiting.filter(({ isDigest }) => !isDigest).map(({ lane }) => lane));
  return waiting.filter(({ lane, personId, isDigest }) => {
    if (lane === undefined) return true;
    if (isDigest && busy.has(lane)) return false;
    if (roomIn(lane) <= 0 || spokenTo.has(personId) || isHearing(personId, lane, recent, paceOf(lane), now))
      return false;
    room.set(lane, roomIn(lane) - 1);
    spokenTo.add(personId);
    return true;
  });
}

/** Lanes that have no room at all just now. */
export const fullLanes = (recent: readonly Recent[], paceOf: (lane: string) => Paces, now: Instant): string[] =>
  [...new Set(recent.map(({ lane }) => lane))].filter((lane) => roomLeft(lane, recent, paceOf(lane), now) <= 0);

function roomLeft(lane: string, recent: readonly Recent[], { workspace, atOnce }: Paces, now: Instant): number {
  const here = recent.filter((one) => one.lane === lane);
  const lately = here.filter(({ at }) => at > now - workspace.withinMs && at <= now).length;
  return Math.min(workspace.most - lately, atOnce - here.filter(({ underWay }) => underWay).length);
}

function isHearing(
  personId: number,
  lane: string,
  recent: readonly Recent[],
  { conversation }: Paces,
  now: Instant,
): boolean {
  const theirs = recent.filter((one) => one.lane === lane && one.personId === personId);
  const lately = theirs.filter(({ at }) => at > now - conversation.withinMs && at <= now).length;
  return lately >= conversation.most || theirs.some(({ underWay }) => underWay);
}

import type { PlannedClient, PlannedRetention, PlannedWall } from "../firm-plan.ts";
import { KINDS, periodWritten } from "../keeping.ts";
import { type Change, set } from "./change.ts";

type Kept = Pick<PlannedClient, "walls" | "hold" | "retention">;

/** Walls, legal holds and how long what is kept. What the plan is silent about stays. */
export function keepingChanges(of: string, before: Kept, after: Kept): Change[] {
  return [
    ...wallChanges(of, before.walls ?? [], after.walls),
    ...(after.hold === undefined ? [] : set(of, "legal hold", before.hold || undefined, after.hold || undefined)),
    ...retentionChanges(of, before.retention, after.retention),
  ];
}

function wallChanges(of: string, before: readonly PlannedWall[], after: readonly PlannedWall[] | undefined): Change[] {
  if (!after) return [];
  const lacks = (list: readonly PlannedWall[]) => (wall: PlannedWall) => !list.some((one) => sameWall(one, wall));
  return [
    ...after.filter(lacks(before)).map((wall): Change => ({ is: "wall", of, wall, now: true })),
    ...before.filter(lacks(after)).map((wall): Change => ({ is: "wall", of, wall, now: false })),
  ];
}

/** A wall is never changed: one for others, or for another reason, is another. */
export const sameWall = (a: PlannedWall, b: PlannedWall): boolean => textOf(a) === textOf(b);

const textOf = ({ kind, people, groups, why }: PlannedWall) =>
  JSON.stringify([kind, [...people].sort(), [...groups].sort(), why]);

export function retentionChanges(of: string, before: PlannedRetention = {}, after?: PlannedRetention): Change[] {
  if (!after) return [];
  const said = (days: number | undefined) => (days === undefined ? undefined : periodWritten(days));
  return KINDS.flatMap((kind) => set(of, `time for which ${SAID[kind]} kept`, said(before[kind]), said(after[kind])));
}

const SAID = { words: "words are", people: "who asked is", sent: "what was sent is" } as const;

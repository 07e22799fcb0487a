import type { ClockKind } from "../clock.ts";
import type { PlannedStandard } from "../firm-plan.ts";
import { ladderWritten } from "../nudge/ladder-words.ts";
import { defaultLadder } from "../nudge.ts";
import { targetWritten } from "../target.ts";
import type { Minutes } from "../time.ts";
import { type Change, set } from "./change.ts";

/** The clocks that a standard may speak of, in the order in which one writes them down. */
export const CLOCKS = ["acknowledge", "answer", "next answer", "resolve"] as const satisfies readonly ClockKind[];

export const sameStandard = (a: PlannedStandard | undefined, b: PlannedStandard | undefined): boolean =>
  plain(a) === plain(b);

const plain = (s: PlannedStandard | undefined) =>
  s && JSON.stringify([CLOCKS.map((kind) => s.targets[kind]), s.source, ladderSaid(s)]);

/** `day`: how long a business day is; undefined where the two plans differ in that, and "1 business day" would hide it. */
export function standardChanges(
  of: string,
  before: PlannedStandard | undefined,
  after: PlannedStandard | undefined,
  day: Minutes | undefined,
): Change[] {
  if (sameStandard(before, after)) return [];
  if (!after) return [{ is: "gone", of, what: `own standard (${inWords(before!, day)})` }];
  if (!before) return [{ is: "set", of, what: "standard", to: inWords(after, day) }];
  return [
    ...CLOCKS.filter((kind) => kind !== "next answer" || !(asAnswer(before) && asAnswer(after))).flatMap((kind) =>
      set(of, `time to ${clockSaid[kind]}`, time(before.targets[kind], day), time(after.targets[kind], day)),
    ),
    ...set(of, "source of the standard", before.source, after.source),
    ...set(of, "ladder", ladderSaid(before), ladderSaid(after)),
  ];
}

/** A next answer is owed as fast as the first one: once is enough to say so. */
const asAnswer = ({ targets }: PlannedStandard) => targets["next answer"] === targets.answer;

const clockSaid = {
  acknowledge: "acknowledge",
  answer: "answer",
  "next answer": "answer again",
  resolve: "resolve",
} satisfies Record<(typeof CLOCKS)[number], string>;

function inWords(s: PlannedStandard, day: Minutes | undefined): string {
  const told = CLOCKS.filter((kind) => s.targets[kind] !== undefined && (kind !== "next answer" || !asAnswer(s)));
  const targets = told.map((kind) => `${clockSaid[kind]} in ${time(s.targets[kind], day)}`);
  return [...targets, s.source].join(", ");
}

const time = (minutes: Minutes | undefined, day = 0) =>
  minutes === undefined ? undefined : targetWritten(minutes, day);

const ladderSaid = ({ ladder = defaultLadder }: PlannedStandard): string =>
  Object.entries(ladderWritten(ladder))
    .map(([when, who]) => `${when}: ${who}`)
    .join(", ") || "none";

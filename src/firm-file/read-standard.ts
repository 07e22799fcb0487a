import { CLOCKS } from "../domain/firm-changes/standard.ts";
import type { PlannedStandard } from "../domain/firm-plan.ts";
import { readLadder } from "../domain/nudge/ladder-words.ts";
import { defaultSource } from "../domain/standard.ts";
import { LONGEST, readTarget } from "../domain/target.ts";
import type { Minutes } from "../domain/time.ts";
import type { Tell } from "./read-calendar.ts";
import type { Path } from "./said.ts";
import type { FileStandard } from "./shape.ts";

/** What standards are read with. `day`: how long a business day is. */
export interface Reading {
  readonly day: Minutes;
  readonly tell: Tell;
}

/** A standard as the file has it. `whose`: "Acme"; a client's and a matter's have to say where they were agreed. */
export function readStandard(
  written: FileStandard | undefined,
  path: Path,
  whose: string,
  agreed: "agreed" | "policy",
  { day, tell }: Reading,
): PlannedStandard | undefined {
  if (!written) return undefined;
  const targets: Partial<Record<(typeof CLOCKS)[number], Minutes>> = {};
  for (const kind of CLOCKS) {
    const said = written[kind];
    if (said === undefined || (kind === "next answer" && said === "none")) continue;
    const minutes = readTarget(said, day);
    if (minutes === undefined)
      tell(
        [...path, kind],
        `"${said}" is no length of business time. Write it like 30 min, 4 h, 1 h 30 min or 2 business days.`,
      );
    else if (minutes > LONGEST)
      tell([...path, kind], `${said} is longer than a target may be: at most ${LONGEST / 60} h.`);
    else targets[kind] = minutes;
  }
  if (targets.answer !== undefined && written["next answer"] === undefined) targets["next answer"] = targets.answer;
  if (CLOCKS.every((kind) => written[kind] === undefined))
    tell(path, `The standard of ${whose} names no time. Write at least one, such as answer: 4 h, or take it away.`);
  inOrder(targets, written, path, tell);
  if (agreed === "agreed" && written.source === undefined)
    tell(
      path,
      `The standard of ${whose} does not say where it was agreed. Add it, such as source: "engagement letter, section 4".`,
    );
  const ladder = ladderOf(written, path, tell);
  return { targets, source: written.source ?? defaultSource, ...(ladder && { ladder }) };
}

function inOrder(targets: PlannedStandard["targets"], written: FileStandard, path: Path, tell: Tell) {
  for (const [first, then] of [
    ["acknowledge", "answer"],
    ["answer", "resolve"],
  ] as const)
    if ((targets[first] ?? 0) > (targets[then] ?? Number.POSITIVE_INFINITY))
      tell(
        [...path, first],
        `To ${first} within ${written[first]} is longer than to ${then} within ${written[then]}: it would never be missed. Shorten it, or take it away.`,
      );
}

function ladderOf({ ladder }: FileStandard, path: Path, tell: Tell): PlannedStandard["ladder"] {
  if (ladder === undefined) return undefined;
  const read = readLadder(ladder === "none" ? {} : ladder);
  if (!("say" in read)) return read;
  tell([...path, "ladder", read.at], read.say);
  return undefined;
}

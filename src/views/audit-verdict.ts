import type { Verdict } from "../domain/audit/verdict.ts";
import { plural } from "./words.ts";

/** Whether the log is as it was written; and if not, which entry is the first that is not. */
export function verdictSaid({ entries, head, fitting, broken }: Verdict, checkpoints: number): string {
  if (broken) return `The log is not as it was written. ${wrong[broken.what](broken.seq)}`;
  if (!head) return "The log is empty.";
  const whole = `The log is whole: ${plural(entries, "entry", "entries")}, each as it was written. The last is ${head.seq}, ${head.hash}.`;
  return checkpoints === 0
    ? `${whole}\nThat nothing was cut off its end only a checkpoint from outside can tell: add --checkpoints <file>, or --checkpoint <entry>:<hash>.`
    : `${whole}\n${fitting === 1 ? "The checkpoint fits" : `All ${fitting} checkpoints fit`}.`;
}

const wrong: Readonly<Record<NonNullable<Verdict["broken"]>["what"], (seq: number) => string>> = {
  edited: (n) => `Entry ${n} is the first that is not: its text was edited.`,
  removed: (n) => `Entry ${n} is the first that is not: it was removed.`,
  "out of order": (n) => `Entry ${n} is the first that is not: another entry stands in its place.`,
  inserted: (n) => `Every entry in the chain is, but row ${n} was inserted past the chain.`,
  "cut off": (n) => `It was cut off: a checkpoint knows of entries from ${n} on, and they are gone.`,
  rewritten: (n) =>
    `It hangs together, but at entry ${n} a checkpoint knows another hash: that entry, or one before it, was rewritten with all that follow.`,
};

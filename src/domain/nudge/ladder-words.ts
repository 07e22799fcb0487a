import type { Audience, Ladder } from "../nudge.ts";
import { readTarget, targetWritten } from "../target.ts";

/** A ladder as one writes it down: `{ "50 %": "owner", due: "owner and lead", "due + 1 h": "partner" }`. */
export type WrittenLadder = Readonly<Record<string, string>>;

/** In the order of time; rungs of the same time are one. No day is a business day here: an hour after due is said in hours. */
export function ladderWritten(ladder: Ladder): WrittenLadder {
  const rungs = new Map<string, Set<Audience>>();
  for (const { when, to } of [...ladder].sort((a, b) => place(a.when) - place(b.when))) {
    const key = whenWritten(when);
    rungs.set(key, new Set([...(rungs.get(key) ?? []), ...to]));
  }
  return Object.fromEntries([...rungs].map(([key, to]) => [key, AUDIENCES.filter((who) => to.has(who)).join(" and ")]));
}

/** Shares lie below 1, due is 1, what comes after it above. */
function place(when: Ladder[number]["when"]): number {
  if (when === "due") return 1;
  return "after" in when ? 1 + when.after : when.share;
}

function whenWritten(when: Ladder[number]["when"]): string {
  if (when === "due") return "due";
  if ("after" in when) return `due + ${targetWritten(when.after, 0)}`;
  return `${Math.round(when.share * 10_000) / 100} %`;
}

/** @returns a sentence where it cannot be read. `at`: the key that is wrong, or whose value is. */
export function readLadder(written: WrittenLadder): Ladder | { readonly at: string; readonly say: string } {
  const ladder: Ladder[number][] = [];
  for (const [key, said] of Object.entries(written)) {
    const when = readWhen(key);
    if (when === undefined)
      return { at: key, say: `"${key}" is no time of a nudge. Write it like "50 %", "due" or "due + 1 h".` };
    const to = said.split(/\s*(?:,|\+|&|\band\b)\s*/i).map((word) => word.trim().toLowerCase());
    const stranger = to.find((word) => !AUDIENCES.includes(word as Audience));
    if (stranger !== undefined || to.length === 0)
      return { at: key, say: `"${stranger}" gets no nudges. Write owner, lead or partner, or "owner and lead".` };
    ladder.push({ when, to: [...new Set(to)] as Audience[] });
  }
  return ladder;
}

const AUDIENCES: readonly Audience[] = ["owner", "lead", "partner"];

function readWhen(key: string): Ladder[number]["when"] | undefined {
  if (/^due$/i.test(key.trim())) return "due";
  const [, percent] = /^\s*(\d{1,2}(?:\.\d+)?)\s*%\s*$/.exec(key) ?? [];
  if (percent !== undefined && Number(percent) > 0) return { share: Number(percent) / 100 };
  const [, after] = /^\s*due\s*\+\s*(.+)$/i.exec(key) ?? [];
  const minutes = after === undefined ? undefined : readTarget(after, 0);
  return minutes === undefined ? undefined : { after: minutes };
}

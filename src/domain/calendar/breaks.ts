import type { Interval } from "../time.ts";

/** The same breaks in order, none touching another, empty ones left out. Already so: given back as they are. */
export function merged(breaks: readonly Interval[]): readonly Interval[] {
  if (inOrder(breaks)) return breaks;
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of breaks.filter((b) => b.from < b.to).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

function inOrder(breaks: readonly Interval[]): boolean {
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of breaks) {
    if (!(from > end && to > from)) return false;
    end = to;
  }
  return true;
}

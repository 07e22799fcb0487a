import type { Instant } from "../../domain/time.ts";

/**
 * Message timestamps as Slack writes them: seconds, a point, six digits, unique in the workspace.
 * Without `at` they ascend with the clock, and go on ascending while it stands still.
 */
export function stamps(now: () => Instant): (at?: Instant) => string {
  const used = new Set<number>();
  let last = 0;
  return (at) => {
    let micros = at === undefined ? Math.max(now() * 1000, last + 100) : at * 1000;
    while (used.has(micros)) micros += 100;
    used.add(micros);
    if (at === undefined) last = micros;
    const digits = String(micros).padStart(16, "0");
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  };
}

/** `F00000001`, `F00000002`, … counted per prefix. */
export function ids(): (prefix: string) => string {
  const counts = new Map<string, number>();
  return (prefix) => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}${String(count).padStart(8, "0")}`;
  };
}

import type { Instant } from "../../domain/time.ts";

export interface Stamps {
  (at?: Instant): string;
  /** Goes on behind this one, as if it had been given away last; what was given away before is forgotten. */
  goOnAfter(ts: string): void;
}

/**
 * Message timestamps as Slack writes them: seconds, a point, six digits, unique in the workspace.
 * Without `at` they ascend with the clock, and go on ascending while it stands still.
 */
export function stamps(now: () => Instant): Stamps {
  const used = new Set<number>();
  let last = 0;
  const stamp = (at?: Instant) => {
    let micros = at === undefined ? Math.max(now() * 1000, last + 100) : at * 1000;
    while (used.has(micros)) micros += 100;
    used.add(micros);
    if (at === undefined) last = micros;
    const digits = String(micros).padStart(16, "0");
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  };
  const goOnAfter = (ts: string) => {
    used.clear();
    last = Number(ts.replace(".", ""));
  };
  return Object.assign(stamp, { goOnAfter });
}

export interface Ids {
  (prefix: string): string;
  /** How many were given away, by prefix. */
  readonly counts: Map<string, number>;
}

/** `F00000001`, `F00000002`, … counted per prefix. */
export function ids(): Ids {
  const counts = new Map<string, number>();
  const nextId = (prefix: string) => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}${String(count).padStart(8, "0")}`;
  };
  return Object.assign(nextId, { counts });
}

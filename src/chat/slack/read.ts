import type { Instant } from "../../domain/time.ts";

/** Anything as it travels in JSON: what Slack sends may be of any shape, so nothing is believed before it is looked at. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object itself, or an empty one for whatever is not an object. */
export const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The string itself, without what no database keeps (NUL, half a character); an empty one and whatever is no string are absent. */
export const word = (value: unknown): string | undefined =>
  typeof value === "string" ? keepable(value) || undefined : undefined;

const keepable = (text: string): string => (text.includes("\0") ? text.replaceAll("\0", "") : text).toWellFormed();

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A conversation or user, named by its id or given whole. */
export const idOf = (value: unknown): string | undefined => word(value) ?? word(fields(value).id);

/** Slack's `ts`: seconds since 1970 with six decimals, as a string. Undefined for anything else. */
export function instantOf(ts: unknown): Instant | undefined {
  const [, seconds, rest] = (typeof ts === "string" && /^(\d{1,11})(?:\.(\d{1,9}))?$/.exec(ts)) || [];
  return seconds === undefined ? undefined : Number(seconds) * 1000 + Math.floor(Number(`0.${rest ?? 0}`) * 1000);
}

/** Seconds since 1970 as Slack writes `event_time`. */
export const secondsOf = (value: unknown): Instant | undefined =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.floor(value * 1000) : undefined;

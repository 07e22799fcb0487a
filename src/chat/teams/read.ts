import type { Instant } from "../../domain/time.ts";

/** Anything as it travels in JSON: what Teams sends may be of any shape, so nothing is believed before it is looked at. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object itself, or an empty one for whatever is not an object. */
export const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The string itself; an empty one and whatever is no string are absent. */
export const word = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A time as Teams and Graph write it (ISO 8601). Undefined for anything else. */
export function instantOf(value: unknown): Instant | undefined {
  const text = word(value);
  const at = text === undefined || text.length > 40 ? Number.NaN : Date.parse(text);
  return Number.isFinite(at) && at > 0 ? at : undefined;
}

/** When the message with this id was written: Teams numbers messages by their millisecond. Undefined for an id of another kind. */
export const writtenAt = (id: string): Instant | undefined => (/^1\d{12}$/.test(id) ? Number(id) : undefined);

/** Never throws: an empty object for what is no JSON. */
export function parsed(text: string): Fields {
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}

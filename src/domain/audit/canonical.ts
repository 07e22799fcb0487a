/** What an entry is made of: whole numbers and text, in lists and under names. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [name: string]: Canonical | undefined };

/**
 * One text for one value, on any machine and at any time: JSON by RFC 8785, names in the order of their UTF-16 code units. What is
 * undefined is left out. @throws RangeError for what has no such text: a fraction, an unsafe integer, half a character
 */
export function canonical(value: Canonical): string {
  if (typeof value === "number") {
    // A fraction has its text by RFC 8785 as well; nothing here needs one.
    if (!Number.isSafeInteger(value)) throw new RangeError("A number in an entry of the log is no whole number.");
    return String(value + 0);
  }
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new RangeError("A text in an entry of the log holds half a character.");
    return JSON.stringify(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  // Sorting compares UTF-16 code units, which is what the RFC asks for.
  return `{${names
    .sort()
    .map((name) => `${canonical(name)}:${canonical(value[name]!)}`)
    .join(",")}}`;
}

const isList = (value: object): value is readonly Canonical[] => Array.isArray(value);

import pg from "pg";
import type { Instant } from "../domain/time.ts";

/** How PostgreSQL's text becomes ours, by type: an instant is milliseconds, a date stays "2026-11-09", a count is a number. */
export function parsers(oid: number, format?: string): (text: string) => unknown {
  return (format !== "binary" && ours.get(oid)) || pg.types.getTypeParser(oid, format as "text");
}

/** @throws RangeError for what is no instant of the common era; sessions run in UTC, so the offset is nearly always +00. */
function instantOf(text: string): Instant {
  const fields = /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?([+-]\d\d)(?::?(\d\d))?$/.exec(text);
  if (!fields) {
    if (text === "infinity") return Number.POSITIVE_INFINITY;
    if (text === "-infinity") return Number.NEGATIVE_INFINITY;
    throw new RangeError(`The database gave "${text}" where an instant was due.`);
  }
  const [, y, mo, d, h, mi, s, ms = "0", oh = "0", om = "0"] = fields;
  const wall = Date.UTC(+y!, +mo! - 1, +d!, +h!, +mi!, +s!, +ms.padEnd(3, "0"));
  return wall - (oh.startsWith("-") ? -1 : 1) * (Math.abs(+oh) * 60 + +om) * 60_000;
}

// Its published type is older than it is.
const arrays = pg.types.arrayParser as unknown as {
  create(text: string, one: (text: string) => unknown): { parse(): unknown[] };
};

const asIs = (text: string) => text;

// The numbers are PostgreSQL's own, from its catalogue pg_type; each type's array is beside it.
const ours = new Map<number, (text: string) => unknown>();
for (const [one, many, parse] of [
  [20, 1016, Number], // bigint
  [1700, 1231, Number], // numeric
  [1082, 1182, asIs], // date
  [1184, 1185, instantOf], // timestamptz
] as const) {
  ours.set(one, parse);
  ours.set(many, (text) => arrays.create(text, parse).parse());
}

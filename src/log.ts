import { pino } from "pino";
import { isMeasured, type Tell } from "./flows/deps.ts";

/** Fields that may stand in a log: ids, instants, kinds and fixed words. Anything else is left out, whoever passes it. */
const ALLOWED = new Set([
  ...[
    "what",
    "inquiryId",
    "unsure",
    "dueAt",
    "clock",
    "at",
    "state",
    "purpose",
    "deliveryId",
    "reason",
    "platform",
    "flow",
  ],
  ...["method", "status", "error", "code", "attempt", "kind", "count", "ms", "identity", "type", "subtype", "afterMs"],
]);

/** Structured lines on standard output. No name, no token and no client's word can get in: fields are allowed, not forbidden. */
export function logger(level: string) {
  const lines = pino({ level, base: undefined, messageKey: "said" });
  const nothing = (_fields: object, _said: string) => {};
  return {
    debug: lines.isLevelEnabled("debug")
      ? (fields: object, said: string) => lines.debug(allowed(fields), said)
      : nothing,
    info: (fields: object, said: string) => lines.info(allowed(fields), said),
    warn: (fields: object, said: string) => lines.warn(allowed(fields), said),
    error: (fields: object, said: string) => lines.error(allowed(fields), said),
  };
}

export type Log = ReturnType<typeof logger>;

const BAD = new Set(["failed", "outcome unknown", "flow failed"]);

/** Logs what the program did. */
export const tellLog =
  (log: Log): Tell =>
  (told) =>
    isMeasured(told)
      ? log.debug(told, told.what)
      : BAD.has(told.what)
        ? log.error(told, told.what)
        : log.info(told, told.what);

const allowed = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => ALLOWED.has(name) && (typeof value !== "object" || value === null))
      .map(([name, value]) => [name, typeof value === "string" ? value.slice(0, 200) : value]),
  );

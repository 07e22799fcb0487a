import { pino } from "pino";
import { isMeasured, type Tell } from "./flows/deps.ts";

/** Fields that may stand in a log: ids, instants, kinds and fixed words. Anything else is left out, whoever passes it. */
const ALLOWED = new Set([
  ...["what", "inquiryId", "unsure", "dueAt", "clock", "at", "state", "purpose", "deliveryId", "reason", "platform"],
  ...["flow", "method", "status", "error", "code", "attempt", "kind", "count", "ms", "identity", "type", "subtype"],
  ...["afterMs", "job", "seconds", "since", "mended"],
]);

/**
 * Libraries that print by themselves print what they were given: keys, addresses, whole requests. From now on nothing of it is
 * seen, only that one of them spoke.
 */
export function hushLibraries(log: Pick<Log, "debug">): void {
  for (const way of ["log", "info", "debug", "warn", "error", "trace", "dir", "table"] as const)
    console[way] = () => log.debug({}, "A library spoke past the log: what it said is left out.");
}

/** Structured lines on standard output. No name, no token and no client's word can get in: fields are allowed, not forbidden. */
export function logger(level: string, to?: { write(line: string): void }) {
  const lines = pino({ level, base: undefined, messageKey: "said" }, to);
  const at = (name: "debug" | "info" | "warn" | "error") =>
    // What is not logged costs nothing, however often it is told.
    lines.isLevelEnabled(name)
      ? (fields: object, said: string) => lines[name](allowed(fields), withoutSecrets(said))
      : (_fields: object, _said: string) => {};
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export type Log = ReturnType<typeof logger>;

const BAD = new Set([
  ...[
    "failed",
    "outcome unknown",
    "flow failed",
    "job failed",
    "set aside",
    "held back",
    "not caught up",
    "clock jumped",
  ],
]);

/** Logs what the program did; how long it took, for whoever looks closely. */
export const tellLog =
  (log: Log): Tell =>
  (told) => {
    if (isMeasured(told)) return log.debug(told, told.what);
    return BAD.has(told.what) ? log.error(told, told.what) : log.info(told, told.what);
  };

const allowed = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => ALLOWED.has(name) && (typeof value !== "object" || value === null))
      .map(([name, value]) => [name, typeof value === "string" ? withoutSecrets(value).slice(0, 200) : value]),
  );

// A sentence may be a library's: what looks like a token goes, and what an address says after its "?".
const withoutSecrets = (said: string): string =>
  said.replace(/\b(?:xox[a-z]|xapp|xoxe|eyJ)[\w.-]{6,}/g, "…").replace(/(\b[a-z]+:\/\/[^\s?]+)\?\S+/g, "$1?…");

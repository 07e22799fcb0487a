import { type Logger, LogLevel } from "@slack/bolt";

/** What this folder needs of a logger: an allow-list of fields, and words. Never a token, never what someone wrote. */
export interface Log {
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
  error(fields: object, words: string): void;
}

/** Slack's libraries log through this. Their debug lines hold whole requests, client words and all: those go nowhere. */
export const boltLogger = (log: Log): Logger => ({
  debug: () => {},
  info: () => {},
  warn: (...said) => log.warn({}, `Slack library: ${words(said)}`),
  error: (...said) => log.error({}, `Slack library: ${words(said)}`),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
});

const words = (said: readonly unknown[]) =>
  said
    .map((part) => (part instanceof Error ? part.name : typeof part === "string" ? part.slice(0, 300) : ""))
    .join(" ");

/** What this folder needs of a logger: an allow-list of fields, and words. Never a token, never what someone wrote. */
export interface Log {
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
  error(fields: object, words: string): void;
}

import { expect } from "vitest";
import type { Stage } from "./stage.ts";

/** What a client wrote, so that it can be looked for where it must not be. */
export type Heard = readonly string[];

/**
 * Holds everything the bot ever sent against the promises: it writes to the firm's own people in private and nowhere else, but
 * for checkpoints of the log where a channel is set for them, which nobody but they read; and three words of a client's in a row are in nothing that it writes.
 */
export function expectDiscretion(
  { written, ofTheFirm }: Pick<Stage, "written" | "ofTheFirm">,
  heard: Heard,
  checkpoints = false,
): void {
  const phrases = new Set(heard.flatMap(threes));
  for (const { what, conversation, direct, readers, said } of written()) {
    const plain = plainly(said);
    for (const phrase of phrases) expect(plain, `${what} repeats a client's words`).not.toContain(phrase);
    if (conversation !== undefined) {
      const allowed = direct || (checkpoints && CHECKPOINT.test(plain));
      expect(allowed, `${what} goes to ${conversation}`).toBe(true);
      expect(readers.every(ofTheFirm), `${what} reaches an outsider`).toBe(true);
    } else if (!readers.every(ofTheFirm)) expect(plain, "an answer to an outsider").toMatch(/ for the firm s people /);
  }
}

const CHECKPOINT = /^(?! .*(?:acme|globex|initech)).* checkpoint of the audit log entry \d+ /;

/** Words alone, so that neither markup nor punctuation hides anything. */
const plainly = (thing: unknown): string =>
  ` ${JSON.stringify(thing)
    .toLowerCase()
    .replace(/\\[nrt]/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")} `;

function threes(text: string): string[] {
  const words = plainly(text).trim().split(" ");
  if (words.length < 3) return [];
  return words.slice(2).map((_, i) => ` ${words.slice(i, i + 3).join(" ")} `);
}

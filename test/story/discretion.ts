import { expect } from "vitest";
import type { SlackSandbox } from "../../src/sandbox/slack/server.ts";

/** What a client wrote, so that it can be looked for where it must not be. */
export type Heard = readonly string[];

/**
 * Holds everything the bot ever sent against the promises: it writes to the firm's own people in private and nowhere else,
 * and three words of a client's in a row are in nothing that it writes.
 */
export function expectDiscretion({ state }: SlackSandbox, heard: Heard): void {
  const phrases = new Set(heard.flatMap(threes));
  const isOfTheFirm = (id: string) => state.users.get(id)?.teamId === state.team.id;
  for (const { method, args } of state.calls.filter((call) => WRITES.test(call.method))) {
    const said = plainly(args);
    for (const phrase of phrases) expect(said, `${method} repeats a client's words`).not.toContain(phrase);
    if (/^chat\.(post|update)/.test(method)) {
      const channel = state.channels.get(String(args.channel));
      expect(channel?.kind, `${method} goes to ${args.channel}`).toBe("im");
      expect([...channel!.members].every(isOfTheFirm), `${method} reaches an outsider`).toBe(true);
    }
  }
  for (const { user, ...shown } of state.ephemerals) {
    const said = plainly(shown);
    for (const phrase of phrases) expect(said, "an answer repeats a client's words").not.toContain(phrase);
    if (!isOfTheFirm(user))
      expect(said, "an answer to an outsider").toMatch(/only for the firm|people of the firm|firm's own/);
  }
}

const WRITES = /^(chat|views|files|response_url|conversations\.(?!history|replies|info|open|members|list))/;

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

import type { Paces } from "../../domain/lanes.ts";

/**
 * How fast Teams lets a bot write: 7 messages a second in a conversation, and 50 requests a second in a tenant, of which asking
 * who somebody is and opening their conversation take two beside the message itself. Source: learn.microsoft.com, "Optimize your
 * bot with rate limiting in Teams".
 */
export const paces: Paces = {
  workspace: { most: 12, withinMs: 1_000 },
  conversation: { most: 4, withinMs: 5_000 },
  atOnce: 12,
};

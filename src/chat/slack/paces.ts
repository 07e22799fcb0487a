import type { Paces } from "../../domain/lanes.ts";

/**
 * How fast Slack lets an app write: "several hundred messages per minute" in a workspace, and one a second in a conversation with
 * room for short bursts. Source: docs.slack.dev, "Rate limits", of `chat.postMessage`.
 */
export const paces: Paces = {
  workspace: { most: 300, withinMs: 60_000 },
  conversation: { most: 4, withinMs: 5_000 },
  atOnce: 16,
};

import type { Paces } from "../../domain/lanes.ts";

/**
 * How fast Slack lets an app write. In a workspace "several hundred messages per minute": three hundred; in a conversation one a
 * second, with room for short bursts. Source: docs.slack.dev, `chat.postMessage`, "Rate limiting".
 *
 * As many at once as are well looked up in one list of the workspace's people, which Slack lets be asked for 20 times a minute
 * (tier 2), and one person 100 times (tier 4). Source: docs.slack.dev, "Rate limits".
 */
export const paces: Paces = {
  workspace: { most: 300, withinMs: 60_000 },
  conversation: { most: 4, withinMs: 5_000 },
  atOnce: 100,
};

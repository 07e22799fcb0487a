import type { Sandbox } from "../context.ts";
import type { Channel, Fields } from "../workspace.ts";

/** One Web API method. */
export interface Method {
  /** The scope it needs, where that does not depend on the conversation. */
  scope?: string;
  /** Which token it takes; the bot's unless said otherwise. */
  token?: "app" | "none";
  /** Calls a minute it may have, where rate limits are on. Tier 2 is 20, 3 is 50, 4 is 100. */
  perMinute: number;
  /** Its answer without `ok: true`. @throws SlackError */
  run(sandbox: Sandbox, args: Fields): Fields | Promise<Fields>;
}

const FAMILIES = { public: "channels", private: "groups", im: "im", mpim: "mpim" } as const;

/** `channels:history`, `groups:history`, … */
export const scopeFor = ({ kind }: Pick<Channel, "kind">, verb: string) => `${FAMILIES[kind]}:${verb}`;

import type { Zone } from "../../domain/time.ts";

/** A workspace as one writes it down. Ids are given, so that stories can name them. */
export interface WorkspaceSeed {
  /** The firm's own workspace. */
  team: { id: string; name: string; domain: string; enterpriseId?: string };
  /** Workspaces of others, connected by Slack Connect; or the firm's own others, of the same enterprise. */
  otherTeams?: { id: string; name: string; domain: string; enterpriseId?: string }[];
  people: PersonSeed[];
  channels: ChannelSeed[];
  app?: AppSeed;
}

export interface PersonSeed {
  id: string;
  /** The handle, without @. */
  name: string;
  realName: string;
  displayName?: string;
  email?: string;
  title?: string;
  zone?: Zone;
  /** "guest" sees several channels, "single-channel guest" one; both carry the firm's team id. Default "member". */
  role?: "owner" | "admin" | "member" | "guest" | "single-channel guest" | "bot";
  /** Someone of another team, an outsider by Slack Connect: that team's id. */
  team?: string;
  stranger?: boolean;
  deactivated?: boolean;
}

export type ChannelKind = "public" | "private" | "im" | "mpim";

export interface ChannelSeed {
  id: string;
  name?: string;
  kind?: ChannelKind;
  /** User ids. The bot is a member only when listed: `seed.app.botUserId`, by default "UBOT". */
  members: string[];
  topic?: string;
  purpose?: string;
  archived?: boolean;
  general?: boolean;
  /** Teams it is shared with by Slack Connect; makes it `is_ext_shared`. */
  sharedWith?: string[];
  /** Teams that were invited and have not come yet; makes it `is_pending_ext_shared`. */
  pendingWith?: string[];
  orgShared?: boolean;
}

export interface AppSeed {
  name?: string;
  appId?: string;
  botUserId?: string;
  botId?: string;
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  clientId?: string;
  clientSecret?: string;
  /** OAuth scopes of the bot token; left out, it has every one that a method here asks for. */
  scopes?: string[];
  /** Event subscriptions as in a manifest; left out, all. */
  events?: string[];
  /** Slash commands; left out, any. */
  commands?: string[];
}

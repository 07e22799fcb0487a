import type { Instant, Zone } from "../../domain/time.ts";
import type { ChannelKind, WorkspaceSeed } from "./seed.ts";

/** Anything as it travels in JSON. */
export type Fields = Record<string, unknown>;

interface Team {
  id: string;
  name: string;
  domain: string;
  enterpriseId?: string;
}

export interface User {
  id: string;
  teamId: string;
  /** The handle, without @. */
  name: string;
  realName: string;
  displayName: string;
  email?: string;
  title?: string;
  zone: Zone;
  isOwner: boolean;
  isAdmin: boolean;
  /** A guest, of one or several channels. Guests carry the firm's own team id. */
  isRestricted: boolean;
  /** A guest of one channel; `isRestricted` as well. */
  isUltraRestricted: boolean;
  /** An outsider who shares no channel with the app's workspace. False for a client in your own channel. */
  isStranger: boolean;
  isBot: boolean;
  deleted: boolean;
  updated: Instant;
  /** Only bots have one. */
  botId?: string;
}

/** A message as the Web API and events carry it. `ts` identifies it within its channel. */
export interface Message extends Fields {
  type: "message";
  subtype?: string;
  ts: string;
  text: string;
  user?: string;
  bot_id?: string;
  app_id?: string;
  team?: string;
  thread_ts?: string;
  parent_user_id?: string;
  blocks?: Fields[];
  attachments?: Fields[];
  files?: Fields[];
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[]; count: number }[];
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  metadata?: Fields;
}

export interface Channel {
  id: string;
  /** Empty in a direct message. */
  name: string;
  kind: ChannelKind;
  creator: string;
  created: Instant;
  members: Set<string>;
  topic: string;
  purpose: string;
  isArchived: boolean;
  isGeneral: boolean;
  isExtShared: boolean;
  isPendingExtShared: boolean;
  isOrgShared: boolean;
  /** Teams other than the workspace's own that are connected to it. */
  connectedTeams: Set<string>;
  pendingTeams: Set<string>;
  previousNames: string[];
  /** In order of `ts`; replies among them. */
  messages: Message[];
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  user: string;
  created: Instant;
  content: Buffer;
  altText?: string;
  channels: Set<string>;
  /** False until its upload was completed. */
  complete: boolean;
}

/** A modal or a home tab as the app sent it, with what Slack adds to it. */
export interface View extends Fields {
  id: string;
  type: "modal" | "home";
  callback_id: string;
  external_id: string;
  hash: string;
  blocks: Fields[];
  state: { values: Record<string, Record<string, Fields>> };
  root_view_id: string;
  previous_view_id: string | null;
}

/** A message only one person sees, and nobody's history holds. */
export interface Ephemeral extends Fields {
  channel: string;
  user: string;
  ts: string;
  text: string;
  blocks?: Fields[];
  thread_ts?: string;
}

/** One Web API call as the server saw it. Tokens are not kept. */
export interface ApiCall {
  at: Instant;
  method: string;
  args: Fields;
  status: number;
  response: Fields;
  /** The fault that was asked for, when one struck. */
  fault?: string;
}

/** One attempt to bring an event, command or interaction to the app. */
interface Attempt {
  at: Instant;
  way: "http" | "socket" | "none";
  retry: number;
  /** HTTP status; 200 for an acknowledged socket envelope, 0 when there was no answer. */
  status: number;
  failure?: RetryReason;
}

type RetryReason = "http_timeout" | "connection_failed" | "http_error" | "too_many_redirects" | "unknown_error";

/** What became of one event. Its attempts grow while it is retried. */
export interface Delivery {
  eventId: string;
  body: Fields;
  acknowledged: boolean;
  attempts: Attempt[];
  /** It never comes, and is not tried again. */
  lost?: true;
}

export interface AppInstall {
  name: string;
  appId: string;
  botUserId: string;
  botId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  verificationToken: string;
  clientId: string;
  clientSecret: string;
  scopes: Set<string>;
  /** Event subscriptions as in a manifest (`message.channels`, …); undefined means every one of them. */
  events?: Set<string>;
  /** Slash commands it has; undefined means any. */
  commands?: Set<string>;
  installed: boolean;
  tokenRevoked: boolean;
}

/** Everything there is. Tests and pages read it; only people's doings and the Web API change it. */
export interface Workspace {
  seed: WorkspaceSeed;
  team: Team;
  teams: Map<string, Team>;
  app: AppInstall;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  files: Map<string, StoredFile>;
  views: Map<string, View & { user: string }>;
  /** Home tabs by user. */
  homes: Map<string, View>;
  /** Each person's open modals, the topmost last. */
  openViews: Map<string, string[]>;
  ephemerals: Ephemeral[];
  calls: ApiCall[];
  deliveries: Delivery[];
}

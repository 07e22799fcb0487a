import type { Instant, Zone } from "../../domain/time.ts";
import type { WorkspaceSeed } from "./seed.ts";

/** Anything as it travels in JSON. */
export type Fields = Record<string, unknown>;

export interface User {
  /** `29:…`, as activities carry it. */
  id: string;
  aadObjectId: string;
  tenantId: string;
  name: string;
  email?: string;
  /** A guest's holds `#EXT#`, and is of the firm's own tenant. */
  upn: string;
  zone: Zone;
  locale: string;
  /** What the roster calls them; an outsider may well be `owner`. */
  role: "user" | "guest" | "owner";
  isBot: boolean;
  deleted: boolean;
  /** Has the app in their own personal scope. */
  installed: boolean;
  /** Does not want to hear from the bot. */
  blocked: boolean;
}

export interface Team {
  /** `19:…@thread.tacv2`; also the id of its General channel. */
  id: string;
  aadGroupId: string;
  name: string;
  members: Set<string>;
  /** The app is installed in it. */
  installed: boolean;
  archived: boolean;
}

export type ConversationKind = "channel" | "groupChat" | "personal";

export interface Conversation {
  /** `19:…@thread.tacv2`, `19:…@thread.v2` or `a:…`; never with `;messageid=`. */
  id: string;
  kind: ConversationKind;
  name: string;
  /** Channels only. */
  team?: string;
  membership: "standard" | "private" | "shared";
  /** Those of a standard channel are its team's. */
  members: Set<string>;
  /** The app is in it; for a standard channel its team's is what counts. */
  installed: boolean;
  deleted: boolean;
  /** In order of id; replies among them. */
  messages: Message[];
}

interface Reaction {
  type: string;
  users: string[];
}

export interface Message {
  /** Epoch milliseconds as text; unique in the sandbox. */
  id: string;
  /** The message its thread began with; itself when it began one. Chats have no threads. */
  root: string;
  /** A user's id, or the bot's. */
  from: string;
  /** As an activity carries it, `<at>…</at>` included. */
  text: string;
  html: string;
  mentions: string[];
  attachments: Fields[];
  created: Instant;
  /** Of the last change of any kind, reactions among them. */
  modified: Instant;
  edited?: Instant;
  deleted?: Instant;
  reactions: Reaction[];
  /** Only this person and the bot see it. */
  only?: string;
  /** The activity as the bot sent it last. */
  activity?: Fields;
  /** Cards that took the place of this one for one person, as the answer to a press; gone when the bot updates it. */
  views: Map<string, Fields>;
  /** Teams told the bot of it. */
  heard: boolean;
}

/** A dialog (task module) someone has open. */
export interface Dialog {
  title: string;
  card: Fields;
  conversation: string;
  /** Of a message action, what it was opened with. */
  command?: { id: string; messagePayload?: Fields };
}

/** One request as the server saw it. Tokens and secrets are not kept. */
export interface ApiCall {
  at: Instant;
  /** The operation, as botframework-connector names it (`sendToConversation`), or `token`, `keys`, `graph`. */
  method: string;
  path: string;
  args: Fields;
  status: number;
  response: Fields;
  /** The fault that was asked for, when one struck. */
  fault?: string;
}

interface Attempt {
  at: Instant;
  retry: number;
  /** HTTP status; 0 when there was no answer. */
  status: number;
  failure?: "timeout" | "connection_failed" | "http_error";
}

/** What became of one activity. Its attempts grow while it is sent again. */
export interface Delivery {
  body: Fields;
  acknowledged: boolean;
  attempts: Attempt[];
}

/** The app in the firm's tenant, and everything a bot must be given to live on loopback: see `startTeamsSandbox`. */
export interface AppInstall {
  name: string;
  appId: string;
  appPassword: string;
  tenantId: string;
  /** `28:<appId>`, as activities carry it. */
  botId: string;
  /** Resource-specific consent granted, such as `ChannelMessage.Read.Group`. */
  permissions: Set<string>;
  /** Message actions the manifest has; undefined means any. */
  messageActions?: Set<string>;
  /** Slash commands the manifest has; undefined means any. */
  commands?: Set<string>;
  disabledByAdmin: boolean;
}

/** Everything there is. Tests read it; only people's doings and the connector change it. */
export interface Workspace {
  seed: WorkspaceSeed;
  tenant: { id: string; name: string; domain: string };
  app: AppInstall;
  users: Map<string, User>;
  teams: Map<string, Team>;
  conversations: Map<string, Conversation>;
  dialogs: Map<string, Dialog>;
  /** The card on each person's personal tab. */
  homes: Map<string, Fields>;
  calls: ApiCall[];
  deliveries: Delivery[];
}

import { createHash } from "node:crypto";
import type { Zone } from "../../domain/time.ts";
import type { AppInstall, Conversation, ConversationKind, Team, User, Workspace } from "./workspace.ts";

/** A tenant as one writes it down. Ids are given, so that stories can name them. */
export interface WorkspaceSeed {
  /** The firm's own tenant. `id` is a GUID. */
  tenant: { id: string; name: string; domain: string };
  people: PersonSeed[];
  teams: TeamSeed[];
  channels: ChannelSeed[];
  chats?: ChatSeed[];
  app?: AppSeed;
}

export interface PersonSeed {
  /** `29:…` */
  id: string;
  /** A GUID; made from the id when left out. */
  aadObjectId?: string;
  name: string;
  email?: string;
  zone?: Zone;
  locale?: string;
  /** A guest is of the firm's tenant with a `#EXT#` name. Default "user". */
  role?: "user" | "guest" | "owner";
  /** Someone of another tenant, in shared channels only: that tenant's id. */
  tenant?: string;
  bot?: boolean;
  deactivated?: boolean;
  /** Has the app in their personal scope; so has everyone of the firm unless said otherwise. */
  installed?: boolean;
}

interface TeamSeed {
  /** `19:…@thread.tacv2` */
  id: string;
  aadGroupId?: string;
  name: string;
  members: string[];
  /** The app is in it; true unless said otherwise. */
  installed?: boolean;
}

interface ChannelSeed {
  /** `19:…@thread.tacv2` */
  id: string;
  name: string;
  team: string;
  /** Shared channels may have people of other tenants. Default "standard": everyone in the team. */
  membership?: "standard" | "private" | "shared";
  /** Of a private or shared channel. */
  members?: string[];
  /** The app is in this private or shared channel; true unless said otherwise. */
  installed?: boolean;
}

interface ChatSeed {
  /** `19:…@thread.v2` */
  id: string;
  name?: string;
  members: string[];
  installed?: boolean;
}

export interface AppSeed {
  name?: string;
  /** A GUID. */
  appId?: string;
  appPassword?: string;
  /** Resource-specific consent; none unless given, so that only mentions reach the bot, as in Teams. */
  permissions?: string[];
  messageActions?: string[];
  commands?: string[];
}

/** The tenant a seed describes, before anything has happened in it. */
export function planted(seed: WorkspaceSeed): Workspace {
  const app = installed(seed);
  const users = seed.people.map((person) => userOf(person, seed.tenant));
  const chats = (seed.chats ?? []).map((chat) => conversation("groupChat", { name: "", ...chat }));
  const channels = seed.channels.map((channel) => conversation("channel", channel));
  const generals = seed.teams
    .filter((team) => !seed.channels.some((channel) => channel.id === team.id))
    .map((team) => conversation("channel", { id: team.id, name: "General", team: team.id }));
  return {
    seed,
    tenant: seed.tenant,
    app,
    users: new Map(users.map((user) => [user.id, user])),
    teams: new Map(seed.teams.map((team) => [team.id, teamOf(team)])),
    conversations: new Map([...generals, ...channels, ...chats].map((one) => [one.id, one])),
    dialogs: new Map(),
    homes: new Map(),
    calls: [],
    deliveries: [],
  };
}

function installed({ app = {}, tenant }: WorkspaceSeed): AppInstall {
  const appId = app.appId ?? guidOf("rejoinder sandbox app");
  return {
    name: app.name ?? "Rejoinder",
    appId,
    appPassword: app.appPassword ?? "sandbox-app-password",
    tenantId: tenant.id,
    botId: `28:${appId}`,
    permissions: new Set(app.permissions ?? []),
    messageActions: app.messageActions && new Set(app.messageActions),
    commands: app.commands && new Set(app.commands),
    disabledByAdmin: false,
  };
}

export function userOf(person: PersonSeed, home: WorkspaceSeed["tenant"]): User {
  const role = person.role ?? "user";
  const handle = (person.email ?? person.name.toLowerCase().replaceAll(" ", ".")).replace("@", "_");
  return {
    id: person.id,
    aadObjectId: person.aadObjectId ?? guidOf(person.id),
    tenantId: person.tenant ?? home.id,
    name: person.name,
    email: person.email,
    upn: role === "guest" ? `${handle}#EXT#@${home.domain}` : (person.email ?? `${handle}@${home.domain}`),
    zone: person.zone ?? "Etc/UTC",
    locale: person.locale ?? "en-US",
    role,
    isBot: person.bot ?? false,
    deleted: person.deactivated ?? false,
    installed: person.installed ?? (person.tenant === undefined && role !== "guest"),
    blocked: false,
  };
}

const teamOf = ({ id, aadGroupId, name, members, installed = true }: TeamSeed): Team => ({
  id,
  aadGroupId: aadGroupId ?? guidOf(id),
  name,
  members: new Set(members),
  installed,
  archived: false,
});

type Bare = Pick<ChannelSeed, "id" | "name"> & Partial<ChannelSeed>;

export const conversation = (kind: ConversationKind, seed: Bare): Conversation => ({
  id: seed.id,
  kind,
  name: seed.name,
  ...(seed.team ? { team: seed.team } : {}),
  membership: seed.membership ?? "standard",
  members: new Set(seed.members ?? []),
  installed: seed.installed ?? true,
  deleted: false,
  messages: [],
});

/** A GUID that is always the same for the same name. */
export function guidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

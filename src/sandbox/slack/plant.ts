import type { Instant } from "../../domain/time.ts";
import type { AppSeed, ChannelSeed, PersonSeed, WorkspaceSeed } from "./seed.ts";
import type { AppInstall, Channel, User, Workspace } from "./workspace.ts";

/** The workspace a seed describes, as it stands at `now`, before anything has happened in it. */
export function planted(seed: WorkspaceSeed, now: Instant): Workspace {
  const app = installed(seed.app ?? {});
  const people = [...seed.people.map((person) => userOf(person, seed.team.id, now)), botUser(app, seed.team.id, now)];
  return {
    seed,
    team: seed.team,
    teams: new Map([seed.team, ...(seed.otherTeams ?? [])].map((team) => [team.id, team])),
    app,
    users: new Map(people.map((user) => [user.id, user])),
    channels: new Map(seed.channels.map((channel) => [channel.id, channelOf(channel, now)])),
    files: new Map(),
    views: new Map(),
    homes: new Map(),
    openViews: new Map(),
    ephemerals: [],
    calls: [],
    deliveries: [],
  };
}

function installed(seed: AppSeed): AppInstall {
  return {
    name: seed.name ?? "rejoinder",
    appId: seed.appId ?? "A0SANDBOX",
    botUserId: seed.botUserId ?? "UBOT",
    botId: seed.botId ?? "BBOT",
    botToken: seed.botToken ?? "xoxb-sandbox",
    appToken: seed.appToken ?? "xapp-sandbox",
    signingSecret: seed.signingSecret ?? "sandbox-signing-secret",
    verificationToken: "sandbox-verification-token",
    clientId: seed.clientId ?? "1111111111.2222222222",
    clientSecret: seed.clientSecret ?? "sandbox-client-secret",
    scopes: new Set(seed.scopes ?? EVERY_SCOPE),
    events: seed.events && new Set(seed.events),
    commands: seed.commands && new Set(seed.commands),
    installed: true,
    tokenRevoked: false,
  };
}

const EVERY_SCOPE = [
  ..."app_mentions:read bots:read chat:write commands files:read files:write team:read".split(" "),
  ..."channels:history channels:join channels:manage channels:read groups:history groups:read groups:write".split(" "),
  ..."im:history im:read im:write mpim:history mpim:read mpim:write".split(" "),
  ..."reactions:read reactions:write users:read users:read.email users.profile:read metadata.message:read".split(" "),
];

export function userOf(person: PersonSeed, homeTeam: string, now: Instant): User {
  const role = person.role ?? "member";
  return {
    id: person.id,
    teamId: person.team ?? homeTeam,
    name: person.name,
    realName: person.realName,
    displayName: person.displayName ?? person.name,
    email: person.email,
    title: person.title,
    zone: person.zone ?? "Etc/UTC",
    isOwner: role === "owner",
    isAdmin: role === "owner" || role === "admin",
    isRestricted: role === "guest" || role === "single-channel guest",
    isUltraRestricted: role === "single-channel guest",
    isStranger: person.stranger ?? false,
    isBot: role === "bot",
    botId: role === "bot" ? person.id.replace(/^./, "B") : undefined,
    deleted: person.deactivated ?? false,
    updated: now,
  };
}

const botUser = (app: AppInstall, team: string, now: Instant): User => ({
  ...userOf({ id: app.botUserId, name: app.name, realName: app.name, role: "bot" }, team, now),
  botId: app.botId,
});

export const channelOf = (channel: ChannelSeed, now: Instant): Channel => ({
  id: channel.id,
  name: channel.name ?? "",
  kind: channel.kind ?? "public",
  creator: channel.members[0] ?? "",
  created: now,
  members: new Set(channel.members),
  topic: channel.topic ?? "",
  purpose: channel.purpose ?? "",
  isArchived: channel.archived ?? false,
  isGeneral: channel.general ?? false,
  isExtShared: (channel.sharedWith ?? []).length > 0,
  isPendingExtShared: (channel.pendingWith ?? []).length > 0,
  isOrgShared: channel.orgShared ?? false,
  connectedTeams: new Set(channel.sharedWith),
  pendingTeams: new Set(channel.pendingWith),
  previousNames: [],
  messages: [],
});

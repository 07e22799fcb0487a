import type { Sandbox } from "./context.ts";
import type { Channel, Fields, StoredFile, User } from "./workspace.ts";
import { offsetSeconds, zoneLabel } from "./zones.ts";

/** A user as `users.info` gives it; an outsider's is shorter, as Slack's is. The e-mail needs its own scope. */
export function userObject(sandbox: Sandbox, user: User): Fields {
  const now = sandbox.now();
  const { state } = sandbox;
  const outsider = user.teamId !== state.team.id;
  const base = {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    updated: Math.floor(user.updated / 1000),
    is_bot: user.isBot,
    is_app_user: false,
    profile: profileObject(sandbox, user),
  };
  if (user.deleted) return base;
  return {
    ...base,
    color: "9f69e7",
    real_name: user.realName,
    tz: user.zone,
    tz_label: zoneLabel(user.zone, now),
    tz_offset: offsetSeconds(user.zone, now),
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: user.isOwner,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_email_confirmed: !user.isBot,
    who_can_share_contact_card: "EVERYONE",
    ...(outsider ? { is_stranger: user.isStranger } : {}),
    ...enterpriseOf(sandbox, user),
  };
}

/** On Enterprise Grid a user also belongs to an organisation, through one or more of its workspaces. */
function enterpriseOf({ state }: Sandbox, user: User): Fields {
  const team = state.teams.get(user.teamId);
  if (!team?.enterpriseId) return {};
  const { isAdmin: is_admin, isOwner: is_owner, id } = user;
  const enterprise = { enterprise_id: team.enterpriseId, enterprise_name: team.name, teams: [team.id] };
  return { enterprise_user: { id, ...enterprise, is_admin, is_owner } };
}

export function profileObject({ state }: Sandbox, user: User): Fields {
  const [first = "", ...rest] = user.realName.split(" ");
  return {
    title: user.title ?? "",
    phone: "",
    skype: "",
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.displayName,
    display_name_normalized: user.displayName,
    status_text: "",
    status_emoji: "",
    status_expiration: 0,
    avatar_hash: "",
    first_name: first,
    last_name: rest.join(" "),
    team: user.teamId,
    ...(user.isBot ? { bot_id: user.botId, api_app_id: user.botId === state.app.botId ? state.app.appId : "" } : {}),
    ...(user.email && state.app.scopes.has("users:read.email") ? { email: user.email } : {}),
  };
}

/** A conversation as `conversations.info` gives it. */
export function channelObject({ state }: Sandbox, channel: Channel): Fields {
  const { app, team } = state;
  if (channel.kind === "im") return imObject(channel, app.botUserId, team.id);
  const created = Math.floor(channel.created / 1000);
  const shared = [team.id, ...channel.connectedTeams];
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_im: false,
    is_mpim: channel.kind === "mpim",
    is_private: channel.kind !== "public",
    created,
    is_archived: channel.isArchived,
    is_general: channel.isGeneral,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: channel.isExtShared || channel.isOrgShared,
    is_org_shared: channel.isOrgShared,
    is_ext_shared: channel.isExtShared,
    is_pending_ext_shared: channel.isPendingExtShared,
    pending_shared: [...channel.pendingTeams],
    pending_connected_team_ids: [...channel.pendingTeams],
    context_team_id: team.id,
    updated: channel.created,
    parent_conversation: null,
    creator: channel.creator,
    shared_team_ids: shared,
    ...(channel.isExtShared ? { connected_team_ids: [...channel.connectedTeams], conversation_host_id: team.id } : {}),
    is_member: channel.members.has(app.botUserId),
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: channel.purpose, creator: "", last_set: 0 },
    previous_names: channel.previousNames,
  };
}

const imObject = (channel: Channel, bot: string, team: string): Fields => ({
  id: channel.id,
  created: Math.floor(channel.created / 1000),
  is_archived: false,
  is_im: true,
  is_org_shared: false,
  context_team_id: team,
  updated: channel.created,
  user: [...channel.members].find((id) => id !== bot) ?? bot,
  is_user_deleted: false,
  priority: 0,
});

export function fileObject({ state, origin }: Sandbox, file: StoredFile): Fields {
  const created = Math.floor(file.created / 1000);
  const kinds = { channels: "public", groups: "private", ims: "im" } as const;
  const shared = (kind: string) => [...file.channels].filter((id) => state.channels.get(id)?.kind === kind);
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split(".").at(-1) ?? "binary",
    pretty_type: (file.name.split(".").at(-1) ?? "binary").toUpperCase(),
    user: file.user,
    user_team: state.users.get(file.user)?.teamId ?? state.team.id,
    editable: false,
    size: file.content.length,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: shared("public").length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: `${origin}/files/${file.id}/${encodeURIComponent(file.name)}`,
    url_private_download: `${origin}/files/${file.id}/download/${encodeURIComponent(file.name)}`,
    permalink: `https://${state.team.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    ...(file.altText ? { alt_txt: file.altText } : {}),
    ...Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [key, shared(kind)])),
  };
}

import { about } from "../../views/about.ts";

/**
 * What Rejoinder asks of a Slack workspace, each with its reason: the one source of the app manifest. The scopes follow from
 * what is used, so a permission without a use cannot get in. Sources: docs.slack.dev, the reference pages of each event and
 * method ("Required scopes").
 */
interface Use {
  readonly scopes: readonly string[];
  readonly why: string;
}

const inPublic = "channels:read";
const inPrivate = "groups:read";

/** Events the app hears. */
export const events: Readonly<Record<string, Use>> = {
  "message.channels": {
    scopes: ["channels:history"],
    why: "to notice what clients ask in channels the bot was invited to",
  },
  "message.groups": { scopes: ["groups:history"], why: "the same in private channels, where most client work is" },
  "message.im": {
    scopes: ["im:history"],
    why: "to answer whoever writes to the bot, and to lead an admin through the set-up",
  },
  reaction_added: { scopes: ["reactions:read"], why: "so that a lawyer can track or resolve by an emoji" },
  member_joined_channel: {
    scopes: [inPublic, inPrivate],
    why: "to ask what a channel is for once the bot is invited, and to notice outsiders who join",
  },
  member_left_channel: {
    scopes: [inPublic, inPrivate],
    why: "to notice when the last outsider, or the bot itself, has left",
  },
  channel_left: { scopes: [inPublic], why: "to know that the bot was removed" },
  group_left: { scopes: [inPrivate], why: "to know that the bot was removed" },
  channel_rename: { scopes: [inPublic], why: "to call channels by their present name" },
  group_rename: { scopes: [inPrivate], why: "to call channels by their present name" },
  channel_archive: { scopes: [inPublic], why: "to stop reading an archived channel" },
  group_archive: { scopes: [inPrivate], why: "to stop reading an archived channel" },
  channel_unarchive: { scopes: [inPublic], why: "to begin again" },
  group_unarchive: { scopes: [inPrivate], why: "to begin again" },
  channel_deleted: { scopes: [inPublic], why: "to forget a deleted channel" },
  group_deleted: { scopes: [inPrivate], why: "to forget a deleted channel" },
  channel_shared: { scopes: [inPublic, inPrivate], why: "to know at once that outsiders can read a channel" },
  channel_unshared: { scopes: [inPublic, inPrivate], why: "to know that they no longer can" },
  channel_id_changed: { scopes: [inPublic, inPrivate], why: "because sharing may give a channel another id" },
  user_change: { scopes: ["users:read"], why: "to keep names, time zones and who is a guest up to date" },
  app_home_opened: { scopes: [], why: "to show a person's open inquiries" },
  app_uninstalled: { scopes: [], why: "to forget a workspace that took the bot out, and say so in the log" },
  tokens_revoked: { scopes: [], why: "the same where only the token was taken" },
};

/** Methods the bot calls. */
export const methods: Readonly<Record<string, Use>> = {
  "auth.test": { scopes: [], why: "to learn which workspace the bot is in, and its own id" },
  "oauth.v2.access": { scopes: [], why: "to be installed, and to renew its access, where it is installed by OAuth" },
  "apps.uninstall": { scopes: [], why: "to give back what a workspace that is not the firm's granted" },
  "chat.postMessage": { scopes: ["chat:write"], why: "to nudge a lawyer in a direct message" },
  "chat.update": { scopes: ["chat:write"], why: "to take back a nudge that is moot" },
  "conversations.open": { scopes: ["im:write"], why: "to find the direct message a nudge went to" },
  "conversations.info": { scopes: [inPublic, inPrivate], why: "to ask whether outsiders can read a channel" },
  "conversations.members": { scopes: [inPublic, inPrivate], why: "to know which colleagues are in a client's channel" },
  "conversations.history": {
    scopes: ["channels:history", "groups:history", "im:history"],
    why: "to read a message that was marked by hand, and to look whether a nudge of its own arrived",
  },
  "conversations.replies": {
    scopes: ["channels:history", "groups:history"],
    why: "the same for a message in a thread",
  },
  "users.info": {
    scopes: ["users:read", "users:read.email"],
    why: "to tell the firm's people from outsiders, and to match them to the firm's list by e-mail",
  },
  "users.list": { scopes: ["users:read"], why: "the same for many people at once, before each is nudged" },
  "users.lookupByEmail": {
    scopes: ["users:read.email"],
    why: "to write to a colleague of the firm's list who has not been seen there yet",
  },
  "files.getUploadURLExternal": { scopes: ["files:write"], why: "to put the weekly digest's picture into it" },
  "files.completeUploadExternal": { scopes: ["files:write"], why: "to put the weekly digest's picture into it" },
  "views.open": { scopes: [], why: "to show a form" },
  "views.publish": { scopes: [], why: "to show a person's open inquiries" },
};

const commands = [
  {
    command: "/inquiries",
    description: about.inquiries.description,
    usage_hint: "[team | overdue | today | client … | why … | help]",
    should_escape: false,
  },
] as const;

const shortcuts = [
  { type: "message", callback_id: "track", ...about.onMessage.track },
  { type: "message", callback_id: "dismiss", ...about.onMessage.dismiss },
  { type: "global", callback_id: "log_contact", ...about.logContact },
] as const;

/** Each scope with every reason for it, in alphabetical order. */
export function reasons(): Map<string, string[]> {
  const uses = [
    ...commands.map(({ command }) => ({
      name: command,
      scopes: ["commands"],
      why: "to be asked, and to offer shortcuts on messages",
    })),
    ...[...Object.entries(events), ...Object.entries(methods)].map(([name, use]) => ({ name, ...use })),
  ];
  const found = new Map<string, string[]>();
  for (const { name, scopes, why } of uses)
    for (const scope of scopes) found.set(scope, [...(found.get(scope) ?? []), `${name}: ${why}`]);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How to use it, for whoever writes the manifest. */
export const howTo = `Paste it at api.slack.com/apps, "Create New App", "From a manifest"; or open
what --link prints. Without --url it is for Socket Mode, which needs no address:
create an app token (xapp-…) with the scope connections:write. With --oauth it
can be installed in several workspaces, and its tokens expire and are renewed.`;

/** How the app is reached and installed. */
interface Ways {
  /** Installed by OAuth, in any number of workspaces, with token rotation. Needs an address. */
  readonly oauth?: boolean;
  /** Events over Socket Mode, though there is an address. */
  readonly socket?: boolean;
}

/** The app manifest, for HTTP at `origin` (`https://rejoinder.example.com`), else for Socket Mode. */
export function manifest(origin?: string, _app?: string, { oauth = false, socket = origin === undefined }: Ways = {}) {
  const requestUrl = socket ? undefined : `${origin}/slack/events`;
  const at = requestUrl ? { request_url: requestUrl } : {};
  const redirects = oauth ? { redirect_urls: [`${origin}/slack/oauth_redirect`] } : {};
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: about.name,
      description: about.description,
      background_color: about.color,
    },
    features: {
      // Messages tab: where nudges are read, and where the bot is asked.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: about.name, always_online: true },
      shortcuts: shortcuts.map((shortcut) => ({ ...shortcut })),
      slash_commands: commands.map((command) => ({ ...command, ...(requestUrl ? { url: requestUrl } : {}) })),
    },
    oauth_config: { ...redirects, scopes: { bot: [...reasons().keys()] } },
    settings: {
      event_subscriptions: { ...at, bot_events: Object.keys(events) },
      interactivity: { is_enabled: true, ...at },
      org_deploy_enabled: oauth,
      socket_mode_enabled: requestUrl === undefined,
      // It cannot be switched off again, and only installing by OAuth can renew what then expires.
      token_rotation_enabled: oauth,
    },
  };
}

/** Opens Slack's page for a new app with the manifest filled in. Source: docs.slack.dev, "App manifests", sharing by URL. */
export const link = (made: object): string =>
  `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(made))}`;

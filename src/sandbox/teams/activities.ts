import { randomUUID } from "node:crypto";
import { teamOf } from "./access.ts";
import type { Sandbox } from "./context.ts";
import type { Conversation, Fields, Message, User } from "./workspace.ts";

/** What every activity from Teams has. Ids of all but messages are `f:<GUID>`. */
function begun(sandbox: Sandbox, type: string, from: User, one: Conversation, root?: string): Fields {
  const { app, tenant } = sandbox.state;
  const now = sandbox.now();
  return {
    type,
    id: `f:${randomUUID()}`,
    timestamp: new Date(now).toISOString(),
    localTimestamp: localTime(now, from.zone),
    localTimezone: from.zone,
    channelId: "msteams",
    serviceUrl: sandbox.serviceUrl,
    from: account(from),
    recipient: { id: app.botId, name: app.name },
    conversation: {
      ...(one.kind === "personal" ? {} : { isGroup: true }),
      conversationType: one.kind,
      tenantId: tenant.id,
      id: root && one.kind === "channel" ? `${one.id};messageid=${root}` : one.id,
    },
    locale: from.locale,
    entities: [{ locale: from.locale, country: "US", platform: "Web", timezone: from.zone, type: "clientInfo" }],
    channelData: { ...placeOf(sandbox, one), tenant: { id: tenant.id } },
  };
}

export const account = ({ id, name, aadObjectId }: User): Fields => ({ id, name, aadObjectId });

/** Channel and team, as a message's channelData names them: by id alone. */
function placeOf({ state }: Sandbox, one: Conversation): Fields {
  const team = teamOf(state, one);
  if (!team) return {};
  return { teamsChannelId: one.id, teamsTeamId: team.id, channel: { id: one.id }, team: { id: team.id } };
}

/** A message as Teams hands it to a bot; `how` makes it an edit, an undelete or a deletion. */
export function messageActivity(
  sandbox: Sandbox,
  one: Conversation,
  message: Message,
  from: User,
  how?: "editMessage" | "undeleteMessage" | "softDeleteMessage",
): Fields {
  const type = how === undefined ? "message" : how === "softDeleteMessage" ? "messageDelete" : "messageUpdate";
  const { channelData, entities, recipient, ...base } = begun(sandbox, type, from, one, message.root);
  const event = how ? { eventType: how } : {};
  const targeted = message.only ? { isTargeted: true } : {};
  const whole = { ...base, id: message.id, recipient: { ...(recipient as Fields), ...targeted } };
  if (how === "softDeleteMessage") return { ...whole, entities, channelData: { ...(channelData as Fields), ...event } };
  return {
    ...whole,
    // In a chat the time of writing is the message's own; an edit carries the time of the edit.
    timestamp: new Date(how ? sandbox.now() : message.created).toISOString(),
    text: message.text,
    textFormat: "plain",
    attachments: [...message.attachments, { contentType: "text/html", content: message.html }],
    entities: [...mentionEntities(sandbox, message), ...(entities as Fields[])],
    channelData: { ...(channelData as Fields), ...event },
  };
}

function mentionEntities({ state }: Sandbox, { mentions }: Message): Fields[] {
  return mentions.map((id) => {
    const name = id === state.app.botId ? state.app.name : state.users.get(id)!.name;
    return { type: "mention", mentioned: { id, name }, text: `<at>${name}</at>` };
  });
}

/** Something that is answered on the spot. `source` is where in the client it came from. */
export function invokeActivity(
  sandbox: Sandbox,
  from: User,
  one: Conversation,
  asked: { name: string; value: Fields; source: "message" | "compose" | "task" },
  on?: Message,
): Fields {
  const { channelData, conversation, ...base } = begun(sandbox, "invoke", from, one, on?.root);
  const name = one.name ? { name: one.name } : {};
  return {
    ...base,
    conversation: { ...(conversation as Fields), ...name },
    name: asked.name,
    value: asked.value,
    channelData: { ...(channelData as Fields), source: { name: asked.source }, ...(on ? legacy(on) : {}) },
    ...(on ? { replyToId: on.id } : {}),
  };
}

// An id of older days, which Teams still sends along. Nothing can be found by it.
const legacy = ({ id }: Message): Fields => ({ legacy: { replyToId: `1:${Buffer.from(id).toString("base64url")}` } });

/** What a press of Action.Submit sends: a message with a value and no text. */
export function valueActivity(sandbox: Sandbox, from: User, one: Conversation, value: Fields, on: Message): Fields {
  const { channelData, ...base } = begun(sandbox, "message", from, one, on.root);
  const data = { ...(channelData as Fields), source: { name: "message" }, ...legacy(on) };
  return { ...base, value, channelData: data, replyToId: on.id };
}

export const reactionActivity = (
  sandbox: Sandbox,
  from: User,
  one: Conversation,
  on: Message,
  type: string,
  added: boolean,
) => ({
  ...begun(sandbox, "messageReaction", from, one, on.root),
  [added ? "reactionsAdded" : "reactionsRemoved"]: [{ type }],
  replyToId: on.id,
});

/** Something about a team, a channel or its people: `teamMemberAdded`, `channelRenamed` … In a chat there is no event type. */
export function updateActivity(
  sandbox: Sandbox,
  from: User,
  one: Conversation,
  eventType: string | undefined,
  more: Fields = {},
): Fields {
  const { channelData, ...base } = begun(sandbox, "conversationUpdate", from, one);
  const { tenant } = channelData as Fields;
  const team = teamOf(sandbox.state, one);
  const channel = { id: one.id, name: one.name, type: one.membership };
  const about = team ? { team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId } } : {};
  const where = eventType?.startsWith("channel") ? { channel } : {};
  const event = eventType ? { eventType } : {};
  // That a channel was made, renamed or deleted is told in the team's first one.
  const told = /^channel(?!Member)/.test(eventType ?? "")
    ? { ...(base.conversation as Fields), id: team!.id }
    : base.conversation;
  return { ...base, conversation: told, channelData: { ...about, ...where, ...event, tenant }, ...more };
}

export function installationActivity(
  sandbox: Sandbox,
  from: User,
  one: Conversation,
  action: "add" | "remove",
): Fields {
  const { channelData, conversation, ...base } = begun(sandbox, "installationUpdate", from, one);
  const team = teamOf(sandbox.state, one);
  const about = team
    ? {
        settings: { selectedChannel: { id: one.id } },
        channel: { id: one.id },
        team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId },
      }
    : {};
  const name = one.name ? { name: one.name } : {};
  const where = { ...(conversation as Fields), ...name };
  return {
    ...base,
    conversation: where,
    action,
    channelData: { ...(channelData as Fields), ...about, source: { name: "message" } },
  };
}

/** `2026-01-23T15:30:00-05:00` of an instant in a zone. */
function localTime(now: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(
    now,
  );
  const offset = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(now)
    .find((part) => part.type === "timeZoneName")!.value;
  return `${parts.replace(" ", "T")}${offset === "GMT" ? "+00:00" : offset.slice(3)}`;
}

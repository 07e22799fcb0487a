import { teamOf } from "../access.ts";
import type { Sandbox } from "../context.ts";
import type { Conversation, Fields, Message } from "../workspace.ts";

/**
 * What Graph lists, the last changed first: not what only one person sees. Whether a reply counts as a change of what it
 * answers is not documented; here it does not.
 */
export const newestFirst = (one: Conversation, by: "modified" | "created" = "modified"): Message[] =>
  one.messages.filter(({ only }) => !only).sort((a, b) => b[by] - a[by] || Number(b.id) - Number(a.id));

/** A message as Graph's chatMessage. What was deleted stays, with its time and without its words. */
export function chatMessage(sandbox: Sandbox, one: Conversation, message: Message): Fields {
  const { state } = sandbox;
  const team = teamOf(state, one);
  const { modified } = message;
  return {
    id: message.id,
    replyToId: message.root === message.id ? null : message.root,
    etag: String(modified),
    messageType: "message",
    createdDateTime: iso(message.created),
    lastModifiedDateTime: iso(modified),
    lastEditedDateTime: message.edited ? iso(message.edited) : null,
    deletedDateTime: message.deleted ? iso(message.deleted) : null,
    subject: null,
    summary: null,
    chatId: team ? null : one.id,
    importance: "normal",
    locale: "en-us",
    webUrl: team
      ? `https://teams.microsoft.com/l/message/${encodeURIComponent(one.id)}/${message.id}?groupId=${team.aadGroupId}&tenantId=${state.tenant.id}&parentMessageId=${message.root}`
      : null,
    policyViolation: null,
    eventDetail: null,
    from: authorOf(sandbox, message),
    body: message.deleted ? { contentType: "html", content: "" } : bodyOf(message),
    channelIdentity: team ? { teamId: team.aadGroupId, channelId: one.id } : null,
    attachments: message.deleted ? [] : attachmentsOf(message),
    mentions: message.deleted ? [] : message.mentions.map((id, index) => mentionOf(sandbox, id, index)),
    reactions: message.reactions.flatMap(({ type, users }) =>
      users.map((id) => ({
        reactionType: type,
        createdDateTime: iso(modified),
        user: { user: identityOf(sandbox, id) },
      })),
    ),
  };
}

const iso = (at: number) => new Date(at).toISOString();

function authorOf(sandbox: Sandbox, { from }: Message): Fields {
  const user = sandbox.state.users.get(from);
  if (user && !user.isBot) return { application: null, device: null, user: identityOf(sandbox, from) };
  return { user: null, device: null, application: applicationOf(sandbox, from) };
}

function identityOf({ state }: Sandbox, id: string): Fields {
  const user = state.users.get(id)!;
  return { id: user.aadObjectId, displayName: user.name, userIdentityType: "aadUser", tenantId: user.tenantId };
}

const applicationOf = ({ state }: Sandbox, id: string): Fields => ({
  id: id.replace(/^28:/, ""),
  displayName: state.users.get(id)?.name ?? state.app.name,
  applicationIdentityType: "bot",
});

export const mentionOf = (sandbox: Sandbox, id: string, index: number): Fields => {
  const user = sandbox.state.users.get(id);
  const nobody = { device: null, conversation: null, user: null, application: null };
  const who = user && !user.isBot ? { user: identityOf(sandbox, id) } : { application: applicationOf(sandbox, id) };
  const mentioned = { ...nobody, ...who };
  return { id: index, mentionText: user?.name ?? sandbox.state.app.name, mentioned };
};

/** Graph marks mentions by `<at id="0">`, activities' HTML by a span. */
export const bodyOf = ({ html }: Message): Fields => ({
  contentType: "html",
  content: html.replaceAll(
    /<span itemscope="" itemtype="[^"]*" itemid="(\d+)">([^<]*)<\/span>/g,
    '<at id="$1">$2</at>',
  ),
});

const attachmentsOf = ({ attachments }: Message): Fields[] =>
  attachments.map(({ contentType, content, contentUrl = null, name = null }, index) => ({
    id: String(index),
    contentType,
    contentUrl,
    content: content === undefined ? null : JSON.stringify(content),
    name,
  }));

import { membersOf, messageAt, userBy } from "../access.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { type Operation, ok } from "../operation.ts";
import type { Conversation, Fields, Message } from "../workspace.ts";
import { writable } from "./destination.ts";

/** 100 KB in all. */
const MOST_BYTES = 100 * 1024;

/** A new message: in a channel's thread where the conversation's id or the replied-to activity says so. */
export const sendToConversation: Operation["run"] = (sandbox, { params, query, body, bytes }) => {
  if (bytes > MOST_BYTES) refuse("MessageSizeTooBig");
  const one = writable(sandbox, params.conversation!);
  if (body.type === "typing") return ok({}, 202);
  const message = post(sandbox, one, body, {
    root: rootOf(one, params.conversation!, params.activity),
    targeted: query.get("isTargetedActivity") === "true",
  });
  return ok({ id: message.id }, 201);
};

export const updateActivity: Operation["run"] = (sandbox, { params, body, bytes }) => {
  if (bytes > MOST_BYTES) refuse("MessageSizeTooBig");
  const { message } = own(sandbox, params);
  Object.assign(message, contentOf(body), { edited: sandbox.now(), modified: sandbox.now(), activity: body });
  message.views.clear();
  sandbox.changed();
  return ok({ id: message.id });
};

export const deleteActivity: Operation["run"] = (sandbox, { params }) => {
  const { one, message } = own(sandbox, params);
  // Only one person ever saw it, and nothing of it stays.
  if (message.only) one.messages = one.messages.filter((other) => other !== message);
  message.deleted = sandbox.now();
  message.modified = message.deleted;
  sandbox.changed();
  return { status: 200, body: undefined };
};

/** Puts up what the bot said. @throws TeamsError BadSyntax where there is nothing to see; MemberNotFoundInConversation */
export function post(
  sandbox: Sandbox,
  one: Conversation,
  activity: Fields,
  { root, targeted }: { root?: string; targeted?: boolean } = {},
): Message {
  const content = contentOf(activity);
  const id = sandbox.stamp();
  const message: Message = {
    id,
    root: root ?? id,
    from: sandbox.state.app.botId,
    ...content,
    mentions: [],
    created: sandbox.now(),
    modified: sandbox.now(),
    reactions: [],
    activity,
    views: new Map(),
    heard: true,
    ...(targeted ? { only: onlyFor(sandbox, one, activity) } : {}),
  };
  one.messages.push(message);
  sandbox.changed();
  return message;
}

/** Whom alone it is for: someone who is there. Personal chats have no use for it. */
function onlyFor({ state }: Sandbox, one: Conversation, { recipient }: Fields): string {
  if (one.kind === "personal") refuse("BadSyntax", "Targeted messages are not supported in personal chats.");
  const user = userBy(state, String((recipient as Fields | undefined)?.id ?? ""));
  if (!user || !membersOf(state, one).has(user.id)) refuse("MemberNotFoundInConversation");
  return user!.id;
}

function contentOf(activity: Fields) {
  const text = String(activity.text ?? "");
  const attachments = (activity.attachments ?? []) as Fields[];
  if (!Array.isArray(attachments)) refuse("BadSyntax", "Attachments must be an array.");
  if (activity.type === "message" && text === "" && attachments.length === 0)
    refuse("BadSyntax", "Activity must have text or attachments.");
  for (const { contentType, content } of attachments)
    if (
      contentType === "application/vnd.microsoft.card.adaptive" &&
      (content as Fields | undefined)?.type !== "AdaptiveCard"
    )
      refuse("BadSyntax", "Invalid adaptive card payload: its type must be AdaptiveCard.");
  return { text, html: text, attachments };
}

/** The thread a message goes to. In a chat there are none; a reply there is only a message after another. */
function rootOf(one: Conversation, asked: string, replyTo?: string): string | undefined {
  if (one.kind !== "channel") return undefined;
  const named = /;messageid=(.+)$/.exec(asked)?.[1];
  if (named) return messageAt(one, named)?.root ?? refuse("ActivityNotFoundInConversation");
  return replyTo ? messageAt(one, replyTo)?.root : undefined;
}

function own(sandbox: Sandbox, params: Record<string, string>) {
  const one = writable(sandbox, params.conversation!);
  const message = messageAt(one, params.activity!);
  if (!message || message.deleted) return refuse("ActivityNotFoundInConversation");
  if (message.from !== sandbox.state.app.botId) refuse("NotEnoughPermissions");
  return { one, message };
}

import { botIsIn, conversationBy, personalChat, reachable, userBy } from "../access.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { type Operation, ok } from "../operation.ts";
import type { Fields } from "../workspace.ts";
import { post } from "./activities.ts";
import { writable } from "./destination.ts";

/**
 * Someone's own chat with the bot (the same one each time), or a new thread in a channel. Only ever one member.
 * A member is named by `29:…` or Entra object id.
 */
export const createConversation: Operation["run"] = (sandbox, { body }) => {
  const data = (body.channelData ?? {}) as { channel?: { id?: string }; tenant?: { id?: string } };
  if (body.isGroup === true || data.channel) return threadIn(sandbox, String(data.channel?.id ?? ""), body);
  const members = (body.members ?? []) as Fields[];
  if (members.length !== 1) refuse("BadArgument", "Conversations must be to a single member");
  const { state } = sandbox;
  const tenant = body.tenantId ?? data.tenant?.id ?? refuse("BadSyntax", "Tenant ID is required.");
  const user = userBy(state, String(members[0]!.id)) ?? refuse("BadArgument", `Invalid userId: ${members[0]!.id}`);
  if (tenant !== state.tenant.id || user.tenantId !== state.tenant.id) refuse("ForbiddenOperationException");
  if (user.isBot || user.deleted || !reachable(state, user)) refuse("ForbiddenOperationException");
  if (user.blocked) refuse("ConversationBlockedByUser");
  const chat = personalChat(sandbox, user);
  if (!chat.installed) refuse("ForbiddenOperationException");
  if (!body.activity) return ok({ id: chat.id }, 201);
  return ok({ id: chat.id, activityId: post(sandbox, chat, body.activity as Fields).id }, 201);
};

function threadIn(sandbox: Sandbox, channel: string, { activity }: Fields) {
  if (!conversationBy(sandbox.state, channel)) refuse("ConversationNotFound");
  const one = writable(sandbox, channel);
  if (!activity) refuse("BadSyntax", "A new thread needs its first activity.");
  const message = post(sandbox, one, activity as Fields);
  return ok({ id: `${one.id};messageid=${message.id}`, activityId: message.id }, 201);
}

/** Where the bot is, with who is there. Teams itself answers this for hardly any bot; it is here for looking on. */
export const getConversations: Operation["run"] = ({ state }) =>
  ok({
    conversations: [...state.conversations.values()]
      .filter((one) => !one.deleted && botIsIn(state, one))
      .map((one) => ({ id: one.id, members: [...one.members].map((id) => ({ id })) })),
  });

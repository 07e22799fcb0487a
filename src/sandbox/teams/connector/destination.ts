import { botIsIn, conversationBy, teamOf } from "../access.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import type { Conversation } from "../workspace.ts";

/**
 * The conversation the bot asked for, if it is in it.
 * @throws TeamsError BadArgument, ConversationNotFound, BotNotInConversationRoster
 */
export function joined({ state }: Sandbox, asked: string): Conversation {
  if (!/^(19:|a:)/.test(asked)) refuse("BadArgument");
  const found = conversationBy(state, asked) ?? refuse("ConversationNotFound");
  if (!botIsIn(state, found))
    refuse(found.kind === "personal" ? "ForbiddenOperationException" : "BotNotInConversationRoster");
  return found;
}

/** One the bot may write to just now. @throws TeamsError as `joined`; ConversationBlockedByUser, MessageWritesBlocked */
export function writable(sandbox: Sandbox, asked: string): Conversation {
  const found = joined(sandbox, asked);
  const { state } = sandbox;
  if (found.kind === "personal") {
    const [user] = [...found.members].map((id) => state.users.get(id)!);
    if (user!.blocked) refuse("ConversationBlockedByUser");
    if (user!.deleted) refuse("ConversationNotFound");
  }
  if (teamOf(state, found)?.archived) refuse("MessageWritesBlocked");
  return found;
}

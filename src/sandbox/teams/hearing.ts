import { botIsIn } from "./access.ts";
import type { Sandbox } from "./context.ts";
import type { Conversation, Message } from "./workspace.ts";

/**
 * Whether Teams tells the bot of a message: everything in a personal chat; elsewhere what mentions it or is meant for it
 * alone, and everything where the permission was granted.
 */
export function heard({ state }: Sandbox, one: Conversation, message: Message, always = false): boolean {
  if (!botIsIn(state, one) || state.app.disabledByAdmin) return false;
  if (one.kind === "personal" || always || message.only || message.mentions.includes(state.app.botId)) return true;
  return state.app.permissions.has(one.kind === "channel" ? "ChannelMessage.Read.Group" : "ChatMessage.Read.Chat");
}

import type { Sandbox } from "./context.ts";
import { tell } from "./events.ts";
import type { Channel, Delivery, Message } from "./workspace.ts";

/** Adds or takes away a reaction and tells the app. Undefined when nothing changed by it. */
export async function reacted(
  sandbox: Sandbox,
  channel: Channel,
  message: Message,
  user: string,
  name: string,
  what: "added" | "removed",
): Promise<Delivery | undefined> {
  const before = message.reactions?.find((reaction) => reaction.name === name)?.users ?? [];
  if (before.includes(user) === (what === "added")) return undefined;
  const users = what === "added" ? [...before, user] : before.filter((id) => id !== user);
  const others = (message.reactions ?? []).filter((reaction) => reaction.name !== name);
  message.reactions = users.length > 0 ? [...others, { name, users, count: users.length }] : others;
  if (message.reactions.length === 0) delete message.reactions;
  sandbox.changed();
  return tell(
    sandbox,
    {
      type: `reaction_${what}`,
      user,
      reaction: name,
      item: { type: "message", channel: channel.id, ts: message.ts },
      ...(message.user ? { item_user: message.user } : {}),
      event_ts: sandbox.stamp(),
    },
    { channel, actor: sandbox.state.users.get(user) },
  );
}

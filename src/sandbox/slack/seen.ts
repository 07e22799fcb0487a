import type { Sandbox } from "./context.ts";
import { unescaped } from "./richtext.ts";
import type { Channel, Ephemeral, Message, View } from "./workspace.ts";

/** A message with where it stands, so that it can be pressed, answered and reacted to as it is. */
type SeenMessage = (Message | Ephemeral) & { channel: string };

/** What each person sees, walls and all. */
export interface Seen {
  /** A channel as this person sees it, replies and what only they see included, oldest first; empty if they are not in it. */
  channel(user: string, channel: string): SeenMessage[];
  /** Their direct messages with the app, oldest first. */
  dms(user: string): SeenMessage[];
  /** What only they see, in any channel, oldest first. */
  ephemeral(user: string): Ephemeral[];
  home(user: string): View | undefined;
  /** The modal on top, if one is open. */
  modal(user: string): View | undefined;
}

export const seen = ({ state }: Sandbox): Seen => ({
  channel(user, id) {
    const channel = state.channels.get(id);
    if (!channel?.members.has(user)) return [];
    const own = state.ephemerals.filter((one) => one.user === user && one.channel === id);
    return [...placed(channel), ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  },
  dms(user) {
    const direct = [...state.channels.values()].filter(
      (channel) => channel.kind === "im" && channel.members.has(user) && channel.members.has(state.app.botUserId),
    );
    return direct.flatMap(placed);
  },
  ephemeral: (user) => state.ephemerals.filter((one) => one.user === user),
  home: (user) => state.homes.get(user),
  modal(user) {
    const top = state.openViews.get(user)?.at(-1);
    return top ? state.views.get(top) : undefined;
  },
});

const placed = (channel: Channel): SeenMessage[] =>
  channel.messages.map((message) => ({ ...message, channel: channel.id }));

/** All the words of a message or view, as someone reading it would meet them: text, headings, fields, buttons. */
export function words(shown: object): string {
  const { blocks, title } = shown as { blocks?: unknown[]; title?: unknown };
  const found: string[] = [];
  const walk = (value: unknown, key?: string): void => {
    if (typeof value === "string" && (key === "text" || key === "alt_text")) found.push(value);
    else if (Array.isArray(value)) for (const item of value) walk(item);
    else if (value && typeof value === "object") for (const [name, inner] of Object.entries(value)) walk(inner, name);
  };
  if (blocks && blocks.length > 0) walk([title, blocks]);
  else walk(shown);
  return unescaped(found.join("\n"));
}

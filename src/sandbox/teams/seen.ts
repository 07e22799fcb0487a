import { MINUTE } from "../../domain/time.ts";
import { membersOf, userBy } from "./access.ts";
import { cardOn } from "./cards.ts";
import type { Sandbox } from "./context.ts";
import type { Conversation, Dialog, Fields, Message } from "./workspace.ts";

/** A message with where it stands and the card this person sees on it, so that it can be pressed and answered as it is. */
interface SeenMessage {
  conversation: string;
  id: string;
  root: string;
  from: string;
  /** Empty once deleted. */
  text: string;
  card?: Fields;
  created: number;
  edited?: number;
  deleted?: number;
  /** Nobody else sees it. */
  only?: string;
  reactions: Message["reactions"];
}

/** What each person sees, walls and all. */
export interface Seen {
  /** A channel or group chat as this person sees it, replies and what only they see included, oldest first; empty if they are not in it. */
  channel(user: string, conversation: string): SeenMessage[];
  /** Their own chat with the bot, oldest first. */
  dms(user: string): SeenMessage[];
  /** What only they see, anywhere, oldest first; gone from clients after 24 hours. */
  ephemeral(user: string): SeenMessage[];
  /** The card on their personal tab. */
  home(user: string): Fields | undefined;
  dialog(user: string): Dialog | undefined;
}

export function seen({ state, now }: Sandbox): Seen {
  const id = (name: string) => userBy(state, name)?.id ?? name;
  const visible = (user: string, one: Conversation): SeenMessage[] =>
    one.messages
      .filter(({ only, created }) => !only || (only === user && now() - created < 24 * 60 * MINUTE))
      .map((message) => asSeen(user, one, message));
  const inside = (user: string) =>
    [...state.conversations.values()].filter((one) => !one.deleted && membersOf(state, one).has(user));
  return {
    channel: (user, at) =>
      inside(id(user))
        .filter((one) => one.id === at)
        .flatMap((one) => visible(id(user), one)),
    dms: (user) =>
      inside(id(user))
        .filter((one) => one.kind === "personal")
        .flatMap((one) => visible(id(user), one)),
    ephemeral: (user) =>
      inside(id(user))
        .flatMap((one) => visible(id(user), one))
        .filter((message) => message.only),
    home: (user) => state.homes.get(id(user)),
    dialog: (user) => state.dialogs.get(id(user)),
  };
}

function asSeen(user: string, one: Conversation, message: Message): SeenMessage {
  const { id, root, from, created, edited, deleted, only, reactions } = message;
  const card = deleted ? undefined : cardOn(message, user);
  return {
    conversation: one.id,
    id,
    root,
    from,
    text: deleted ? "" : message.text,
    created,
    reactions,
    ...(card ? { card } : {}),
    ...(edited ? { edited } : {}),
    ...(deleted ? { deleted } : {}),
    ...(only ? { only } : {}),
  };
}

/** All the words of a message or card, as someone reading it would meet them: text, facts, alternative text, buttons, choices. */
export function words(shown: object): string {
  const found: string[] = [];
  const walk = (value: unknown, key?: string): void => {
    if (typeof value === "string" && key !== undefined && WORDY.has(key)) found.push(value);
    else if (Array.isArray(value))
      for (const item of value) walk(key === "choices" ? { title: item.title } : item, inner(key));
    else if (value && typeof value === "object")
      for (const [name, part] of Object.entries(value))
        if (!HIDDEN.has(name) && !isPicked(value, name)) walk(part, name);
  };
  walk(shown);
  return found.filter(Boolean).join("\n");
}

/** Rich text may be given as plain strings. */
const inner = (key?: string) => (key === "inlines" ? "text" : undefined);

/** What a choice set holds is shown by its title, not its value. */
const isPicked = (element: object, name: string) =>
  name === "value" && (element as { type?: string }).type === "Input.ChoiceSet";

const WORDY = new Set(["text", "title", "label", "placeholder", "altText", "value", "legend"]);
// What a client does not draw: payloads, and what is for clients that cannot draw.
const HIDDEN = new Set([
  "data",
  "fallback",
  "fallbackText",
  "msteams",
  "refresh",
  "attachments",
  "activity",
  "choices.data",
]);

import type { Instant } from "../../../domain/time.ts";
import { botIsIn, membersOf } from "../access.ts";
import { messageActivity, reactionActivity } from "../activities.ts";
import type { Sandbox } from "../context.ts";
import { tell } from "../deliver.ts";
import { heard } from "../hearing.ts";
import { written } from "../html.ts";
import type { Conversation, Delivery, Message, User } from "../workspace.ts";
import { cannot, conversationNamed, messageIn, person, reading, writable } from "./can.ts";
import { type Attached, attachmentsOf } from "./files.ts";

/** A message someone posted; also what names a message elsewhere. */
export interface Posted {
  conversation: string;
  id: string;
  /** What became of its activity; undefined where the bot does not hear it. */
  delivery?: Delivery;
}

export interface PostOptions {
  /** Id of the message it answers; in channels only. */
  thread?: string;
  /** Puts `@Rejoinder` (the app's name) before the text. `@Name` in the text mentions too: the bot, or a member. */
  mention?: boolean;
  files?: Attached[];
  /** Only the bot sees it: a targeted message. */
  targeted?: boolean;
  /** When it was posted, if not now: for history that the bot never heard of, or hears late. */
  at?: Instant;
  /** The bot is not told: it was away, and Teams has given up. */
  unheard?: boolean;
}

export async function post(
  sandbox: Sandbox,
  userId: string,
  to: string,
  typed: string,
  options: PostOptions = {},
): Promise<Posted> {
  const user = person(sandbox, userId);
  const one = writable(sandbox, user, to);
  if (typed === "" && !options.files?.length) cannot("An empty message cannot be posted.");
  const message = messageOf(
    sandbox,
    one,
    user,
    options.mention ? `@${sandbox.state.app.name} ${typed}` : typed,
    options,
  );
  place(one, message);
  message.heard = !options.unheard && heard(sandbox, one, message);
  sandbox.changed();
  return { conversation: one.id, id: message.id, ...(await told(sandbox, one, message, user)) };
}

function messageOf(sandbox: Sandbox, one: Conversation, user: User, typed: string, options: PostOptions): Message {
  const id = sandbox.stamp(options.at);
  if (options.thread && one.kind !== "channel") cannot("Only channels have threads.");
  const root = options.thread ? messageIn(one, options.thread).root : id;
  const { text, html, mentions } = written(sandbox, typed, namesIn(sandbox, one));
  const files = attachmentsOf(sandbox, one, options.files ?? []);
  return {
    id,
    root,
    from: user.id,
    text,
    html: html + files.html,
    mentions,
    attachments: files.attachments,
    created: options.at ?? sandbox.now(),
    modified: options.at ?? sandbox.now(),
    reactions: [],
    views: new Map(),
    heard: false,
    ...(options.targeted ? { only: user.id } : {}),
  };
}

function namesIn({ state }: Sandbox, one: Conversation): Map<string, string> {
  const members = [...membersOf(state, one)].map((id) => [state.users.get(id)!.name, id] as const);
  return new Map([[state.app.name, state.app.botId] as const, ...members]);
}

/** In order of id: one told of late has its place among the earlier. */
function place(one: Conversation, message: Message): void {
  const after = one.messages.findIndex((other) => Number(other.id) > Number(message.id));
  one.messages.splice(after === -1 ? one.messages.length : after, 0, message);
}

async function told(
  sandbox: Sandbox,
  one: Conversation,
  message: Message,
  by: User,
  how?: Parameters<typeof messageActivity>[4],
) {
  if (!message.heard || !botIsIn(sandbox.state, one)) return {};
  return { delivery: await tell(sandbox, messageActivity(sandbox, one, message, by, how)) };
}

/** `messageUpdate`, `editMessage`. A mention that is added makes the bot hear of it, as Teams documents. */
export async function edit(sandbox: Sandbox, userId: string, at: Posted, typed: string): Promise<Posted> {
  const { user, one, message } = own(sandbox, userId, at);
  if (message.deleted) cannot("A deleted message cannot be edited: undo its deletion first.");
  Object.assign(message, written(sandbox, typed, namesIn(sandbox, one)), {
    edited: sandbox.now(),
    modified: sandbox.now(),
  });
  message.heard ||= heard(sandbox, one, message);
  return { ...named(at), ...(await told(sandbox, one, message, user, "editMessage")) };
}

/** `messageDelete`, `softDeleteMessage`: the message stays as a line that says so, and can come back. */
export async function remove(sandbox: Sandbox, userId: string, at: Posted): Promise<Posted> {
  const { user, one, message } = own(sandbox, userId, at);
  message.deleted = sandbox.now();
  message.modified = message.deleted;
  sandbox.changed();
  return { ...named(at), ...(await told(sandbox, one, message, user, "softDeleteMessage")) };
}

/** `messageUpdate`, `undeleteMessage`. */
export async function undelete(sandbox: Sandbox, userId: string, at: Posted): Promise<Posted> {
  const { user, one, message } = own(sandbox, userId, at);
  if (!message.deleted) cannot("Only a deleted message can come back.");
  delete message.deleted;
  message.modified = sandbox.now();
  sandbox.changed();
  return { ...named(at), ...(await told(sandbox, one, message, user, "undeleteMessage")) };
}

/** Adds or takes away a reaction. Teams tells a bot only of those on its own messages. */
export async function react(
  sandbox: Sandbox,
  userId: string,
  at: Posted,
  type: string,
  what: "added" | "removed" = "added",
): Promise<Delivery | undefined> {
  const user = person(sandbox, userId);
  const one = reading(sandbox, user, at.conversation);
  const message = messageIn(one, at.id);
  if (message.only) cannot("A targeted message cannot be reacted to.");
  const before = message.reactions.find((one) => one.type === type)?.users ?? [];
  if (before.includes(user.id) === (what === "added")) return undefined;
  const users = what === "added" ? [...before, user.id] : before.filter((id) => id !== user.id);
  message.reactions = [
    ...message.reactions.filter((one) => one.type !== type),
    ...(users.length > 0 ? [{ type, users }] : []),
  ];
  message.modified = sandbox.now();
  sandbox.changed();
  if (message.from !== sandbox.state.app.botId || !heard(sandbox, one, message, true)) return undefined;
  return tell(sandbox, reactionActivity(sandbox, user, one, message, type, what === "added"));
}

/** A message by another bot or a connector. Bots do not hear each other. */
export async function postAsBot(sandbox: Sandbox, botId: string, to: string, text: string): Promise<Posted> {
  const bot = person(sandbox, botId);
  const one = conversationNamed(sandbox, to);
  place(one, messageOf(sandbox, one, bot, text, {}));
  sandbox.changed();
  return { conversation: one.id, id: one.messages.at(-1)!.id };
}

const named = ({ conversation, id }: Posted): Posted => ({ conversation, id });

function own(sandbox: Sandbox, userId: string, at: Posted) {
  const user = person(sandbox, userId);
  const one = writable(sandbox, user, at.conversation);
  const message = messageIn(one, at.id);
  if (message.from !== user.id) cannot("Only its author can change a message.");
  return { user, one, message };
}

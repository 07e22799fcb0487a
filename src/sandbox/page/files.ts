import type { SlackSandbox } from "../slack/server.ts";
import type { StoredFile, User } from "../slack/workspace.ts";
import { conversationsOf, isInside } from "./viewer.ts";

/** A file that this person can see: in a conversation they are in, in a message or view that shows it to them. */
export function mayHave(sandbox: SlackSandbox, user: User, id: string): StoredFile | undefined {
  const file = sandbox.state.files.get(id);
  if (!file) return undefined;
  const mine = conversationsOf(sandbox, user);
  const shared = mine.some((channel) => file.channels.has(channel.id));
  const named = `"${id}"`;
  const shows = (one: unknown) => JSON.stringify(one).includes(named);
  const seen =
    shared ||
    mine.some((channel) => channel.messages.some((message) => message.bot_id && shows(message.blocks ?? []))) ||
    sandbox.seen.ephemeral(user.id).some(shows) ||
    (isInside(sandbox, user) && shows([sandbox.seen.home(user.id), sandbox.seen.modal(user.id)]));
  return seen ? file : undefined;
}

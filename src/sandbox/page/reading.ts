import type { SlackSandbox } from "../slack/server.ts";
import type { Channel, User } from "../slack/workspace.ts";

/** How far each person has read each conversation; what stood there at the start counts as read. */
export interface Reading {
  lastRead(user: User, channel: Channel): string;
  unread(user: User, channel: Channel): number;
  /** They have the conversation before them: all of it is read. */
  read(user: User, channel: Channel): void;
}

export function reading(sandbox: SlackSandbox): Reading {
  const last = new Map<string, string>();
  const newest = (channel: Channel) => channel.messages.at(-1)?.ts ?? "0";
  const atStart = new Map([...sandbox.state.channels.values()].map((channel) => [channel.id, newest(channel)]));
  const key = (user: User, channel: Channel) => `${user.id} ${channel.id}`;
  const lastRead = (user: User, channel: Channel) => {
    const since = last.get(key(user, channel)) ?? atStart.get(channel.id) ?? "0";
    if (since <= newest(channel)) return since;
    // The workspace began anew: what stands there now was there from the start.
    last.set(key(user, channel), newest(channel));
    return newest(channel);
  };
  return {
    lastRead,
    unread(user, channel) {
      const since = lastRead(user, channel);
      let count = 0;
      // From the end: what was read is most of it.
      for (let i = channel.messages.length - 1; i >= 0 && channel.messages[i]!.ts > since; i--)
        if (channel.messages[i]!.user !== user.id && !isNotice(channel.messages[i]!.subtype)) count++;
      return count;
    },
    read: (user, channel) => void last.set(key(user, channel), newest(channel)),
  };
}

/** Lines that the workspace writes itself. */
export const isNotice = (subtype: string | undefined): boolean => /^(channel|group)_/.test(subtype ?? "");

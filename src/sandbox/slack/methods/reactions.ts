import { joinedChannel, messageAt } from "../access.ts";
import { needed, text } from "../args.ts";
import { refuse } from "../errors.ts";
import { reacted } from "../reacting.ts";
import type { Method } from "./method.ts";

export const reactions: Record<string, Method> = {
  "reactions.add": {
    scope: "reactions:write",
    perMinute: 50,
    run: (sandbox, args) => {
      const channel = joinedChannel(sandbox, args);
      const name = needed(args, "name").replaceAll(":", "");
      const message = messageAt(channel, text(args, "timestamp") ?? refuse("no_item_specified"));
      if (!message) return refuse("message_not_found");
      if (channel.isArchived) refuse("is_archived");
      const bot = sandbox.state.app.botUserId;
      if (message.reactions?.some((reaction) => reaction.name === name && reaction.users.includes(bot))) {
        refuse("already_reacted");
      }
      sandbox.background(reacted(sandbox, channel, message, bot, name, "added"));
      return {};
    },
  },
  "reactions.get": {
    scope: "reactions:read",
    perMinute: 50,
    run: (sandbox, args) => {
      const channel = joinedChannel(sandbox, args);
      const message = messageAt(channel, text(args, "timestamp") ?? refuse("no_item_specified"));
      return { type: "message", channel: channel.id, message: message ?? refuse("message_not_found") };
    },
  },
};

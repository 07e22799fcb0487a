import { joinedChannel, messageAt, requireScope } from "../access.ts";
import { flag, needed, text } from "../args.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { page } from "../paging.ts";
import type { Fields, Message } from "../workspace.ts";
import { type Method, scopeFor } from "./method.ts";

export const history: Record<string, Method> = {
  "conversations.history": { perMinute: 50, run: channelHistory },
  "conversations.replies": { perMinute: 50, run: replies },
};

const LIMITS = { usual: 100, most: 999 };

/** Newest first, without replies unless they were broadcast. */
function channelHistory(sandbox: Sandbox, args: Fields): Fields {
  const channel = joinedChannel(sandbox, args);
  requireScope(sandbox.state.app.scopes, scopeFor(channel, "history"));
  const top = channel.messages.filter(
    (message) => !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast",
  );
  const { items, more, next } = page(within(top, args).reverse(), args, LIMITS);
  return {
    messages: items.map((message) => shown(message, args)),
    has_more: more,
    pin_count: 0,
    ...(text(args, "oldest") ? { oldest: text(args, "oldest") } : {}),
    ...(more ? { response_metadata: { next_cursor: next } } : {}),
  };
}

/** The whole thread, oldest first; the root always leads, whatever `oldest` says. */
function replies(sandbox: Sandbox, args: Fields): Fields {
  const channel = joinedChannel(sandbox, args);
  requireScope(sandbox.state.app.scopes, scopeFor(channel, "history"));
  const asked = messageAt(channel, needed(args, "ts")) ?? refuse("thread_not_found");
  const root = messageAt(channel, asked.thread_ts ?? asked.ts) ?? refuse("thread_not_found");
  const answers = channel.messages.filter((message) => message.thread_ts === root.ts && message.ts !== root.ts);
  const { items, more, next } = page([root, ...within(answers, args)], args, { usual: 1000, most: 1000 });
  return {
    messages: items.map((message) => shown(message, args)),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: next } } : {}),
  };
}

/** Messages between `oldest` and `latest`, both left out unless `inclusive`. */
function within(messages: Message[], args: Fields): Message[] {
  const oldest = Number(text(args, "oldest") ?? 0);
  const latest = Number(text(args, "latest") ?? Number.POSITIVE_INFINITY);
  if (Number.isNaN(oldest)) refuse("invalid_ts_oldest");
  if (Number.isNaN(latest)) refuse("invalid_ts_latest");
  const edge = flag(args, "inclusive");
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return edge ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function shown(message: Message, args: Fields): Fields {
  const { metadata, ...rest } = message;
  return flag(args, "include_all_metadata") && metadata ? message : rest;
}

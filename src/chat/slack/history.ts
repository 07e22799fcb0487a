import { setTimeout as wait } from "node:timers/promises";
import { WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import type { ChannelRef, Message } from "../../domain/message.ts";
import { addMinutes, hours, type Instant } from "../../domain/time.ts";
import type { Found } from "../platform.ts";
import type { Installation } from "./installation.ts";
import { messageOf } from "./messages.ts";
import { outcomeOf } from "./outcome.ts";
import { type Fields, fields, instantOf, list, word } from "./read.ts";

const PAGE = 200;
/** How long before `since` a thread may have begun and still have new replies that are found: Slack lists threads by their start. */
const OLDEST_THREAD = hours(30 * 24);

/** See `Chat.history`: from `since` on, what was said at that instant included; threads that began more than 30 days before `since` are not looked into. Waits where Slack asks to slow down. @throws where the channel cannot be read. */
export async function* history(
  client: WebClient,
  here: Installation,
  { id }: ChannelRef,
  since: Instant,
): AsyncIterable<Found> {
  const found = new Map<string, Fields>();
  for (const post of await pages((cursor) =>
    client.conversations.history({ channel: id, oldest: tsOf(addMinutes(since, -OLDEST_THREAD)), limit: PAGE, cursor }),
  )) {
    note(found, post, since);
    const latest = instantOf(post.latest_reply);
    const thread = word(post.ts);
    if (thread === undefined || latest === undefined || latest < since) continue;
    for (const reply of await pages((cursor) =>
      client.conversations.replies({
        channel: id,
        ts: thread,
        oldest: tsOf(since),
        inclusive: true,
        limit: PAGE,
        cursor,
      }),
    ))
      note(found, reply, since);
  }
  for (const [, post] of [...found].sort(([a], [b]) => instantOf(a)! - instantOf(b)! || (a < b ? -1 : 1))) {
    const message = messageOf(post, id, here);
    if (message && post.subtype !== "tombstone") yield { kind: "message", message };
  }
}

/** The message itself, wherever it stands; undefined where it is not there or may not be read. @throws where Slack could not be asked. */
export async function oneMessage(
  client: WebClient,
  here: Installation,
  channel: ChannelRef,
  id: string,
): Promise<Message | undefined> {
  const only = { channel: channel.id, oldest: id, latest: id, inclusive: true, limit: 10 } as const;
  const inChannel = await client.conversations.history(only).catch(unreadable);
  const post = list(inChannel?.messages)
    .map(fields)
    .find(({ ts }) => ts === id);
  if (post) return messageOf(post, channel.id, here);
  const inThread = await client.conversations.replies({ ...only, ts: id }).catch(unreadable);
  const reply = list(inThread?.messages)
    .map(fields)
    .find(({ ts }) => ts === id);
  return reply && messageOf(reply, channel.id, here);
}

// Not to be let in is an answer; what may be better in a moment is a fault that whoever asked must know of.
function unreadable(error: unknown): undefined {
  if (!("failed" in outcomeOf(error))) throw error;
}

// An edit of an old message is news as well; Slack gives its time in whole seconds.
function note(found: Map<string, Fields>, post: Fields, since: Instant) {
  const ts = word(post.ts);
  const edited = instantOf(fields(post.edited).ts);
  const at = edited === undefined ? instantOf(ts) : edited + 999;
  if (ts !== undefined && at !== undefined && at >= since) found.set(ts, post);
}

interface Page {
  readonly messages?: unknown;
  readonly response_metadata?: { readonly next_cursor?: string };
}

async function pages(ask: (cursor: string | undefined) => Promise<Page>): Promise<Fields[]> {
  const all: Fields[] = [];
  let cursor: string | undefined;
  do {
    const page = await patiently(() => ask(cursor));
    all.push(...list(page.messages).map(fields));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return all;
}

async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      await wait(error.retryAfter * 1000);
    }
  }
}

const tsOf = (at: Instant) => (Math.max(0, at) / 1000).toFixed(6);

import { setTimeout as wait } from "node:timers/promises";
import type { ChannelRef, Message } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import type { Found } from "../platform.ts";
import { type Asking, account } from "./accounts.ts";
import { goneAt, graphMessageOf, isToBot } from "./graph-messages.ts";
import { ask, TeamsTrouble } from "./http.ts";
import { problemOf, statusOf } from "./outcome.ts";
import { type Fields, fields, instantOf, list, parsed, word } from "./read.ts";

export interface History {
  /** See `Chat.history`. @throws Error in words where Graph does not let Rejoinder read there. */
  since(channel: ChannelRef, since: Instant): AsyncIterable<Found>;
  /** The message itself; undefined where it is not there or may not be read. @throws where Graph could not be asked. */
  one(channel: ChannelRef, id: string): Promise<Message | undefined>;
}

const PAGE = 50;
const LONGEST_WAIT = 60_000;

/** Through Microsoft Graph, where the team's or chat's consent lets it: ChannelMessage.Read.Group, ChatMessage.Read.Chat. */
export function history(asking: Asking, graph: string, token: () => Promise<string>): History {
  const { here } = asking;

  const get = async (address: string): Promise<Fields> =>
    patiently(async () => {
      const headers = { authorization: `Bearer ${await token()}`, accept: "application/json" };
      return parsed((await ask(address, { headers })).text);
    });

  async function* posts(address: string, since: Instant): AsyncIterable<Fields> {
    let next: string | undefined = address;
    while (next) {
      const page: Fields = await get(next);
      const found = list(page.value).map(fields);
      yield* found;
      // The newest change comes first: a page without any is followed by none with one.
      next = found.some((post) => latest(post) >= since) ? ours(word(page["@odata.nextLink"]), graph) : undefined;
    }
  }

  return {
    async *since(channel, since) {
      const found = new Map<string, Found>();
      const note = async (raw: Fields, root?: string) => {
        const gone = goneAt(raw);
        if (gone) {
          if (gone.at >= since) found.set(gone.id, { kind: "deleted", channel, ...gone });
          return;
        }
        const message = graphMessageOf(raw, channel, here, root);
        if (!message || message.revisedAt < since) return;
        // A command to the bot answers no client; a client who speaks to the bot speaks to the firm.
        if (isToBot(raw, here) && (await account(asking, message.author))?.outside === false) return;
        found.set(message.id, { kind: "message", message });
      };
      const { address, threads } = await addressOf(asking, graph, channel);
      try {
        for await (const post of posts(`${address}?$top=${PAGE}${threads ? "&$expand=replies" : ""}`, since)) {
          await note(post);
          for (const reply of list(post.replies)) await note(fields(reply), word(post.id));
          const more = latest(post) >= since ? ours(word(post["replies@odata.nextLink"]), graph) : undefined;
          if (more) for await (const reply of posts(more, since)) await note(reply, word(post.id));
        }
      } catch (error) {
        throw refusal(error);
      }
      yield* [...found].sort(([a, one], [b, other]) => when(one) - when(other) || (a < b ? -1 : 1)).map(([, it]) => it);
    },
    async one(channel, id) {
      try {
        const { address } = await addressOf(asking, graph, channel);
        return graphMessageOf(await get(`${address}/${encodeURIComponent(id)}`), channel, here);
      } catch (error) {
        const status = statusOf(error);
        if (error instanceof NoHistory || status === 403 || status === 404) return undefined;
        throw error;
      }
    },
  };
}

/** Teams gives no history here; the message says why and what to do. */
export class NoHistory extends Error {
  override name = "NoHistory";
}

function refusal(error: unknown): unknown {
  const status = statusOf(error);
  // 401 is about the token, not about this conversation: another one is taken in a while.
  if (status !== 403 && status !== 404) return error;
  return new NoHistory(
    `Teams gives no history of this conversation: let an owner add the app again and grant what it asks for. ${problemOf(error)}`,
    { cause: error },
  );
}

async function addressOf({ known, connector }: Asking, graph: string, { id }: ChannelRef) {
  const conversation = encodeURIComponent(id);
  const place = await known.get("place", id);
  if (place?.kind === "groupChat" || /@thread\.v2$|@unq\.gbl\.spaces$/.test(id))
    return { address: `${graph}/v1.0/chats/${conversation}/messages`, threads: false };
  const team = place?.team;
  if (!team)
    throw new NoHistory("Teams gives no history before something was heard of the channel: its team is not known.");
  let group = (await known.get("team", team))?.group;
  if (!group) {
    group = word((await connector.team(team)).aadGroupId);
    await known.note("team", team, { group });
  }
  return { address: `${graph}/v1.0/teams/${group}/channels/${conversation}/messages`, threads: true };
}

const when = (found: Found): Instant => (found.kind === "message" ? found.message.at : found.at);

/** When it, or a reply to it, was last written, changed or deleted. */
function latest(post: Fields): Instant {
  const own = instantOf(post.lastModifiedDateTime) ?? instantOf(post.createdDateTime) ?? 0;
  return Math.max(own, goneAt(post)?.at ?? 0, ...list(post.replies).map((reply) => latest(fields(reply))));
}

// The token goes only where it belongs.
const ours = (link: string | undefined, graph: string) => (link?.startsWith(`${graph}/`) ? link : undefined);

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TeamsTrouble) || error.status !== 429 || tries >= 5) throw error;
      await wait(Math.min(error.afterMs ?? 2_000, LONGEST_WAIT));
    }
  }
}

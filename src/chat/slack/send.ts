import type { WebClient } from "@slack/web-api";
import type { Card } from "../../views/card.ts";
import type { InternalDestination, Sent, SentRef } from "../platform.ts";
import { outcomeOf, problemOf, slackError } from "./outcome.ts";
import { upload } from "./pictures.ts";
import { fields } from "./read.ts";
import { render } from "./render.ts";

const METADATA = "rejoinder";
const PICTURE_WAIT = 5_000;

/** What is remembered between tries: by the mark of the message. */
export interface Memory {
  /** Marks of which Slack never said whether it took them. */
  readonly doubtful: Set<string>;
  /** Ids of pictures that were uploaded, and that Slack may still be preparing. */
  readonly pictures: Map<string, string[]>;
}
export const memory = (): Memory => ({ doubtful: new Set(), pictures: new Map() });

/** Posts once. Where the outcome is in doubt, it looks whether the message is there, instead of posting it twice. */
export async function send(
  client: WebClient,
  to: InternalDestination,
  card: Card,
  mark: string,
  kept: Memory,
): Promise<Sent> {
  if (kept.doubtful.has(mark)) {
    const there = await find(client, to, mark);
    if (there) return settled(kept, to, mark, there);
  }
  const pictures = await uploaded(client, card, mark, kept);
  if ("later" in pictures) return pictures;
  try {
    const posted = await client.chat.postMessage({
      channel: to.conversation,
      ...render(card, pictures.ids),
      metadata: { event_type: METADATA, event_payload: { mark } },
      unfurl_links: false,
      unfurl_media: false,
    });
    if (!posted.ts) return { unknown: "Slack took the message and did not say where it stands." };
    return settled(kept, to, mark, posted.ts);
  } catch (error) {
    if (pictures.fresh && slackError(error) === "invalid_blocks") return stillPreparing(mark, pictures.ids, kept);
    return doubted(client, to, mark, kept, error);
  }
}

/** Replaces a card that was sent. Doing it twice is doing it once, so a doubtful outcome is one to try again. */
export async function update(client: WebClient, sent: SentRef, card: Card): Promise<Sent> {
  try {
    const pictures = await upload(client, card);
    await client.chat.update({ channel: sent.conversation, ts: sent.id, ...render(card, pictures) });
    return { sent };
  } catch (error) {
    return again(error);
  }
}

function settled(kept: Memory, to: InternalDestination, mark: string, id: string): Sent {
  kept.doubtful.delete(mark);
  kept.pictures.delete(mark);
  const { platform, workspace } = to.account;
  return { sent: { platform, workspace, conversation: to.conversation, id } };
}

async function doubted(
  client: WebClient,
  to: InternalDestination,
  mark: string,
  kept: Memory,
  error: unknown,
): Promise<Sent> {
  const outcome = outcomeOf(error);
  const asked = "unknown" in outcome || /HTTP 5/.test("later" in outcome ? outcome.later : "");
  if (!asked) return outcome;
  const there = await find(client, to, mark);
  if (there) return settled(kept, to, mark, there);
  kept.doubtful.add(mark);
  return outcome;
}

/** The id of our message that carries the mark; undefined where it is not there, or Slack does not say. */
async function find(client: WebClient, to: InternalDestination, mark: string): Promise<string | undefined> {
  try {
    const { messages = [] } = await client.conversations.history({
      channel: to.conversation,
      limit: 20,
      include_all_metadata: true,
    });
    return messages.find((message) => fields(fields(fields(message).metadata).event_payload).mark === mark)?.ts;
  } catch {
    return undefined;
  }
}

async function uploaded(client: WebClient, card: Card, mark: string, kept: Memory) {
  const before = kept.pictures.get(mark);
  if (before) return { ids: before, fresh: false };
  try {
    const ids = await upload(client, card);
    return { ids, fresh: ids.length > 0 };
  } catch (error) {
    const outcome = again(error);
    // Figures without their picture are better than no figures: the card then tells the picture in words.
    return "failed" in outcome ? { ids: [], fresh: false } : outcome;
  }
}

// Slack checks an uploaded file for a few seconds and calls the blocks that show it invalid meanwhile.
function stillPreparing(mark: string, ids: string[], kept: Memory): Sent {
  kept.pictures.set(mark, ids);
  return { later: "Slack is still preparing the picture.", afterMs: PICTURE_WAIT };
}

function again(error: unknown): { readonly later: string; readonly afterMs?: number } | { readonly failed: string } {
  const outcome = outcomeOf(error);
  return "unknown" in outcome ? { later: problemOf(error) } : outcome;
}

import type { RespondFn } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Checked, Reply, SentRef } from "../platform.ts";
import { cardView, formView } from "./forms.ts";
import type { Leave } from "./interact.ts";
import type { Log } from "./log.ts";
import { problemOf } from "./outcome.ts";
import { render } from "./render.ts";
import { update } from "./send.ts";

/** Slack waits three seconds; an answer that takes longer comes after the acknowledgement. */
const PATIENCE = 2_300;

/** Where a reply can go: Slack gives each kind of doing other ways. */
export interface Ways {
  readonly client: WebClient;
  readonly log: Log;
  readonly trigger?: string;
  readonly respond?: RespondFn;
  /** The card whose control was pressed. */
  readonly on?: SentRef;
  /** Asks, just now, whether nobody but this person of the firm reads what is said to them. */
  readonly privately: () => Promise<Checked>;
}

const sorry: Reply = {
  card: {
    summary: "That did not work.",
    parts: [{ text: ["That did not work. Please try again in a moment; doing it twice does no harm."] }],
  },
};

/** The desk's reply, or `instead`, an apology, where it failed; never rejects. */
export const replied = (work: Promise<Reply>, log: Log, instead = sorry): Promise<Reply> =>
  work.catch((error) => {
    log.error({ error: error instanceof Error ? error.name : "?" }, "Slack: what a person did failed");
    return instead;
  });

/**
 * Draws the reply and acknowledges what it replies to: once it is known, or takes too long. Where the work failed and nobody could
 * be told so, it is left unacknowledged.
 */
export async function answered(
  work: Promise<Reply>,
  ways: Ways,
  ack: () => Promise<void>,
  leave: Leave,
): Promise<void> {
  const early = await inTime(work);
  if (early === sorry) return (await draw(early, ways)) ? ack() : leave();
  await ack();
  await draw(early ?? (await work), ways);
}

/** The reply, if it comes in time to be part of the acknowledgement. */
export function inTime(work: Promise<Reply>): Promise<Reply | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), PATIENCE);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** A card only the person sees, as a command or `response_url` takes it. */
export const privateCard = (card: NonNullable<Reply["card"]>) =>
  ({ response_type: "ephemeral", replace_original: false, ...render(card) }) as const;

/** Draws a reply, each part where Slack lets it be. Logs what Slack refuses; never rejects. Whether all of it is shown. */
export async function draw(reply: Reply, ways: Ways): Promise<boolean> {
  const { client, trigger, respond, on } = ways;
  const shown: boolean[] = [];
  const show = async (work: () => Promise<unknown>) => shown.push(await tried(ways, work));
  if (reply.form && trigger)
    await show(() => client.views.open({ trigger_id: trigger, view: formView(reply.form!, on) }));
  if (reply.replace && on) shown.push(await replaced(reply.replace, on, ways));
  else if (reply.replace && respond) await show(() => respond({ replace_original: true, ...render(reply.replace!) }));
  if (reply.card && respond) await show(() => respond(privateCard(reply.card!)));
  else if (reply.card && trigger && !reply.form)
    await show(() => client.views.open({ trigger_id: trigger, view: cardView(reply.card!) }));
  else if (reply.card && !reply.form) shown.push(false);
  return shown.every(Boolean);
}

/** Whether the card stands there as it is now. */
export async function replaced(card: NonNullable<Reply["replace"]>, on: SentRef, ways: Ways): Promise<boolean> {
  const { client, log } = ways;
  const to = await ways.privately();
  if ("refused" in to) {
    log.warn({}, `Slack: a card could not be brought up to date. ${to.refused}`);
    return false;
  }
  const outcome = await update(client, to, on, card);
  if ("sent" in outcome) return true;
  log.warn({ ...outcome }, "Slack: a card could not be brought up to date");
  return false;
}

const tried = ({ log }: Ways, work: () => Promise<unknown>): Promise<boolean> =>
  work().then(
    () => true,
    (error) => {
      log.warn({}, `Slack: an answer could not be shown: ${problemOf(error)}`);
      return false;
    },
  );

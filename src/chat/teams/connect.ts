import type { AccountRef } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import type { Card } from "../../views/card.ts";
import type { Chat, Desk, Reply } from "../platform.ts";
import { type Asking, account, accountByEmail, channel, isIn, privatelyTo } from "./accounts.ts";
import { line as microsoft } from "./adapter.ts";
import type { Tell } from "./answers.ts";
import { checkup, letIn } from "./checkup.ts";
import { connector } from "./connector.ts";
import { type Taking, takeEvent } from "./events.ts";
import { formCard } from "./forms.ts";
import { history as graphHistory } from "./history.ts";
import { endpointsOf, install, type TeamsConfig } from "./installation.ts";
import { link } from "./link.ts";
import { answerInvoke } from "./listen.ts";
import type { Log } from "./log.ts";
import { paces } from "./paces.ts";
import { receiver } from "./receiver-http.ts";
import { attachment } from "./render.ts";
import { send, update } from "./send.ts";
import { known as knowing, memory } from "./shelf.ts";

export type { TeamsConfig } from "./installation.ts";

/**
 * Microsoft Teams, behind the port that every chat platform has. Asks Microsoft for nothing until it is started or first used.
 * @throws ChatError that lists what is missing in the configuration.
 */
export function teams(config: TeamsConfig, clock: { now(): Instant }, log: Log): Chat {
  const here = install(config);
  const endpoints = endpointsOf(config);
  const line = microsoft(config, here);
  const known = knowing(config.shelf ?? memory());
  const asking: Asking = { here, known, connector: connector(config, here, line, known) };
  const history = graphHistory(asking, endpoints.graph, line.tokens.graph);
  let running: { taking: Taking; connected(): boolean; stop(): Promise<void> } | undefined;
  const underWay = new Set<Promise<unknown>>();

  function track<T>(work: Promise<T>): Promise<T> {
    const tracked: Promise<unknown> = work.catch(() => {}).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return work;
  }

  const tell: Tell = async (to, reply) => {
    const destination = await privatelyTo(asking, to);
    if ("refused" in destination) return log.warn({}, `Teams: an answer could not be given. ${destination.refused}`);
    const card = reply.card ?? reply.replace;
    const outcome = card && (await send(asking.connector, destination, card));
    if (outcome && "later" in outcome) throw new Error(outcome.later);
    if (outcome && !("sent" in outcome)) log.warn({ ...outcome }, "Teams: an answer could not be given");
    if (reply.form) {
      const activity = { type: "message", attachments: [attachment(formCard(reply.form, "message"))] };
      await asking.connector.say(destination.conversation, { ...activity, summary: reply.form.title });
    }
  };

  const replace = (on: Parameters<Chat["update"]>[0], card: NonNullable<Reply["replace"]>) =>
    void track(
      update(asking.connector, on, card).then((outcome) => {
        if (!("sent" in outcome)) log.warn({ ...outcome }, "Teams: a card could not be brought up to date");
      }),
    );

  return {
    platform: "teams",

    async start(desk: Desk) {
      await letIn(line, log);
      const answering = { desk, here, log, tell, replace };
      const receiving = receiver(
        {
          here,
          endpoints,
          line,
          clock,
          log,
          keep: (envelope) => desk.keep(envelope),
          answer: (activity) => answerInvoke(answering, activity),
        },
        config.host,
        config.port,
      );
      const emojis = config.emojis ?? ["pushpin", "white_check_mark"];
      running = { taking: { ...asking, desk, log, tell, history, home, emojis }, ...receiving };
      return receiving.start();
    },

    connected: () => running?.connected() ?? false,

    async stop() {
      await running?.stop();
      while (underWay.size > 0) await Promise.all(underWay);
    },

    async take(envelope) {
      if (!running) throw new Error("Teams is not started: nothing can be taken up yet.");
      await track(takeEvent(running.taking, envelope));
    },

    account: (ref) => account(asking, ref),
    accountByEmail: (email) => accountByEmail(asking, email),
    channel: (ref) => channel(asking, ref),
    isIn: (who, where) => isIn(asking, who, where).catch(() => false),
    privately: (to) => Promise.all(to.map((one) => privatelyTo(asking, one))),
    paces,
    send: (to, card) => send(asking.connector, to, card),
    update: (sent, card) => update(asking.connector, sent, card),
    link: (where, message, thread) => link(here, where.id, message, thread),
    history: (where, since) => history.since(where, since),
    home,
    checkup: () => checkup(line, asking, history),
  };

  /** The page stands in the bot's own chat: the one shown before is brought up to date, and a new one is posted only where there is none. */
  async function home(who: AccountRef, card: Card) {
    const shown = await known.get("home", who.id);
    if (shown) {
      const { platform, workspace } = who;
      const outcome = await update(asking.connector, { platform, workspace, ...shown }, card);
      if ("sent" in outcome) return;
      if ("later" in outcome) throw new Error(outcome.later);
    }
    const destination = await privatelyTo(asking, who);
    if ("refused" in destination)
      return log.warn({}, `Teams: a person's page could not be shown. ${destination.refused}`);
    const outcome = await send(asking.connector, destination, card);
    if ("later" in outcome) throw new Error(outcome.later);
    if ("sent" in outcome)
      await known.note("home", who.id, { conversation: destination.conversation, id: outcome.sent.id });
  }
}

import type { AccountRef } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import type { Card } from "../../views/card.ts";
import {
  type Chat,
  type Desk,
  type InternalDestination,
  orNotLetIn,
  type Reply,
  type Sent,
  type SentRef,
} from "../platform.ts";
import { type Asking, account, accountByEmail, channel, internally, isIn, privatelyTo } from "./accounts.ts";
import { line as microsoft } from "./adapter.ts";
import type { Tell } from "./answers.ts";
import { checkup, letIn } from "./checkup.ts";
import { connector } from "./connector.ts";
import { type Taking, takeEvent } from "./events.ts";
import { history as graphHistory } from "./history.ts";
import { endpointsOf, install, type TeamsConfig } from "./installation.ts";
import { link } from "./link.ts";
import { answerInvoke } from "./listen.ts";
import type { Log } from "./log.ts";
import { outcomeOf } from "./outcome.ts";
import { paces } from "./paces.ts";
import { receiver } from "./receiver-http.ts";
import { send, sendForm, update, withdraw } from "./send.ts";
import { sendingBack } from "./sent-back.ts";
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
    if (reply.form) await sendForm(asking.connector, destination, reply.form);
  };

  /** Resolves once it is known that only they read it; the card follows in its own time. */
  async function replace(by: AccountRef, on: SentRef, card: NonNullable<Reply["replace"]>): Promise<void> {
    const to = await privatelyTo(asking, by);
    const work = "refused" in to ? { failed: to.refused } : update(asking.connector, to, on, card);
    void track(Promise.resolve(work).then(noted));
  }

  const noted = (outcome: Sent) => {
    if (!("sent" in outcome)) log.warn({ ...outcome }, "Teams: a card could not be brought up to date");
  };

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
          sentBack: sendingBack(desk, here, clock, log),
          answer: (activity) => answerInvoke(answering, activity),
        },
        config.host,
        config.port,
      );
      const emojis = config.emojis ?? ["pushpin", "white_check_mark"];
      running = { taking: { ...asking, desk, log, tell, history, home: shown, emojis }, ...receiving };
      return receiving.start();
    },

    connected: () => running?.connected() ?? false,

    async stop() {
      await running?.stop();
      while (underWay.size > 0) await Promise.all(underWay);
    },

    async take(envelope) {
      if (!running) throw new Error("Teams is not started: nothing can be taken up yet.");
      await track(takeEvent(running.taking, envelope)).catch(orNotLetIn(outcomeOf));
    },

    account: (ref) => account(asking, ref),
    accountByEmail: (email) => accountByEmail(asking, email),
    channel: (ref) => channel(asking, ref),
    isIn: (who, where) => isIn(asking, who, where).catch(() => false),
    privately: (to) => Promise.all(to.map((one) => privatelyTo(asking, one))),
    internally: (to) => internally(asking, to),
    paces,
    send: (to, card) => send(asking.connector, to, card),
    update: (to, sent, card) => update(asking.connector, to, sent, card),
    withdraw: (sent) => withdraw(asking.connector, sent),
    link: (where, message, thread) => link(here, where.id, message, thread),
    history: (where, since) => history.since(where, since),
    home,
    checkup: () => checkup(line, asking, history),
  };

  /** The page stands in the bot's own chat: the one shown before is brought up to date, and a new one is posted only where there is none. */
  async function home(to: InternalDestination, card: Card) {
    const { platform, workspace, id } = to.account;
    const before = await known.get("home", id);
    if (before) {
      const outcome = await update(asking.connector, to, { platform, workspace, ...before }, card);
      if ("sent" in outcome) return;
      if ("later" in outcome) throw new Error(outcome.later);
    }
    const outcome = await send(asking.connector, to, card);
    if ("later" in outcome) throw new Error(outcome.later);
    if ("sent" in outcome) await known.note("home", id, { conversation: to.conversation, id: outcome.sent.id });
  }

  async function shown(who: AccountRef, card: Card) {
    const to = await privatelyTo(asking, who);
    if ("refused" in to) return log.warn({}, `Teams: a person's page could not be shown. ${to.refused}`);
    await home(to, card);
  }
}

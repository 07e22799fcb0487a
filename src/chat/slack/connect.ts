import { App } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import type { Instant } from "../../domain/time.ts";
import type { Chat, Desk } from "../platform.ts";
import { account, accountByEmail, channel } from "./accounts.ts";
import { checkup } from "./checkup.ts";
import { listenToEvents, type Taking, takeEvent } from "./events.ts";
import { history } from "./history.ts";
import { type Installation, install } from "./installation.ts";
import { listen } from "./listen.ts";
import { boltLogger, type Log } from "./log.ts";
import { paces } from "./paces.ts";
import { privately } from "./privately.ts";
import { httpReceiver, type Receiving } from "./receiver-http.ts";
import { socketReceiver } from "./receiver-socket.ts";
import { renderHome } from "./render.ts";
import { find, type Pictures, send, update } from "./send.ts";

/** Socket Mode where there is an app token, else HTTP with the signing secret. */
export interface SlackConfig {
  readonly botToken: string;
  readonly signingSecret?: string;
  readonly appToken?: string;
  /** Slack's Web API; a sandbox's in its place. */
  readonly apiUrl?: string;
  readonly host: string;
  readonly port: number;
  /** Reactions that mean something, by Slack's names; 📌 and ✅ unless given. The message they stand on is fetched. */
  readonly emojis?: readonly string[];
}

/** Slack, behind the port that every chat platform has. Asks Slack for nothing until it is started or first used. */
export function slack(config: SlackConfig, clock: { now(): Instant }, log: Log): Chat {
  const client = webClient(config.botToken, config, log);
  let known: Promise<Installation> | undefined;
  let running: { app: App; receiver: Receiving; taking: Taking } | undefined;
  let url = "https://slack.com/";
  const pictures: Pictures = new Map();
  const underWay = new Set<Promise<void>>();

  /** Whose token this is; asked once. A failure is not remembered. */
  const installed = (): Promise<Installation> => {
    known ??= install(client).then((here) => {
      url = here.url;
      return here;
    });
    known.catch(() => {
      known = undefined;
    });
    return known;
  };

  return {
    platform: "slack",

    async start(desk) {
      const here = await installed();
      const receiver = receiverFor(config, clock, desk, log);
      const app = boltApp(config, receiver, here, log);
      const taking: Taking = { client, here, desk, log, emojis: config.emojis ?? ["pushpin", "white_check_mark"] };
      listen(app, taking);
      listenToEvents(app, taking);
      running = { app, receiver, taking };
      return (await receiver.start()) as string;
    },

    connected: () => running?.receiver.connected() ?? false,

    async stop() {
      await running?.receiver.stop();
      await Promise.allSettled(underWay);
    },

    async take(envelope) {
      if (!running) throw new Error("Slack is not started: nothing can be taken up yet.");
      const work = takeEvent(running.app, running.taking, envelope);
      underWay.add(work);
      await work.finally(() => underWay.delete(work));
    },

    account: async (ref) => account(client, await installed(), ref),
    accountByEmail: async (email) => accountByEmail(client, await installed(), email),
    channel: async (ref) => channel(client, await installed(), ref),
    async privately(to) {
      const here = await installed().catch((error: Error) => error);
      if (here instanceof Error) return to.map(() => ({ refused: here.message, forGood: false }));
      return privately(client, here, to);
    },
    paces,
    find: (to, mark) => find(client, to, mark),
    send: (to, card, mark) => send(client, to, card, mark, pictures),
    update: (sent, card) => update(client, sent, card),
    link: (where, message, thread) => link(url, where.id, message, thread),
    async *history(where, since) {
      yield* history(client, await installed(), where, since);
    },
    async home(who, card) {
      await client.views.publish({ user_id: who.id, view: { type: "home", blocks: renderHome(card).blocks } });
    },
    checkup: () =>
      checkup(client, {
        socket: config.appToken ? webClient(config.appToken, config, log) : undefined,
        signingSecret: config.signingSecret,
      }),
  };
}

/** Slack's own repeating is off: it knows nothing of what was already said. */
const webClient = (token: string, { apiUrl }: SlackConfig, log: Log) =>
  new WebClient(token, {
    slackApiUrl: apiUrl,
    logger: boltLogger(log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  });

function receiverFor(config: SlackConfig, clock: { now(): Instant }, desk: Desk, log: Log): Receiving {
  const keep: Desk["keep"] = (envelope) => desk.keep(envelope);
  if (config.appToken) return socketReceiver({ appToken: config.appToken, apiUrl: config.apiUrl }, clock, keep, log);
  if (config.signingSecret)
    return httpReceiver(
      { signingSecret: config.signingSecret, host: config.host, port: config.port },
      clock,
      keep,
      log,
    );
  throw new Error("Slack needs a signing secret (for HTTP) or an app token (for Socket Mode).");
}

function boltApp(config: SlackConfig, receiver: Receiving, here: Installation, log: Log): App {
  const app = new App({
    receiver,
    logger: boltLogger(log),
    clientOptions: {
      slackApiUrl: config.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
    },
    // Known since the start: no request to Slack stands between an event and its acknowledgement.
    authorize: async () => ({
      botToken: config.botToken,
      botUserId: here.botUserId,
      botId: here.botId,
      teamId: here.teamId,
      enterpriseId: here.enterpriseId,
    }),
    convoStore: false,
    ignoreSelf: false,
  });
  app.error(async (error) => {
    throw error.original ?? error;
  });
  return app;
}

/** Source: the permalinks that `chat.getPermalink` gives. */
function link(url: string, channelId: string, message: string, thread?: string): string {
  const address = `${url}archives/${channelId}/p${message.replace(".", "")}`;
  return thread && thread !== message ? `${address}?thread_ts=${thread}&cid=${channelId}` : address;
}

import type { App } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Instant } from "../../domain/time.ts";
import { type Chat, ChatError, type Desk, orNotLetIn, type Sent, type SentRef } from "../platform.ts";
import { account, accountByEmail, channel, isIn } from "./accounts.ts";
import { boltApp } from "./bolt-app.ts";
import { checkup, installedCheckup } from "./checkup.ts";
import { listenToEvents, type Taking, takeEvent } from "./events.ts";
import { history } from "./history.ts";
import { channelHomes, type Notes } from "./homes.ts";
import { installPages, type Pages, withPages } from "./install-pages.ts";
import type { OAuth } from "./installation.ts";
import { installedWorkspaces } from "./installed.ts";
import { internally } from "./internally.ts";
import { listen } from "./listen.ts";
import { boltLogger, type Log } from "./log.ts";
import { outcomeOf } from "./outcome.ts";
import { paces } from "./paces.ts";
import { privately } from "./privately.ts";
import { httpReceiver, type Receiving } from "./receiver-http.ts";
import { socketReceiver } from "./receiver-socket.ts";
import { find, type Pictures, publish, send, update, withdraw } from "./send.ts";
import type { Shelf } from "./shelf.ts";
import { oneWorkspace, type Place } from "./workspaces.ts";

/** Socket Mode where there is an app token, else HTTP with the signing secret. */
export interface SlackConfig {
  /** One workspace, by its token; or any number, by installing. */
  readonly botToken?: string;
  readonly oauth?: OAuth;
  /** Where installations are kept. */
  readonly shelf?: Shelf;
  /** Where it is kept what was learned of channels that several workspaces share. */
  readonly notes?: Notes;
  readonly signingSecret?: string;
  readonly appToken?: string;
  /** Slack's Web API; a sandbox's in its place. */
  readonly apiUrl?: string;
  readonly host: string;
  readonly port: number;
  /** Reactions that mean something, by Slack's names; 📌 and ✅ unless given. The message they stand on is fetched. */
  readonly emojis?: readonly string[];
}

/** What everything here is given. */
interface Surroundings {
  readonly options: WebClientOptions;
  readonly clock: { now(): Instant };
  readonly log: Log;
}

/** Slack, behind the port that every chat platform has. Asks Slack for nothing until it is started or first used. */
export function slack(config: SlackConfig, clock: { now(): Instant }, log: Log): Chat {
  const options = clientOptions(config, log);
  const workspaces = workspacesOf(config, { options, clock, log });
  let running: { app: App; receiver: Receiving; taking: Taking } | undefined;
  const pictures: Pictures = new Map();
  const underWay = new Set<Promise<void>>();

  /** In the workspace where a card stands. */
  async function whereIt(stands: SentRef, work: (place: Place) => Promise<Sent>): Promise<Sent> {
    const place = await workspaces.at(stands.workspace).catch((error: Error) => error);
    if (place instanceof ChatError) return { failed: place.message };
    if (place instanceof Error) throw place;
    return work(place);
  }

  return {
    platform: "slack",

    async start(desk) {
      await workspaces.open();
      const pages = pagesFor(config, { options, clock, log }, workspaces.open);
      const receiver = receiverFor(config, pages, clock, (envelope) => desk.keep(envelope), log);
      const app = boltApp(receiver, options, workspaces);
      const homes = channelHomes(workspaces, config.oauth && config.notes);
      const emojis = config.emojis ?? ["pushpin", "white_check_mark"];
      const taking: Taking = { workspaces, homes, desk, log, emojis, clock };
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
      await work.finally(() => underWay.delete(work)).catch(orNotLetIn(outcomeOf));
    },

    account: async (ref) => account(await workspaces.at(ref.workspace), ref, workspaces.ofTeam),
    async accountByEmail(email) {
      for (const place of await workspaces.all()) {
        const found = await accountByEmail(place, email);
        if (found) return found;
      }
      return undefined;
    },
    isIn: (who, where) => isIn(workspaces, who, where).catch(() => false),
    channel: async (ref) => channel(await workspaces.at(ref.workspace), ref, workspaces.ours()),
    paces,
    privately: (to) => privately(workspaces, to),
    internally: (to) => internally(workspaces, to),
    find: async (to, mark) => find((await workspaces.at(to.account.workspace)).client, to, mark),
    async send(to, card, mark) {
      const place = await workspaces.at(to.account.workspace).catch((error: Error) => error);
      if (place instanceof Error) return { later: place.message };
      return send(place.client, to, card, mark, pictures);
    },
    update: (to, sent, card) => whereIt(sent, ({ client }) => update(client, to, sent, card)),
    withdraw: (sent) => whereIt(sent, ({ client }) => withdraw(client, sent)),
    link: (where, message, thread) => link(workspaces.url(where.workspace), where.id, message, thread),
    async *history(where, since) {
      const { client, here } = await workspaces.at(where.workspace);
      yield* history(client, here, where, since);
    },
    async home(to, card) {
      await publish((await workspaces.at(to.account.workspace)).client, to, card);
    },
    keepAccess: workspaces.keepAccess,
    checkup() {
      const { botToken, oauth, shelf, appToken, signingSecret } = config;
      const set = { socket: appToken ? new WebClient(appToken, options) : undefined, signingSecret };
      if (oauth && shelf) return installedCheckup(oauth, shelf, options, set, clock.now());
      return checkup(new WebClient(botToken, options), set);
    },
  };
}

/** Slack's own repeating is off: it knows nothing of what was already said. */
const clientOptions = ({ apiUrl }: SlackConfig, log: Log): WebClientOptions => ({
  slackApiUrl: apiUrl,
  logger: boltLogger(log),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
});

function workspacesOf({ botToken, oauth, shelf }: SlackConfig, { options, clock, log }: Surroundings) {
  if (oauth && shelf) return installedWorkspaces(oauth, options, shelf, clock, log);
  if (botToken) return oneWorkspace(new WebClient(botToken, options));
  throw new ChatError("Slack needs a bot token, or what installing by OAuth takes.");
}

function pagesFor(
  { oauth, shelf }: SlackConfig,
  { options, clock, log }: Surroundings,
  installed: () => Promise<void>,
) {
  return oauth && shelf ? installPages(oauth, options, shelf, installed, clock, log) : undefined;
}

function receiverFor(
  { appToken, signingSecret, apiUrl, host, port }: SlackConfig,
  pages: Pages | undefined,
  clock: { now(): Instant },
  keep: Desk["keep"],
  log: Log,
): Receiving {
  if (appToken) {
    const socket = socketReceiver({ appToken, apiUrl }, clock, keep, log);
    return pages ? withPages(socket, pages, { host, port }) : socket;
  }
  if (signingSecret) return httpReceiver({ signingSecret, host, port, pages }, clock, keep, log);
  throw new ChatError("Slack needs a signing secret (for HTTP) or an app token (for Socket Mode).");
}

/** Source: the permalinks that `chat.getPermalink` gives. */
function link(url: string, channelId: string, message: string, thread?: string): string {
  const address = `${url}archives/${channelId}/p${message.replace(".", "")}`;
  return thread && thread !== message ? `${address}?thread_ts=${thread}&cid=${channelId}` : address;
}

import type { Instant } from "../../domain/time.ts";
import type { Sandbox } from "./context.ts";
import { retryDue } from "./deliver.ts";
import { type ApiFault, type EventFault, type Faults, queue } from "./faults.ts";
import { httpLine } from "./http-line.ts";
import { type People, people } from "./people.ts";
import { planted } from "./plant.ts";
import { rateLimiter } from "./rates.ts";
import type { WorkspaceSeed } from "./seed.ts";
import { type Seen, seen } from "./seen.ts";
import { putBack, type Snapshot, snapshotOf } from "./snapshot.ts";
import { type SocketMode, socketMode } from "./socket-mode.ts";
import { ids, stamps } from "./stamps.ts";
import { waiter } from "./until.ts";
import { listen, webServer } from "./web.ts";
import type { AppInstall, Workspace } from "./workspace.ts";

/**
 * A Slack workspace on loopback. The real Bolt app talks to it (`clientOptions: { slackApiUrl: sandbox.apiUrl }`), over HTTP
 * once `connectEvents` has its URL, else over Socket Mode. It reaches the app only by HTTP or a socket.
 *
 * Less than Slack:
 * - One workspace, one app, one bot token; no user tokens, no org-wide installs. `several.ts` has more of them, and OAuth.
 * - What people type is escaped as Slack does; what the app posts stays as it is. No mrkdwn parsing, no unfurling by itself,
 *   no `@name` resolution, no link_names.
 * - Redirects of the request URL are not followed; events are never switched off for failing too often.
 * - Delayed Events retry hourly on the sandbox clock; nothing else waits for real time but the 3 s to acknowledge.
 * - Rate limits, when on, are whole minutes per method, and a burst of 5 messages in 5 s per conversation.
 * - Blocks are checked by field, length and count; what is inside rich text, tables' cells and newer blocks is not.
 * - No scheduled messages, canvases, lists, workflows, huddles, pins, stars, bookmarks, user groups, search, presence.
 * - A channel's settings, membership and people change by the sandbox's own calls, not by admin methods.
 * - Requests are signed with the sandbox clock: Bolt's own HTTP receiver takes them only when that is not more than five
 *   minutes behind the machine's.
 */
export interface SlackSandbox extends People {
  /** `http://127.0.0.1:PORT/api/` */
  readonly apiUrl: string;
  /** To read, not to write. */
  readonly state: Workspace;
  readonly app: AppInstall;
  readonly seen: Seen;
  readonly faults: Faults;
  /** Open Socket Mode connections, to count, refresh or cut. */
  readonly sockets: Pick<SocketMode, "count" | "refresh" | "cut">;
  /** From now on events, commands and interactions go to this one URL, signed; `undefined` goes back to Socket Mode. */
  connectEvents(requestUrl: string | undefined): void;
  /** Sends `url_verification` to the request URL. Resolves to whether it gave the challenge back. */
  verifyUrl(): Promise<boolean>;
  /** Resolves once `check` gives something; it looks again after everything that happens. Rejects after `within` real ms, 10,000. */
  until<T>(check: () => T, within?: number): Promise<NonNullable<T>>;
  /** Calls `listener` after everything that happens here. Returns a function that stops it. */
  onChange(listener: () => void): () => void;
  /** Resolves when everything under way has been delivered. Later retries wait for the clock. */
  settled(): Promise<void>;
  /** Tries again what is due by the clock. Happens by itself when the clock can say that it moved. */
  retryDue(): Promise<void>;
  /** Everything that can be seen in the workspace, to be put back later. */
  snapshot(): Snapshot;
  /** The workspace is from now on as it was then; nobody is told. */
  putBack(snapshot: Snapshot): void;
  close(): Promise<void>;
}

export interface SandboxOptions {
  clock: { now(): Instant; onMove?(listener: () => unknown): () => void };
  workspace: WorkspaceSeed;
  /** 0, a free one, unless given. */
  port?: number;
  /** Real milliseconds to acknowledge in; 3,000 as Slack has it. */
  ackWithin?: number;
  /** Slack's documented rate limits; off unless asked for. */
  rateLimits?: boolean;
  /** After the usual three, retries hourly for a day. */
  delayedEvents?: boolean;
  /** What it has in common with other workspaces of the same app. */
  shared?: { sockets: SocketMode; nextId: Sandbox["nextId"] };
}

/** @throws when the port is taken */
export async function startSlackSandbox(options: SandboxOptions): Promise<SlackSandbox> {
  const { clock, workspace, port = 0, ackWithin = 3000, rateLimits = false, delayedEvents = false } = options;
  const state = planted(workspace, clock.now());
  const { changed, until, onChange } = waiter();
  const sockets = options.shared?.sockets ?? socketMode({ appId: state.app.appId, ackWithin, changed });
  const apiFaults = queue<ApiFault>();
  const underWay = new Set<Promise<unknown>>();
  let release = Promise.withResolvers<void>();
  let requestUrl: string | undefined;

  const server = webServer(
    () => ({ sandbox, faults: apiFaults, limiter, released: () => release.promise }),
    () => sockets,
  );
  const origin = await listen(server, port);
  const limiter = rateLimiter(() => clock.now(), rateLimits);
  const http = (url: string) =>
    httpLine({ url, signingSecret: state.app.signingSecret, now: () => clock.now(), ackWithin });

  const sandbox: Sandbox = {
    state,
    origin,
    now: () => clock.now(),
    stamp: stamps(() => clock.now()),
    nextId: options.shared?.nextId ?? ids(),
    line: { send: (...sent) => (requestUrl ? http(requestUrl) : sockets).send(...sent) },
    eventFaults: queue<EventFault>(),
    waiting: [],
    triggers: new Map(),
    responders: new Map(),
    changed,
    background(work) {
      const tracked = work.finally(() => underWay.delete(tracked));
      underWay.add(tracked);
    },
    ackWithin,
    delayedEvents,
  };
  const stopListening = clock.onMove?.(() => retryDue(sandbox));

  return {
    ...people(sandbox),
    apiUrl: `${origin}/api/`,
    state,
    app: state.app,
    seen: seen(sandbox),
    faults: {
      next: (method, fault, times = 1) => apiFaults.add(method, fault, times),
      nextEvent: (type, fault, times = 1) => sandbox.eventFaults.add(type, fault, times),
      clear() {
        apiFaults.clear();
        sandbox.eventFaults.clear();
        release.resolve();
        release = Promise.withResolvers();
      },
    },
    sockets,
    connectEvents: (url) => {
      requestUrl = url;
    },
    async verifyUrl() {
      const challenge = sandbox.nextId("challenge-");
      const token = state.app.verificationToken;
      const { body } = await sandbox.line.send("events_api", { token, challenge, type: "url_verification" });
      return body === challenge || (body as { challenge?: string } | undefined)?.challenge === challenge;
    },
    until,
    onChange,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    retryDue: () => retryDue(sandbox),
    snapshot: () => snapshotOf(sandbox),
    putBack: (snapshot) => putBack(sandbox, snapshot),
    async close() {
      stopListening?.();
      release.resolve();
      sockets.cut();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Instant } from "../../domain/time.ts";
import { needed, readAll, readArgs, text } from "./args.ts";
import { authorizePage } from "./authorize-page.ts";
import { refuse, SlackError } from "./errors.ts";
import { type Grants, grants } from "./grants.ts";
import type { WorkspaceSeed } from "./seed.ts";
import { type Answered, json } from "./serve.ts";
import { type SlackSandbox, startSlackSandbox } from "./server.ts";
import { socketMode } from "./socket-mode.ts";
import { ids } from "./stamps.ts";
import { listen } from "./web.ts";
import type { Fields } from "./workspace.ts";

/**
 * Several workspaces on loopback with one app between them, that a person installs in each by OAuth. The app knows one API
 * address; each call goes to the workspace whose token it bears. Each workspace is a sandbox of its own, and so less than Slack
 * in that a channel or person of two of them is told to both.
 */
export interface SlackWorkspaces {
  readonly apiUrl: string;
  /** By team id; the app is in none at first. */
  readonly workspaces: ReadonlyMap<string, SlackSandbox>;
  readonly grants: Grants;
  /** Calls of `oauth.v2.access` are answered by this many `internal_error`s first. */
  failNext(times: number): void;
  connectEvents(requestUrl: string | undefined): void;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface SeveralOptions {
  readonly clock: { now(): Instant; onMove?(listener: () => unknown): () => void };
  readonly workspaces: readonly WorkspaceSeed[];
  /** Addresses the app may be sent back to, as in its settings; below them as well. */
  readonly redirectUrls: readonly string[];
  /** Token rotation; on unless said otherwise. */
  readonly rotation?: boolean;
}

export async function startSlackWorkspaces(options: SeveralOptions): Promise<SlackWorkspaces> {
  const { clock, redirectUrls, rotation = true } = options;
  const sockets = socketMode({ appId: "A0SANDBOX", ackWithin: 3000, changed: () => {} });
  const shared = { sockets, nextId: ids() };
  const workspaces = new Map<string, SlackSandbox>();
  for (const workspace of options.workspaces)
    workspaces.set(workspace.team.id, await startSlackSandbox({ clock, workspace, shared }));
  for (const { app } of workspaces.values()) app.installed = false;
  const [any] = workspaces.values();
  const { clientId, clientSecret, appToken } = any!.app;
  // As its settings have them; each workspace then grants its own.
  const scopes = new Set(any!.app.scopes);
  const given = grants(() => clock.now(), rotation);
  let failing = 0;

  const server = createServer((request, response) => {
    route(request, response).catch(() => request.socket.destroy());
  });
  const origin = await listen(server, 0);

  async function route(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", origin);
    const raw = await readAll(request);
    if (url.pathname === "/oauth/v2/authorize") return authorize(request, url, raw, response);
    const method = url.pathname.replace(/^\/api\//, "");
    try {
      const args = await readArgs(request, raw);
      const answered = await OWN[method]?.(args, bearerOf(request, args));
      send(response, answered ? json({ ok: true, ...answered }) : await passOn(request, method, raw, args));
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      send(response, json({ ok: false, error: error.code, ...error.extra }));
    }
  }

  const OWN: Record<string, (args: Fields, bearer: string) => Fields | Promise<Fields>> = {
    "oauth.v2.access"(args) {
      identified(args);
      if (failing > 0) {
        failing--;
        refuse("internal_error");
      }
      const grant = text(args, "grant_type") ?? "authorization_code";
      if (grant === "refresh_token") return access(given.refresh(needed(args, "refresh_token")));
      if (grant !== "authorization_code") refuse("invalid_grant_type");
      const granted = given.redeem(needed(args, "code"), text(args, "redirect_uri"));
      const granting = { installed: true, tokenRevoked: false, scopes: new Set(granted.scopes) };
      Object.assign(workspaces.get(granted.team)!.app, granting);
      return { ...access(granted), authed_user: { id: granted.user } };
    },
    async "apps.uninstall"(args, bearer) {
      identified(args);
      const team = given.teamOf(bearer);
      given.end(team);
      void workspaces.get(team)!.uninstall();
      return {};
    },
  };

  function identified(args: Fields) {
    if (needed(args, "client_id") !== clientId) refuse("invalid_client_id");
    if (needed(args, "client_secret") !== clientSecret) refuse("bad_client_secret");
  }

  function access({ team, user: _, scopes: granted, ...tokens }: ReturnType<Grants["redeem"]>): Fields {
    const { state } = workspaces.get(team)!;
    const { enterpriseId, name } = state.team;
    return {
      ...tokens,
      token_type: "bot",
      scope: granted.join(","),
      bot_user_id: state.app.botUserId,
      app_id: state.app.appId,
      team: { id: team, name },
      enterprise: enterpriseId ? { id: enterpriseId, name: enterpriseId } : null,
      is_enterprise_install: false,
    };
  }

  /** To the workspace whose token it is, with that workspace's own. */
  async function passOn(request: IncomingMessage, method: string, raw: Buffer, args: Fields): Promise<Answered> {
    const bearer = bearerOf(request, args);
    const own = !bearer || bearer === appToken;
    const to = own ? any! : workspaces.get(given.teamOf(bearer))!;
    const answer = await fetch(`${to.apiUrl}${method}`, {
      method: "POST",
      body: new Uint8Array(raw),
      headers: {
        "content-type": request.headers["content-type"] ?? "application/x-www-form-urlencoded",
        ...(bearer ? { authorization: `Bearer ${own ? bearer : to.app.botToken}` } : {}),
      },
    });
    const headers = [...answer.headers].filter(([name]) =>
      /^(content-type|retry-after|x-(accepted-)?oauth)/.test(name),
    );
    return { status: answer.status, body: await answer.text(), headers: Object.fromEntries(headers) };
  }

  function authorize(request: IncomingMessage, url: URL, raw: Buffer, response: ServerResponse) {
    const asked = request.method === "POST" ? new URLSearchParams(raw.toString()) : url.searchParams;
    const back = asked.get("redirect_uri") ?? "";
    const wanted = (asked.get("scope") ?? "").split(",").filter(Boolean);
    if (asked.get("client_id") !== clientId) return send(response, { status: 400, body: "invalid_client_id" });
    if (!redirectUrls.some((known) => back === known || back.startsWith(`${known}/`)))
      return send(response, { status: 400, body: "bad_redirect_uri" });
    if (wanted.length === 0 || !wanted.every((scope) => scopes.has(scope)))
      return send(response, { status: 400, body: "invalid_scope" });
    if (request.method !== "POST") {
      const teams = [...workspaces.values()].map(({ state }) => state.team);
      const headers = { "content-type": "text/html; charset=utf-8" };
      return send(response, { status: 200, body: authorizePage(asked, teams), headers });
    }
    const workspace = workspaces.get(asked.get("team") ?? "");
    if (!workspace) return send(response, { status: 400, body: "invalid_team" });
    const to = new URL(back);
    if (asked.get("answer") === "allow") {
      const admin = [...workspace.state.users.values()].find((user) => user.isAdmin)?.id ?? "";
      to.searchParams.set("code", given.code(workspace.state.team.id, admin, back, wanted));
    } else to.searchParams.set("error", "access_denied");
    to.searchParams.set("state", asked.get("state") ?? "");
    send(response, { status: 302, body: "", headers: { location: to.href } });
  }

  return {
    apiUrl: `${origin}/api/`,
    workspaces,
    grants: given,
    failNext: (times) => {
      failing = times;
    },
    connectEvents(requestUrl) {
      for (const sandbox of workspaces.values()) sandbox.connectEvents(requestUrl);
    },
    async settled() {
      for (const sandbox of workspaces.values()) await sandbox.settled();
    },
    async close() {
      for (const sandbox of workspaces.values()) await sandbox.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const bearerOf = (request: IncomingMessage, args: Fields) =>
  request.headers.authorization?.replace(/^Bearer /, "") ?? text(args, "token") ?? "";

const send = (response: ServerResponse, { status, body, headers }: Answered) =>
  void response.writeHead(status, headers).end(body);

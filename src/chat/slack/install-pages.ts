import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { InstallProvider, type Installation as OAuthInstallation } from "@slack/oauth";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Instant } from "../../domain/time.ts";
import { type Address, webServer } from "../web-server.ts";
import { type Installation, install, type OAuth } from "./installation.ts";
import type { Details } from "./installed.ts";
import type { Log } from "./log.ts";
import { reasons } from "./manifest.ts";
import { problemOf } from "./outcome.ts";
import * as pages from "./page.ts";
import type { Receiving } from "./receiver-http.ts";
import { LIFE } from "./rotation.ts";
import type { Shelf, Tokens } from "./shelf.ts";

const INSTALL = "/slack/install";
const REDIRECT = "/slack/oauth_redirect";

/** Answers a browser's request, where it is one for the pages; false where it is not. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * The pages on which an admin installs the bot in a workspace. Whoever finds their address may open them, so only the firm's
 * own workspaces are let in: those that SLACK_WORKSPACES lists, or that belong to an organisation it lists. `installed` is
 * called once another one is kept.
 */
export function installPages(
  oauth: OAuth,
  options: WebClientOptions,
  shelf: Shelf,
  installed: () => Promise<void>,
  clock: { now(): Instant },
  log: Log,
): Pages {
  const { clientId, clientSecret, publicUrl } = oauth;
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    // Of use to nobody but us, the same in every process of ours, and no further setting.
    stateSecret: createHmac("sha256", clientSecret).update("rejoinder-install-state").digest("hex"),
    stateCookieName: "rejoinder-install",
    installationStore: {
      storeInstallation: async () => {},
      fetchInstallation: () => Promise.reject(new Error("unused")),
    },
    renderHtmlForInstallPath: pages.start,
    authorizationUrl: authorizePage(options.slackApiUrl),
    logger: options.logger,
    clientOptions: options,
  });
  const asked = { scopes: [...reasons().keys()], redirectUri: `${publicUrl}${REDIRECT}`, teamId: onlyTeam(oauth) };

  async function redirected(request: IncomingMessage, response: ServerResponse) {
    const error = new URL(request.url ?? "/", publicUrl).searchParams.get("error");
    if (error && error !== "access_denied") return pages.show(response, 400, pages.refusedBySlack(error, INSTALL));
    await provider.handleCallback(request, response, {
      async afterInstallation(it) {
        const bot = it.bot;
        if (!bot || !isOurs(it, oauth)) {
          log.warn(
            {},
            "Slack: a workspace that SLACK_WORKSPACES does not list asked to install Rejoinder; it was refused",
          );
          const back = bot !== undefined && (await giveBack(bot.token));
          const id = it.isEnterpriseInstall ? it.enterprise?.id : it.team?.id;
          pages.show(response, 403, pages.stranger(id, back));
          return false;
        }
        const here: Installation = await install(new WebClient(bot.token, options));
        await keep(it, bot, here);
        log.info({}, "Slack: Rejoinder was installed in a workspace");
        pages.show(response, 200, pages.done(nameOf(it), here, it.appId));
        return true;
      },
      success: () => {},
      failure(problem) {
        const cancelled = problem.code === "slack_oauth_installer_authorization_error";
        const stale = /state|missing_code/.test(problem.code);
        if (cancelled) return pages.show(response, 200, pages.cancelled(INSTALL));
        if (stale) return pages.show(response, 400, pages.stale(INSTALL));
        log.error({}, `Slack: installing failed. ${problemOf(problem)}`);
        pages.show(response, 502, pages.failed(INSTALL));
      },
    });
  }

  async function keep(it: OAuthInstallation, bot: NonNullable<OAuthInstallation["bot"]>, here: Installation) {
    const details: Details = { here, name: nameOf(it) };
    const tokens: Tokens = { token: bot.token, refresh: bot.refreshToken };
    const now = clock.now();
    // Slack's library counts from the machine's clock, which need not be ours.
    const expiresAt = bot.expiresAt === undefined ? undefined : now + LIFE;
    await shelf.install({ workspace: here.workspace, details, tokens: JSON.stringify(tokens), expiresAt }, now);
    await installed();
  }

  // What a stranger's workspace granted is of no use here, and is not to stay.
  async function giveBack(token: string) {
    const client = new WebClient(token, options);
    const app = { client_id: clientId, client_secret: clientSecret };
    try {
      await client.apps.uninstall(app);
      return true;
    } catch (error) {
      log.warn({}, `Slack: the refused installation could not be taken back. ${problemOf(error)}`);
      return false;
    }
  }

  return async (request, response) => {
    const path = request.url?.split("?")[0];
    if (path !== INSTALL && path !== REDIRECT) return false;
    if (request.method !== "GET") {
      response.writeHead(405, { allow: "GET" }).end();
      return true;
    }
    pages.guard(response);
    if (path === INSTALL) await provider.handleInstallPath(request, response, {}, asked);
    else await redirected(request, response);
    return true;
  };
}

/** The pages beside a receiver that itself needs no address. */
export function withPages(receiver: Receiving, pages: Pages, at: Address): Receiving {
  const server = webServer((request, response) => {
    pages(request, response).then(
      (answered) => answered || response.writeHead(404).end(),
      () => response.writeHead(503).end(),
    );
  }, at);
  return {
    init: (app) => receiver.init(app),
    connected: () => receiver.connected(),
    async start() {
      const origin = await server.start();
      return `${await receiver.start()}, installed at ${origin}${INSTALL}`;
    },
    async stop() {
      await server.stop();
      await receiver.stop();
    },
  };
}

function isOurs({ team, enterprise, isEnterpriseInstall }: OAuthInstallation, { workspaces }: OAuth): boolean {
  const ids = isEnterpriseInstall ? [enterprise?.id] : [team?.id, enterprise?.id];
  return ids.some((id) => id !== undefined && workspaces.includes(id));
}

const nameOf = ({ team, enterprise, isEnterpriseInstall }: OAuthInstallation) =>
  (isEnterpriseInstall ? enterprise?.name : team?.name) ?? "your workspace";

/** Slack's page then offers this one first. */
const onlyTeam = ({ workspaces: [first, second] }: OAuth) =>
  second === undefined && first?.startsWith("T") ? first : undefined;

/** Beside the Web API: at `slack.com/oauth/v2/authorize` for `slack.com/api/`. */
const authorizePage = (apiUrl = "https://slack.com/api/") => new URL("../oauth/v2/authorize", apiUrl).href;

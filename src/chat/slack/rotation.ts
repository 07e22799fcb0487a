import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Installed, Renewed } from "../../domain/installed.ts";
import { hours, type Instant, MINUTE } from "../../domain/time.ts";
import type { OAuth } from "./installation.ts";
import { problemOf, slackError } from "./outcome.ts";
import { type Shelf, type Tokens, tokensOf } from "./shelf.ts";

/** A token of an app with token rotation lives this long. Source: docs.slack.dev, "Using token rotation". */
export const LIFE = hours(12) * MINUTE;
/** With so much of its life left, it is renewed: time enough to try again, and to tell somebody. */
const AHEAD = hours(4) * MINUTE;
/** After a try in vain, the next one. */
const AGAIN = 5 * MINUTE;

/** Whether it is time to ask for new tokens. */
export const isDue = (it: Installed, now: Instant): boolean =>
  it.expiresAt !== undefined && it.expiresAt - now < AHEAD && mayTry(it, now);

/** Whether there is anything to ask with, and the last try in vain is long enough ago. */
export const mayTry = ({ tokens, trouble }: Installed, now: Instant): boolean =>
  tokens !== undefined && (trouble === undefined || now - trouble.triedAt >= AGAIN);

/** Slack took the refresh token, and its answer could not be kept: it serves once, so the answer must not be lost. */
export type Unkept = Map<string, { readonly instead: string; readonly renewed: Renewed }>;

/**
 * Has new tokens given out for an installation, where `due` finds, once nobody else is at it, that it still needs them.
 * Resolves to how it is then; nothing where the bot is out. @throws where it could not be kept; see `unkept`
 */
export async function renew(
  shelf: Shelf,
  ask: (tokens: Tokens) => Promise<Renewed>,
  unkept: Unkept,
  workspace: string,
  due: (it: Installed) => boolean,
  now: Instant,
): Promise<Installed | undefined> {
  const kept = await shelf.renew(
    workspace,
    async (it) => {
      const before = unkept.get(workspace);
      if (before && before.instead === it.tokens) return before.renewed;
      unkept.delete(workspace);
      if (!due(it)) return undefined;
      const renewed = await ask(tokensOf(it));
      if ("tokens" in renewed) unkept.set(workspace, { instead: it.tokens!, renewed });
      return renewed;
    },
    now,
  );
  unkept.delete(workspace);
  return kept;
}

/** Asks Slack for new tokens. Never throws. Source: docs.slack.dev, "oauth.v2.access". */
export const asking =
  (client: WebClient, { clientId, clientSecret, publicUrl }: OAuth, clock: { now(): Instant }) =>
  async ({ refresh }: Tokens): Promise<Renewed> => {
    try {
      const given = await client.oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "refresh_token",
        refresh_token: refresh ?? "",
      });
      const { access_token: token, refresh_token, expires_in } = given;
      if (!token) return { trouble: "Slack answered without a token." };
      const tokens: Tokens = { token, refresh: refresh_token };
      return { tokens: JSON.stringify(tokens), expiresAt: expires_in ? clock.now() + expires_in * 1000 : undefined };
    } catch (error) {
      const todo = TODO[slackError(error) ?? ""]?.(`${publicUrl}/slack/install`);
      return { trouble: [problemOf(error), todo].filter(Boolean).join(" ") };
    }
  };

const anew = (address: string) => `Install it again at ${address}`;
const secrets = () => "Check SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.";
const TODO: Readonly<Record<string, (address: string) => string>> = {
  invalid_refresh_token: anew,
  token_revoked: anew,
  invalid_client_id: secrets,
  bad_client_secret: secrets,
};

/**
 * A client that speaks with the token of the moment. Where Slack no longer takes that one, which means that nothing was done,
 * `instead` may find another, and the same is asked once more.
 */
export function speaking(
  token: () => string,
  instead: (used: string, because: string) => Promise<boolean>,
  options: WebClientOptions,
): WebClient {
  const ask = (url: string | URL, init: Parameters<NonNullable<WebClientOptions["fetch"]>>[1]) =>
    fetch(url, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${token()}` } });
  return new WebClient(undefined, {
    ...options,
    async fetch(url, init) {
      const used = token();
      const answer = await ask(url, init);
      const because = await outworn(answer);
      return because && (await instead(used, because)) ? ask(url, init) : answer;
    },
  });
}

async function outworn(answer: Response): Promise<string | undefined> {
  const text = answer.ok ? await answer.clone().text() : "";
  return text.startsWith('{"ok":false')
    ? /"error":"(token_expired|token_revoked|invalid_auth)"/.exec(text)?.[1]
    : undefined;
}

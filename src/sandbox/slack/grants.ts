import { hours, type Instant, MINUTE } from "../../domain/time.ts";
import { refuse } from "./errors.ts";

/** What a person granted to the app in one workspace, and the tokens that came of it. */
export interface Grants {
  /** A code for the redirect; it serves once, for ten minutes. */
  code(team: string, user: string, redirectUri: string, scopes: readonly string[]): string;
  /** @throws SlackError `invalid_code`, `code_already_used`, `bad_redirect_uri` */
  redeem(code: string, redirectUri: string | undefined): Granted;
  /** @throws SlackError `invalid_refresh_token` */
  refresh(token: string): Granted;
  /** The team whose token this is. @throws SlackError `invalid_auth`, `token_revoked`, `token_expired` */
  teamOf(token: string): string;
  /** The app was taken out there: nothing it was given serves any more. */
  end(team: string): void;
  /** Refreshes that were granted, by team. */
  readonly refreshed: Map<string, Instant[]>;
}

interface Granted {
  readonly team: string;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly access_token: string;
  /** Where rotation is on. */
  readonly refresh_token?: string;
  readonly expires_in?: number;
}

const LIFE = hours(12) * MINUTE;
const CODE_LIFE = 10 * MINUTE;

/**
 * Stricter than Slack in one thing: a used refresh token is revoked at once, without a grace period. Of a workspace's access
 * tokens two are good at a time. Source: docs.slack.dev, "Using token rotation" and "Installing with OAuth".
 */
export function grants(now: () => Instant, rotation: boolean): Grants {
  const codes = new Map<string, Given & { redirectUri: string; at: Instant; used: boolean }>();
  const accesses = new Map<string, { team: string; until: Instant; revoked: boolean }>();
  const refreshes = new Map<string, Given>();
  const refreshed = new Map<string, Instant[]>();
  let count = 0;

  function give(given: Given): Granted {
    count++;
    const access_token = rotation ? `xoxe.xoxb-1-${count}` : `xoxb-${count}`;
    accesses.set(access_token, { team: given.team, until: rotation ? now() + LIFE : Infinity, revoked: false });
    const good = [...accesses.values()].filter((it) => it.team === given.team && !it.revoked && it.until > now());
    for (const old of good.slice(0, -2)) old.revoked = true;
    if (!rotation) return { ...given, access_token };
    const refresh_token = `xoxe-1-${count}`;
    refreshes.set(refresh_token, given);
    return { ...given, access_token, refresh_token, expires_in: LIFE / 1000 };
  }

  return {
    refreshed,
    code(team, user, redirectUri, scopes) {
      count++;
      codes.set(`code-${count}`, { team, user, redirectUri, scopes, at: now(), used: false });
      return `code-${count}`;
    },
    redeem(code, redirectUri) {
      const it = codes.get(code) ?? refuse("invalid_code");
      if (it.used) refuse("code_already_used");
      if (now() - it.at > CODE_LIFE) refuse("invalid_code");
      if (redirectUri !== it.redirectUri) refuse("bad_redirect_uri");
      it.used = true;
      const { team, user, scopes } = it;
      return give({ team, user, scopes });
    },
    refresh(token) {
      const given = refreshes.get(token) ?? refuse("invalid_refresh_token");
      refreshes.delete(token);
      refreshed.set(given.team, [...(refreshed.get(given.team) ?? []), now()]);
      return give(given);
    },
    teamOf(token) {
      const it = accesses.get(token) ?? refuse("invalid_auth");
      if (it.revoked) refuse("token_revoked");
      if (it.until <= now()) refuse("token_expired");
      return it.team;
    },
    end(team) {
      for (const it of accesses.values()) if (it.team === team) it.revoked = true;
      for (const [token, it] of refreshes) if (it.team === team) refreshes.delete(token);
    },
  };
}

interface Given {
  readonly team: string;
  readonly user: string;
  readonly scopes: readonly string[];
}

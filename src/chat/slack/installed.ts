import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Installed } from "../../domain/installed.ts";
import { type Instant, MINUTE } from "../../domain/time.ts";
import { ChatError, type Worry } from "../platform.ts";
import type { Installation, OAuth } from "./installation.ts";
import type { Log } from "./log.ts";
import { slackError } from "./outcome.ts";
import { asking, isDue, mayTry, renew, speaking, type Unkept } from "./rotation.ts";
import { type Shelf, tokensOf } from "./shelf.ts";
import type { Place, Source, Workspaces } from "./workspaces.ts";

/** What is kept of an installation and is no secret. */
export interface Details {
  readonly here: Installation;
  /** The workspace's or the organisation's name. */
  readonly name: string;
}

export const detailsOf = ({ details }: Pick<Installed, "details">): Details => details as Details;

/** A renewal that has failed for this long is somebody's business. */
const PATIENCE = 30 * MINUTE;

interface Live extends Place {
  here: Installation;
  kept: Installed;
}

/** The workspaces where the bot was installed by OAuth, as the shelf has them: what another process changes there is seen at the next round. */
export function installedWorkspaces(
  oauth: OAuth,
  options: WebClientOptions,
  shelf: Shelf,
  clock: { now(): Instant },
  log: Log,
): Workspaces {
  const lives = new Map<string, Live>();
  const unkept: Unkept = new Map();
  // Asked while the row is locked, so not for long.
  const ask = asking(new WebClient(undefined, { ...options, timeout: 5_000 }), oauth, clock);
  let read = false;

  async function look(): Promise<readonly Live[]> {
    const kept = await shelf.all();
    for (const it of kept) see(it);
    for (const workspace of lives.keys()) if (!kept.some((it) => it.workspace === workspace)) lives.delete(workspace);
    read = true;
    return [...lives.values()].filter(isIn);
  }

  function see(kept: Installed) {
    const { workspace } = kept;
    const { here } = detailsOf(kept);
    const live = lives.get(workspace);
    if (live) Object.assign(live, { here, kept });
    else lives.set(workspace, { client: clientOf(workspace), here, kept });
  }

  const clientOf = (workspace: string) =>
    speaking(
      () => tokenOf(lives.get(workspace)),
      async (used, because) => {
        await look();
        const stale = (it: Installed) => tokensOf(it).token === used && mayTry(it, clock.now());
        const live = lives.get(workspace);
        if (live && because === "token_expired" && stale(live.kept)) {
          const kept = await renew(shelf, ask, unkept, workspace, stale, clock.now());
          if (kept) see(kept);
        }
        return tokenOf(lives.get(workspace)) !== used;
      },
      options,
    );

  const find = (workspace: string | undefined) => {
    const live = workspace === undefined ? undefined : lives.get(workspace);
    return live && isIn(live) ? live : undefined;
  };

  /** As it is known; where that is nothing, as it is. */
  async function found(pick: () => Live | undefined): Promise<Live | undefined> {
    const known = read ? pick() : undefined;
    if (known) return known;
    await look();
    return pick();
  }

  return {
    async open() {
      const found = await look();
      if (found.length === 0)
        log.info({}, `Slack: Rejoinder is installed in no workspace yet. Open ${oauth.publicUrl}/slack/install`);
    },
    async at(workspace) {
      const live = await found(() => find(workspace));
      if (live) return live;
      throw new ChatError("Rejoinder is not installed in this Slack workspace, or no longer.");
    },
    from: ({ teamId, enterpriseId, isEnterpriseInstall }: Source) =>
      found(() => (isEnterpriseInstall ? (find(enterpriseId) ?? find(teamId)) : (find(teamId) ?? find(enterpriseId)))),
    all: look,
    ofTeam: (team) => [...lives.values()].find((live) => isIn(live) && team !== undefined && live.here.teamId === team),
    ours: () =>
      new Set(
        [...lives.values()]
          .filter(isIn)
          .flatMap(({ here }) => [here.teamId, here.enterpriseId])
          .filter((id) => id !== undefined),
      ),
    url: (workspace) => lives.get(workspace)?.here.url ?? "https://slack.com/",

    async left({ client, here }) {
      // Slack says so late, too, or of a token that was replaced: whether it is so, only Slack knows.
      const answer = await client.auth.test().catch((error: unknown) => error);
      if (!(answer instanceof Error)) return false;
      if (!GONE.has(slackError(answer))) throw answer;
      await shelf.remove(here.workspace, clock.now());
      await look();
      return true;
    },

    async keepAccess(now) {
      await look();
      for (const [workspace, live] of lives) {
        if (!isDue(live.kept, now) && !unkept.has(workspace)) continue;
        const kept = await renew(shelf, ask, unkept, workspace, (it) => isDue(it, now), now);
        if (!kept) continue;
        see(kept);
        if (kept.trouble?.triedAt === now)
          log.error({}, `Slack: access to a workspace could not be renewed yet. ${kept.trouble.why}`);
      }
      return [...lives.values()].filter(isIn).flatMap(({ kept }) => worryOf(kept, now));
    },
  };
}

const isIn = ({ kept }: Live) => kept.tokens !== undefined;
const tokenOf = (live: Live | undefined) => (live ? tokensOf(live.kept).token : "");

const GONE: ReadonlySet<string | undefined> = new Set([
  "account_inactive",
  "invalid_auth",
  "token_revoked",
  "not_authed",
]);

function worryOf(kept: Installed, now: Instant): Worry[] {
  const { trouble, expiresAt, workspace } = kept;
  if (!trouble || expiresAt === undefined || now - trouble.since < PATIENCE) return [];
  const { name } = detailsOf(kept);
  return [{ key: `${workspace}:${trouble.since}`, where: name, endsAt: expiresAt, why: trouble.why }];
}

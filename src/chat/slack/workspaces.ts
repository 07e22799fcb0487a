import type { WebClient } from "@slack/web-api";
import type { Instant } from "../../domain/time.ts";
import type { Worry } from "../platform.ts";
import { type Installation, install } from "./installation.ts";

/** One workspace, or one organisation, that the bot is in, and how to speak there. */
export interface Place {
  readonly client: WebClient;
  readonly here: Installation;
}

/** Where a delivery of Slack says that it belongs, as Bolt reads it. */
export interface Source {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall?: boolean;
}

/** The workspaces that the bot is in: one by its token, or any number by installing. */
export interface Workspaces {
  /** Finds out where the bot is. @throws ChatError where that cannot be said */
  open(): Promise<void>;
  /** The one that a reference names. @throws ChatError where the bot is not in it */
  at(workspace: string): Promise<Place>;
  /** The one that something came from; undefined where the bot is not in it. */
  from(source: Source): Promise<Place | undefined>;
  all(): Promise<readonly Place[]>;
  /** The one whose team this is, as far as is known now. */
  ofTeam(team: string | undefined): Place | undefined;
  /** Teams and organisations of the firm's own, as far as is known now. */
  ours(): ReadonlySet<string>;
  /** `https://example.slack.com/`, for links. */
  url(workspace: string): string;
  /** Slack says that the bot was taken out of it. Resolves to whether it was. */
  left(place: Place): Promise<boolean>;
  keepAccess?(now: Instant): Promise<readonly Worry[]>;
}

/** The one workspace of SLACK_BOT_TOKEN. */
export function oneWorkspace(client: WebClient): Workspaces {
  let known: Promise<Place> | undefined;
  let found: Place | undefined;

  /** Whose token this is; asked once. A failure is not remembered. */
  const place = (): Promise<Place> => {
    known ??= install(client).then((here) => {
      found = { client, here };
      return found;
    });
    known.catch(() => {
      known = undefined;
    });
    return known;
  };

  return {
    open: async () => void (await place()),
    at: place,
    from: place,
    all: async () => [await place()],
    ofTeam: () => undefined,
    ours: () => new Set([found?.here.teamId, found?.here.enterpriseId].filter((id) => id !== undefined)),
    url: () => found?.here.url ?? "https://slack.com/",
    left: async () => true,
  };
}

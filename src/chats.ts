import type { Chat } from "./chat/platform.ts";
import type { Config } from "./config.ts";
import type { Instant } from "./domain/time.ts";
import type { Log } from "./log.ts";
import type { Installations } from "./store/installations.ts";
import type { Notes } from "./store/notes.ts";

/** What a platform is given beside its own settings. */
interface Given {
  readonly clock: { now(): Instant };
  readonly log: Log;
  /** Reactions that mean something, by the names the firm keeps; each platform's own unless given. */
  readonly emojis?: readonly string[];
  /** Where what was learned on a platform is kept across restarts. */
  readonly notes?: (platform: string) => Notes;
  /** Where it is kept on which workspaces of a platform the bot is installed. */
  readonly installations?: (platform: string) => Installations;
}

/**
 * The platforms that are configured, ready to be started: nothing is asked of them yet, and what is not configured is not
 * loaded. A third one is a folder, its settings, and a line here. @throws ChatError where one cannot be served as it is set up
 */
export async function chatsOf({ slack, teams }: Config["platforms"], given: Given): Promise<Chat[]> {
  const { clock, log, emojis, notes, installations } = given;
  const made = [
    slack &&
      import("./chat/slack/connect.ts").then((it) =>
        it.slack({ ...slack, emojis, shelf: installations?.("slack"), notes: notes?.("slack") }, clock, log),
      ),
    teams &&
      import("./chat/teams/connect.ts").then((it) =>
        it.teams({ ...teams, emojis, shelf: notes?.("teams") }, clock, log),
      ),
  ];
  return Promise.all(made.filter((each) => each !== undefined));
}

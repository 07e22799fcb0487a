import { App, type Receiver } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import { ChatError } from "../platform.ts";
import type { Workspaces } from "./workspaces.ts";

/** Bolt's app, which knows of every delivery whose it is. It calls nothing itself: our listeners speak through `context.place`. */
export function boltApp(receiver: Receiver, options: WebClientOptions, workspaces: Workspaces): App {
  const app = new App({
    receiver,
    logger: options.logger,
    clientOptions: options,
    // Known since the start, or read from the database: no request to Slack stands between an event and its acknowledgement.
    async authorize(source) {
      const place = await workspaces.from(source).catch((cause) => {
        throw new ChatError("Whose workspace it is could not be looked up just now.", { cause });
      });
      if (!place) throw new Error("Rejoinder is not installed there.");
      const { botUserId, botId, teamId, enterpriseId } = place.here;
      return { botUserId, botId, teamId, enterpriseId, place };
    },
    convoStore: false,
    ignoreSelf: false,
  });
  app.error(async (error) => {
    throw error.original ?? error;
  });
  return app;
}

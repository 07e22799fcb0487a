import { app } from "./app.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { files } from "./files.ts";
import { history } from "./history.ts";
import type { Method } from "./method.ts";
import { reactions } from "./reactions.ts";
import { users } from "./users.ts";
import { views } from "./views.ts";

/** Every Web API method there is here, by Slack's name for it. */
export const METHODS: Record<string, Method> = {
  ...app,
  ...chat,
  ...conversations,
  ...history,
  ...users,
  ...reactions,
  ...files,
  ...views,
};

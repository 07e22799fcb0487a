import type { Answer, Line } from "./context.ts";
import { signed } from "./keys.ts";
import type { AppInstall, Fields } from "./workspace.ts";

interface LineOptions {
  /** The bot's messaging endpoint; undefined while it is nowhere. */
  url: () => string | undefined;
  app: AppInstall;
  /** Real milliseconds the bot has to answer; Teams gives 15,000. */
  ackWithin: number;
}

/** Sends activities with the Bot Framework's token on them. Never throws: what goes wrong is in the answer. */
export const line = ({ url, app, ackWithin }: LineOptions): Line => ({
  async send(activity) {
    const to = url();
    if (!to) return { status: 0, failure: "connection_failed" };
    const claims = { iss: "https://api.botframework.com", aud: app.appId, serviceurl: activity.serviceUrl };
    try {
      const response = await fetch(to, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          authorization: `Bearer ${signed(claims)}`,
          "user-agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
          "x-ms-conversation-id": String((activity.conversation as Fields).id),
          "x-ms-tenant-id": app.tenantId,
        },
        body: JSON.stringify(activity),
        redirect: "manual",
        signal: AbortSignal.timeout(ackWithin),
      });
      return answerOf(response.status, response.ok, await response.text());
    } catch (error) {
      const late = error instanceof Error && error.name === "TimeoutError";
      return { status: 0, failure: late ? "timeout" : "connection_failed" };
    }
  },
});

function answerOf(status: number, ok: boolean, text: string): Answer {
  const failure = ok ? {} : { failure: "http_error" as const };
  if (text === "") return { status, ...failure };
  try {
    return { status, body: JSON.parse(text), ...failure };
  } catch {
    return { status, body: text, ...failure };
  }
}

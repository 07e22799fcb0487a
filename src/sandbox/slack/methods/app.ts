import { needed, text } from "../args.ts";
import { blockProblems } from "../blocks.ts";
import { refuse, refuseWith } from "../errors.ts";
import type { Method } from "./method.ts";

/** The app itself, its team, its bot. */
export const app: Record<string, Method> = {
  "api.test": { token: "none", perMinute: 100, run: (_, args) => ({ args }) },
  "auth.test": {
    perMinute: 600,
    run: ({ state: { app, team } }) => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: app.name,
      team_id: team.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      ...(team.enterpriseId ? { enterprise_id: team.enterpriseId } : {}),
      is_enterprise_install: false,
    }),
  },
  "apps.connections.open": {
    token: "app",
    perMinute: 20,
    run: (sandbox) => ({
      url: `${sandbox.origin.replace("http", "ws")}/link/?ticket=${sandbox.nextId("ticket-")}&app_id=${sandbox.state.app.appId}`,
    }),
  },
  "team.info": {
    scope: "team:read",
    perMinute: 50,
    run: ({ state }, args) => {
      const team = state.teams.get(text(args, "team") ?? state.team.id) ?? refuse("team_not_found");
      const enterprise = team.enterpriseId ? { enterprise_id: team.enterpriseId, enterprise_name: team.name } : {};
      const { id, name, domain } = team;
      const url = `https://${domain}.slack.com/`;
      return { team: { id, name, url, domain, email_domain: "", icon: {}, ...enterprise } };
    },
  },
  "bots.info": {
    scope: "users:read",
    perMinute: 50,
    run: ({ state }, args) => {
      const id = text(args, "bot") ?? state.app.botId;
      const user = [...state.users.values()].find((one) => one.botId === id) ?? refuse("bot_not_found");
      const own = id === state.app.botId;
      const app_id = own ? state.app.appId : "";
      return { bot: { id, deleted: user.deleted, name: user.name, updated: 0, app_id, user_id: user.id, icons: {} } };
    },
  },
  "oauth.v2.access": {
    token: "none",
    perMinute: 600,
    run: ({ state: { app, team } }, args) => {
      if (text(args, "client_id") && args.client_id !== app.clientId) refuse("invalid_client_id");
      if (text(args, "client_secret") && args.client_secret !== app.clientSecret) refuse("bad_client_secret");
      if (!needed(args, "code").startsWith("sandbox")) refuse("invalid_code");
      app.installed = true;
      app.tokenRevoked = false;
      return {
        access_token: app.botToken,
        token_type: "bot",
        scope: [...app.scopes].join(","),
        bot_user_id: app.botUserId,
        app_id: app.appId,
        team: { id: team.id, name: team.name },
        enterprise: team.enterpriseId ? { id: team.enterpriseId, name: team.name } : null,
        authed_user: { id: String(args.code).split(":")[1] ?? "" },
        is_enterprise_install: false,
      };
    },
  },
  "blocks.validate": {
    perMinute: 100,
    run: (_, args) => {
      const problems = blockProblems(args.blocks, "/blocks", 50, 1);
      return problems.length > 0 ? refuseWith("invalid_blocks", problems) : {};
    },
  },
};

import { knownUser } from "../access.ts";
import { needed, text } from "../args.ts";
import { refuse } from "../errors.ts";
import { profileObject, userObject } from "../objects.ts";
import { page } from "../paging.ts";
import type { Method } from "./method.ts";

export const users: Record<string, Method> = {
  "users.info": {
    scope: "users:read",
    perMinute: 100,
    run: (sandbox, args) => ({ user: userObject(sandbox, knownUser(sandbox, needed(args, "user"))) }),
  },
  "users.list": {
    scope: "users:read",
    perMinute: 20,
    run: (sandbox, args) => {
      const { items, next } = page([...sandbox.state.users.values()], args, { usual: 200, most: 1000 });
      return {
        members: items.map((user) => userObject(sandbox, user)),
        cache_ts: Math.floor(sandbox.now() / 1000),
        response_metadata: { next_cursor: next },
      };
    },
  },
  "users.lookupByEmail": {
    scope: "users:read.email",
    perMinute: 50,
    run: (sandbox, args) => {
      const email = needed(args, "email").toLowerCase();
      const home = sandbox.state.team.id;
      const found = [...sandbox.state.users.values()].find(
        (user) => user.email?.toLowerCase() === email && user.teamId === home && !user.deleted,
      );
      return { user: userObject(sandbox, found ?? refuse("users_not_found")) };
    },
  },
  "users.profile.get": {
    scope: "users.profile:read",
    perMinute: 100,
    run: (sandbox, args) => {
      const user = knownUser(sandbox, text(args, "user") ?? sandbox.state.app.botUserId);
      return { profile: profileObject(sandbox, user) };
    },
  },
};

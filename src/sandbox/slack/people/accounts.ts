import type { Instant } from "../../../domain/time.ts";
import type { Sandbox } from "../context.ts";
import { tell } from "../events.ts";
import { userObject } from "../objects.ts";
import { userOf } from "../plant.ts";
import type { PersonSeed } from "../seed.ts";
import type { Delivery, User } from "../workspace.ts";

/** Someone new comes: `team_join` for those of the firm's workspace. */
export async function addPerson(sandbox: Sandbox, seed: PersonSeed): Promise<Delivery | undefined> {
  const user = userOf(seed, sandbox.state.team.id, sandbox.now());
  sandbox.state.users.set(user.id, user);
  if (user.teamId !== sandbox.state.team.id) return undefined;
  return tell(sandbox, { type: "team_join", user: userObject(sandbox, user), event_ts: sandbox.stamp() });
}

/** Changes a name, zone, role or e-mail, or deactivates: `user_change`. */
export async function changePerson(
  sandbox: Sandbox,
  id: string,
  change: Partial<Omit<User, "id">>,
): Promise<Delivery | undefined> {
  const user = sandbox.state.users.get(id);
  if (!user) return undefined;
  Object.assign(user, change, { updated: sandbox.now() });
  const cache_ts = Math.floor(sandbox.now() / 1000);
  return tell(sandbox, { type: "user_change", user: userObject(sandbox, user), cache_ts, event_ts: sandbox.stamp() });
}

/** An admin takes the app away: its tokens are revoked, and it is told so. */
export async function uninstall(sandbox: Sandbox): Promise<void> {
  const { app } = sandbox.state;
  app.installed = false;
  app.tokenRevoked = true;
  await tell(sandbox, {
    type: "tokens_revoked",
    tokens: { oauth: [], bot: [app.botUserId] },
    event_ts: sandbox.stamp(),
  });
  await tell(sandbox, { type: "app_uninstalled", event_ts: sandbox.stamp() });
}

/** Slack tells the app that it gets no more events of this minute, or of that of `at`. Not wrapped like other events. True where it was acknowledged. */
export async function rateLimitEvents(sandbox: Sandbox, at: Instant = sandbox.now()): Promise<boolean> {
  const { app, team } = sandbox.state;
  const minute = Math.floor(at / 60_000) * 60;
  const body = {
    token: app.verificationToken,
    type: "app_rate_limited",
    team_id: team.id,
    minute_rate_limited: minute,
  };
  return (await sandbox.line.send("events_api", { ...body, api_app_id: app.appId })).failure === undefined;
}

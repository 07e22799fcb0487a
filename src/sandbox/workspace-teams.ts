import type { Instant } from "../domain/time.ts";
import { fixtureTenant } from "./firm-teams.ts";
import { startTeamsSandbox, type TeamsSandbox } from "./teams/server.ts";

/** The fixture firm's tenant on loopback, and what a bot needs to be installed in it. */
export async function fixtureTeamsSandbox(clock: { now(): Instant; onMove(listener: () => unknown): () => void }) {
  const sandbox: TeamsSandbox = await startTeamsSandbox({ clock, workspace: fixtureTenant });
  const { appId, appPassword, tenantId } = sandbox.app;
  const config = { appId, tenantId, secret: appPassword, host: "127.0.0.1", port: 0, endpoints: sandbox.endpoints };
  return { sandbox, config };
}

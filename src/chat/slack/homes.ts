import type { Place, Workspaces } from "./workspaces.ts";

/** A small memory that outlives the process. */
export interface Notes {
  get(key: string): Promise<string | undefined>;
  put(key: string, note: string): Promise<void>;
}

/** The workspace in which a channel is known, given the one from which it was heard of now. */
export type Homes = (channel: string | undefined, heardIn: Place) => Promise<Place>;

/**
 * A channel that several workspaces of the firm share is one channel, and keeps the workspace in which it was first heard of: of
 * all installations that can see an event, Slack names any one. Source: docs.slack.dev, "Events API", `authorizations`.
 */
export function channelHomes(workspaces: Workspaces, notes: Notes | undefined): Homes {
  if (!notes) return async (_channel, heardIn) => heardIn;
  const known = new Map<string, string>();

  async function settle(channel: string, place: Place): Promise<Place> {
    await notes?.put(`channel ${channel}`, place.here.workspace);
    known.set(channel, place.here.workspace);
    return place;
  }

  return async (channel, heardIn) => {
    if (channel === undefined || !/^[CG]/.test(channel)) return heardIn;
    const home = known.get(channel) ?? (await notes.get(`channel ${channel}`));
    if (home === undefined) return settle(channel, heardIn);
    known.set(channel, home);
    if (home === heardIn.here.workspace) return heardIn;
    // Where the bot is no longer in that workspace, this one takes its place.
    return (await workspaces.from({ teamId: home })) ?? settle(channel, heardIn);
  };
}

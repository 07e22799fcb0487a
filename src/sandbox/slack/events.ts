import type { Sandbox } from "./context.ts";
import { deliver } from "./deliver.ts";
import { scopeFor } from "./methods/method.ts";
import type { Channel, Delivery, Fields, User } from "./workspace.ts";

/** What an event is about: it decides who hears of it, and the ids on its envelope. */
export interface About {
  channel?: Channel;
  /** Whose doing it is. */
  actor?: User;
  /** The app itself was just removed from the channel, and still hears of that. */
  evenOutside?: boolean;
  /** The app was away, and every retry is over: it is never told. */
  unheard?: boolean;
}

/** Tells the app of an event, if it is installed, subscribed and in the channel. Resolves after the first tries. */
export async function tell(sandbox: Sandbox, event: Fields, about: About = {}): Promise<Delivery | undefined> {
  if (!hears(sandbox, event, about)) return undefined;
  const delivery: Delivery = {
    eventId: sandbox.nextId("Ev"),
    body: {},
    acknowledged: false,
    attempts: [],
  };
  // A copy: what happens to the message later must not change what a retry says.
  delivery.body = structuredClone(envelope(sandbox, event, about, delivery.eventId));
  sandbox.state.deliveries.push(delivery);
  const work = deliver(sandbox, delivery);
  sandbox.background(work);
  await work;
  return delivery;
}

function hears({ state }: Sandbox, event: Fields, { channel, evenOutside, unheard }: About): boolean {
  if (unheard) return false;
  const { app } = state;
  if (!app.installed && event.type !== "app_uninstalled" && event.type !== "tokens_revoked") return false;
  if (app.events && !app.events.has(subscription(event, channel))) return false;
  const scope = scopeToHear(String(event.type), channel);
  if (scope && !app.scopes.has(scope)) return false;
  if (!channel || evenOutside || channel.members.has(app.botUserId)) return true;
  // What happens to a public channel as a whole is told to everyone; what happens in it, to its members.
  return channel.kind === "public" && /^channel_/.test(String(event.type));
}

/** The scope an event asks for, as Slack's reference lists it; without it the app does not hear of such things. */
function scopeToHear(type: string, channel?: Channel): string | undefined {
  if (type === "message") return channel && scopeFor(channel, "history");
  if (type.startsWith("reaction_")) return "reactions:read";
  if (type.startsWith("file_")) return "files:read";
  if (type === "user_change" || type === "team_join") return "users:read";
  return channel && /^(channel|group|member)_/.test(type) ? scopeFor(channel, "read") : undefined;
}

const MESSAGE_EVENTS = {
  public: "message.channels",
  private: "message.groups",
  im: "message.im",
  mpim: "message.mpim",
};

const subscription = (event: Fields, channel?: Channel) =>
  event.type === "message" && channel ? MESSAGE_EVENTS[channel.kind] : String(event.type);

function envelope(sandbox: Sandbox, event: Fields, { channel, actor }: About, eventId: string): Fields {
  const { team, app } = sandbox.state;
  // In a shared channel the outer ids name where it was done, not where the app is: that stands in `authorizations`.
  const outside = channel?.isExtShared && actor && actor.teamId !== team.id;
  return {
    token: app.verificationToken,
    team_id: outside ? actor.teamId : team.id,
    ...(team.enterpriseId && !outside ? { enterprise_id: team.enterpriseId } : {}),
    ...(channel ? { context_team_id: team.id, context_enterprise_id: team.enterpriseId ?? null } : {}),
    api_app_id: app.appId,
    event,
    type: "event_callback",
    event_id: eventId,
    event_time: Math.floor(sandbox.now() / 1000),
    authorizations: [
      {
        enterprise_id: team.enterpriseId ?? null,
        team_id: team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isExtShared ?? false,
    ...(channel ? { event_context: `4-${eventId}-${team.id}-${channel.id}` } : {}),
  };
}

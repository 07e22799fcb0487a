import type { Chat, Desk, Envelope, InternalDestination, Reply } from "../../../src/chat/platform.ts";
import { type TeamsConfig, teams } from "../../../src/chat/teams/connect.ts";
import type { Happening } from "../../../src/domain/message.ts";
import { at as instant } from "../../../src/domain/time.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { type AppSeed, guidOf, type WorkspaceSeed } from "../../../src/sandbox/teams/seed.ts";
import { startTeamsSandbox, type TeamsSandbox } from "../../../src/sandbox/teams/server.ts";
import type { Card } from "../../../src/views/card.ts";

export const START = instant("2026-03-06T09:00Z");
export const FIRM = "11111111-1111-4111-8111-111111111111";
const ACME = "22222222-2222-4222-8222-222222222222";

export const TEAM = "19:clients@thread.tacv2";
export const LEASE = "19:lease@thread.tacv2";
export const ACME_COUNSEL = "19:acme@thread.tacv2";
export const CHAT = "19:lunch@thread.v2";

/** A tenant with colleagues, a guest, a client of another tenant who owns a shared channel, and someone without the app. */
const fixture = (app: AppSeed): WorkspaceSeed => ({
  tenant: { id: FIRM, name: "Fixture & Partners LLP", domain: "fixture.example" },
  people: [
    { id: "29:ana", name: "Ana Fixture", email: "ana@fixture.example", zone: "America/New_York" },
    { id: "29:ben", name: "Ben Fixture", email: "ben@fixture.example" },
    { id: "29:gil", name: "Gil Guest", email: "gil@acme.example", role: "guest" },
    { id: "29:dana", name: "Dana Example", email: "dana@acme.example", tenant: ACME, role: "owner" },
    { id: "29:gone", name: "Gone Fixture", deactivated: true },
    { id: "29:lone", name: "Lone Fixture", installed: false },
    { id: "28:otherbot", name: "Other Bot", bot: true },
  ],
  teams: [{ id: TEAM, name: "Clients", members: ["29:ana", "29:ben", "29:gil", "29:gone"] }],
  channels: [
    { id: LEASE, name: "lease", team: TEAM },
    { id: ACME_COUNSEL, name: "acme-counsel", team: TEAM, membership: "shared", members: ["29:ana", "29:dana"] },
  ],
  chats: [{ id: CHAT, name: "lunch", members: ["29:ana", "29:ben"] }],
  app,
});

/** An account by the id that the seed gives the person. */
export const person = (id: string) => who(guidOf(id));

export const silent = { info() {}, warn() {}, error() {} };
export const READS_ALL = ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat", "ChannelMember.Read.Group"];

export const card = (...words: string[]): Card => ({
  summary: words[0]!,
  parts: words.map((said) => ({ text: [said] })),
});

/** The sandbox's tenant with the Teams side of Rejoinder in it; what is kept is taken up at once. */
export async function stage(app: AppSeed = { permissions: READS_ALL }, config: Partial<TeamsConfig> = {}) {
  const clock = sandboxClock(START);
  const sandbox = await startTeamsSandbox({ clock, workspace: fixture(app) });
  const chat = teams({ ...configOf(sandbox), ...config }, clock, silent);
  const at = desk(() => chat);
  sandbox.connectBot(await chat.start(at));
  const close = async () => {
    await at.idle();
    await chat.stop();
    await sandbox.settled();
    await sandbox.close();
  };
  return { clock, sandbox, chat, desk: at, close };
}

export const configOf = (sandbox: TeamsSandbox): TeamsConfig => ({
  appId: sandbox.app.appId,
  tenantId: sandbox.app.tenantId,
  secret: sandbox.app.appPassword,
  host: "127.0.0.1",
  port: 0,
  endpoints: {
    openIdMetadata: sandbox.botFrameworkSettings.ToBotFromChannelOpenIdMetadataUrl,
    login: sandbox.origin,
    graph: sandbox.origin,
    serviceUrls: [`${sandbox.origin}/`],
    serviceUrl: sandbox.serviceUrl,
  },
});

/** A desk that remembers what it was told and, like the real one, carries a kept envelope on by itself. */
export function desk(chat: () => Chat, replies: Partial<Desk> = {}) {
  const told: Happening[] = [];
  const kept = new Map<string, Envelope>();
  const did: unknown[][] = [];
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const say = async (reply: Reply, ...what: unknown[]) => {
    did.push(what);
    return reply;
  };
  const take = (envelope: Envelope) => {
    const work: Promise<void> = chat()
      .take(envelope)
      .catch((error) => void failures.push(error))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };
  const made: Desk = {
    async keep(envelope) {
      if (kept.has(envelope.identity)) return false;
      kept.set(envelope.identity, envelope);
      setImmediate(() => take(envelope));
      return true;
    },
    happened: async (what) => void told.push(what),
    command: (...what) => say({ card: card("Nothing is open.") }, "command", ...what),
    spoken: (...what) => say({ card: card("Nothing is open.") }, "spoken", ...what),
    press: (...what) => say({}, "press", ...what),
    mark: (...what) => say({}, "mark", ...what),
    form: (...what) => say({}, "form", ...what),
    submit: (...what) => say({}, "submit", ...what),
    home: async () => undefined,
    ...replies,
  };
  return Object.assign(made, {
    told,
    kept,
    did,
    failures,
    /** Resolves when all that was kept has been taken up. */
    async idle() {
      await new Promise((resolve) => setImmediate(resolve));
      while (underWay.size > 0) await Promise.all(underWay);
    },
  });
}

export async function privateTo(chat: Chat, id: string): Promise<InternalDestination> {
  const [to] = await chat.privately([who(id)]);
  if (!to || "refused" in to) throw new Error(to?.refused);
  return to;
}

export const who = (id: string) => ({ platform: "teams", workspace: FIRM, id });

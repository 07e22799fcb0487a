import { onTestFinished } from "vitest";
import { bot } from "../../../src/bot.ts";
import { type SlackConfig, slack } from "../../../src/chat/slack/connect.ts";
import { at } from "../../../src/domain/time.ts";
import type { Told } from "../../../src/flows/deps.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import type { PersonSeed, WorkspaceSeed } from "../../../src/sandbox/slack/seed.ts";
import { type SeveralOptions, startSlackWorkspaces } from "../../../src/sandbox/slack/several.ts";
import type { Store } from "../../../src/store/db.ts";
import { installationsOf } from "../../../src/store/installations.ts";
import { notesOf } from "../../../src/store/notes.ts";
import { setUpFirm } from "../../../src/store/set-up.ts";
import { freshStore, governed, type Kind } from "../../database.ts";
import { testVault } from "../../vault.ts";

/** What a browser types in; a proxy with TLS stands there. */
export const PUBLIC = "https://rejoinder.example.com";
/** A Tuesday morning. */
const TUESDAY = at("2026-01-13T10:00-05:00");

const kim: PersonSeed = {
  id: "UKIM",
  name: "kim",
  realName: "Kim Fixture",
  email: "kim@fixture.example",
  zone: "America/New_York",
  role: "admin",
};
const lee: PersonSeed = {
  id: "ULEE",
  name: "lee",
  realName: "Lee Fixture",
  email: "lee@fixture.example",
  zone: "Europe/London",
  role: "admin",
};
const guest: PersonSeed = { id: "UGIL", name: "gil", realName: "Gil Guest", email: "gil@acme.example", role: "guest" };
const dana: PersonSeed = { id: "UDANA", name: "dana", realName: "Dana Reed", email: "dana@acme.example" };

/** Two workspaces of the firm that share a channel, and one of somebody else's. */
const NEW_YORK: WorkspaceSeed = {
  team: { id: "TNY", name: "Fixture New York", domain: "fixture-ny" },
  otherTeams: [
    { id: "TLDN", name: "Fixture London", domain: "fixture-ldn" },
    { id: "TACME", name: "Acme", domain: "acme" },
  ],
  app: { botUserId: "UBOTNY", botId: "BBOTNY", botToken: "xoxb-inside-ny" },
  people: [kim, { ...lee, team: "TLDN" }, { ...guest, team: "TLDN", role: "member" }, { ...dana, team: "TACME" }],
  channels: [
    { id: "CNY", name: "ny-acme", members: ["UKIM", "UDANA", "UBOTNY"], sharedWith: ["TACME"] },
    { id: "CBOTH", name: "both-offices", members: ["UKIM", "ULEE", "UBOTNY"], sharedWith: ["TLDN"] },
  ],
};
const LONDON: WorkspaceSeed = {
  team: { id: "TLDN", name: "Fixture London", domain: "fixture-ldn" },
  app: { botUserId: "UBOTLDN", botId: "BBOTLDN", botToken: "xoxb-inside-ldn" },
  people: [lee, guest, { ...kim, team: "TNY" }],
  channels: [
    { id: "CLDN", name: "ldn-general", members: ["ULEE", "UBOTLDN"] },
    { id: "CBOTH", name: "both-offices", members: ["UKIM", "ULEE", "UBOTLDN"], sharedWith: ["TNY"] },
  ],
};
const STRANGER: WorkspaceSeed = {
  team: { id: "TOTHER", name: "Somebody Else", domain: "other" },
  app: { botUserId: "UBOTOTHER", botId: "BBOTOTHER", botToken: "xoxb-inside-other" },
  people: [{ ...dana, id: "USTRANGE", role: "owner" }],
  channels: [{ id: "COTHER", name: "general", members: ["USTRANGE", "UBOTOTHER"] }],
};

type Given = Partial<SlackConfig> & Pick<Partial<SeveralOptions>, "rotation"> & { readonly way?: "http" | "socket" };

/** The firm with its workspaces on loopback, its own database, and one bot; `another` starts one more on the same database. */
export async function severalWorkspaces(kind: Kind | Store, { way = "http", rotation, ...config }: Given = {}) {
  const clock = sandboxClock(TUESDAY);
  const grid = await startSlackWorkspaces({
    clock,
    workspaces: [NEW_YORK, LONDON, STRANGER],
    redirectUrls: [`${PUBLIC}/slack/oauth_redirect`],
    rotation,
  });
  const store = typeof kind === "string" ? await freshStore(kind) : kind;
  await governed(store.db);
  await setUpFirm(
    store.db,
    {
      name: "Fixture & Partners LLP",
      calendar: { zone: "America/New_York", weekly: { tue: [["09:00", "17:30"]] }, holidays: [] },
      jurisdiction: "US-NY",
      people: [{ name: "Kim Fixture", email: "kim@fixture.example", admin: true }],
      groups: [],
      clients: [],
      channels: [],
    },
    clock.now(),
  );
  const vault = testVault();
  const shelf = installationsOf(store.db, vault, "slack", () => clock.now());
  const logged: string[] = [];
  const write = (fields: object, said: string) => void logged.push(`${said} ${JSON.stringify(fields)}`);
  const { clientId, clientSecret, signingSecret, appToken } = grid.workspaces.get("TNY")!.app;
  const set: SlackConfig = {
    oauth: { clientId, clientSecret, workspaces: ["TNY", "TLDN"], publicUrl: PUBLIC },
    shelf,
    notes: notesOf(store.db, "slack"),
    ...(way === "http" ? { signingSecret } : { appToken }),
    apiUrl: grid.apiUrl,
    host: "127.0.0.1",
    port: 0,
    ...config,
  };
  const toStop: (() => Promise<unknown>)[] = [];

  async function start(more: Partial<SlackConfig> = {}) {
    const told: Told[] = [];
    const chat = slack({ ...set, ...more }, clock, { info: write, warn: write, error: write });
    const served = bot({
      db: store.db,
      vault,
      chats: [chat],
      now: () => clock.now(),
      tell: (it) => told.push(it),
      hands: 2,
    });
    const [where] = await served.start();
    toStop.unshift(served.stop);
    const origin = /http:\/\/[^/]+/.exec(where!)![0];
    const calm = async () => {
      await grid.settled();
      await served.intake.idle();
      await grid.settled();
    };
    return { chat, served, told, origin, where: where!, calm };
  }

  const first = await start();
  if (way === "http") grid.connectEvents(first.where);
  onTestFinished(async () => {
    for (const stop of toStop) await stop();
    await grid.close();
    await store.close();
  });
  const browser = () => browserTo(first.origin);
  return {
    ...first,
    clock,
    grid,
    set,
    shelf,
    db: store.db,
    logged,
    another: start,
    browser,
    workspace: (team: string) => grid.workspaces.get(team)!,
    /** An admin walks through all the pages. */
    installs: async (team: string) => browser().walks(team, "allow"),
    round: async () => {
      await first.calm();
      await first.served.round();
      await first.calm();
    },
  };
}

/** A browser with cookies, before a proxy that takes `PUBLIC` to where the bot listens. It follows no redirect by itself. */
function browserTo(origin: string) {
  const jar = new Map<string, string>();
  const shown = async (url: string, init: RequestInit = {}) => {
    const ours = url.startsWith(PUBLIC);
    const headers = ours ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") } : {};
    const answer = await fetch(url.replace(PUBLIC, origin), { ...init, headers, redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      jar.set(name!, value!);
    }
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const opens = (path: string) => shown(`${PUBLIC}${path}`);
  /** From the bot's page to Slack's, to what Slack sends the browser back to; that address. */
  const chooses = async (team: string, answer: "allow" | "cancel") => {
    const page = await opens("/slack/install");
    const address = /href="([^"]+)"/.exec(page.text)![1]!.replaceAll("&#38;", "&");
    const form = await shown(address);
    if (form.status !== 200) throw new Error(`Slack's page: ${form.text}`);
    const hidden = [...form.text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]): [string, string] => [
      name!,
      value!,
    ]);
    const filled = new URLSearchParams([
      ...hidden.filter(([name]) => name !== "answer"),
      ["team", team] as [string, string],
      ["answer", answer] as [string, string],
    ]);
    const sent = await shown(address.split("?")[0]!, { method: "POST", body: filled });
    return sent.headers.get("location")!;
  };
  return {
    opens,
    shown,
    chooses,
    walks: async (team: string, answer: "allow" | "cancel") => shown(await chooses(team, answer)),
  };
}

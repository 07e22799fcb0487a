import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import pg from "pg";
import { bot } from "../../src/bot.ts";
import type { Desk } from "../../src/chat/platform.ts";
import { slack } from "../../src/chat/slack/connect.ts";
import { takeIn } from "../../src/flows/take-in.ts";
import { TEAM } from "../../src/sandbox/firm.ts";
import { openStore } from "../../src/store/db.ts";
import { api, silent } from "../chat/slack/stand-in.ts";
import { testVault } from "../vault.ts";
import { SECRET } from "./intake-load.ts";

// One of the apps that are measured, in a process of its own: said by the first argument, on the database in the second.
// Tells its parent where it listens; asked "idle", says so when nothing is under way; ends with its parent.

export type AppName = "nothing" | "insert" | "ours" | "whole bot";
export type Say = { readonly listening: string } | { readonly idle: true };

type Running = { readonly listening: string; idle(): Promise<void> };

/** Bolt as it comes: acknowledges, then calls a listener that does nothing. */
async function nothing(): Promise<Running> {
  return plainBolt(async () => {}, false);
}

/** Bolt that keeps an event before it acknowledges it, in the way its documentation has. */
async function insert(url: string): Promise<Running> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const keep = { name: "keep", text: "insert into kept (identity, body) values ($1, $2) on conflict do nothing" };
  return plainBolt(async ({ body }) => {
    await pool.query({ ...keep, values: [body.event_id, JSON.stringify(body)] });
  }, true);
}

async function plainBolt(
  listener: (args: { body: { event_id: string } }) => Promise<void>,
  processBeforeResponse: boolean,
): Promise<Running> {
  const receiver = new HTTPReceiver({
    signingSecret: SECRET,
    processBeforeResponse,
    logLevel: LogLevel.ERROR,
  });
  const authorize = async () => ({ botToken: "xoxb-1", botUserId: "UBOT", botId: "BBOT", teamId: TEAM });
  const app = new App({ receiver, authorize, logLevel: LogLevel.ERROR });
  app.event("message", listener as never);
  const server = await receiver.start({ port: 0, host: "127.0.0.1" });
  const { port } = server.address() as AddressInfo;
  return { listening: `http://127.0.0.1:${port}/slack/events`, idle: async () => {} };
}

/** Ours, up to the desk: received, kept, acknowledged, carried through Bolt and marked done; what happened is told to nobody. */
async function ours(url: string): Promise<Running> {
  const { db } = await openStore({ url });
  const chat = await slackHere();
  const intake = takeIn(
    { db, vault: testVault(), chats: new Map([["slack", chat]]), tell: () => {} },
    () => Date.now(),
    8,
  );
  const desk = { keep: (envelope) => intake.keep(envelope), happened: async () => {} } as Partial<Desk> as Desk;
  return { listening: await chat.start(desk), idle: () => intake.idle() };
}

/** All of ours: each event through detection, assessment and planning. */
async function wholeBot(url: string): Promise<Running> {
  const { db } = await openStore({ url });
  const whole = bot({
    db,
    vault: testVault(),
    chats: [await slackHere()],
    now: () => Date.now(),
    tell: () => {},
    hands: 8,
  });
  const [listening] = await whole.start();
  return { listening: listening!, idle: () => whole.intake.idle() };
}

async function slackHere() {
  const web = await api({
    "auth.test": { ok: true, url: "https://fixture.slack.com/", team_id: TEAM, user_id: "UBOT" },
  });
  const at = { host: "127.0.0.1", port: 0, apiUrl: web.url };
  return slack({ botToken: "xoxb-1", signingSecret: SECRET, ...at }, { now: () => Date.now() }, silent);
}

if (import.meta.main) {
  const apps: Record<AppName, (url: string) => Promise<Running>> = { nothing, insert, ours, "whole bot": wholeBot };
  const [name, url] = process.argv.slice(2) as [AppName, string];
  const running = await apps[name](url);
  process.on("message", () => void running.idle().then(() => process.send!({ idle: true } satisfies Say)));
  process.on("disconnect", () => process.exit());
  process.send!({ listening: running.listening } satisfies Say);
}

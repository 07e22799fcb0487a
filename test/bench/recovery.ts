import { sql } from "kysely";
import { bot } from "../../src/bot.ts";
import { slack } from "../../src/chat/slack/connect.ts";
import { type Instant, MINUTE } from "../../src/domain/time.ts";
import { catchUp } from "../../src/flows/catch-up.ts";
import type { Deps } from "../../src/flows/deps.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { type SlackSandbox, startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { type Db, openStore } from "../../src/store/db.ts";
import { noteAlive } from "../../src/store/gaps.ts";
import { migrate } from "../../src/store/migrate.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { silent } from "../chat/slack/stand-in.ts";
import { testVault } from "../vault.ts";
import { rounded } from "./figures.ts";
import { withPostgres } from "./postgres.ts";
import type { BenchResult } from "./result.ts";
import { busyFirm, channelId, clientId, lawyerId, MONDAY } from "./storm-firm.ts";

const SIZES = {
  tiny: { inquiries: 12, channels: 3 },
  small: { inquiries: 60, channels: 8 },
  full: { inquiries: 500, channels: 40 },
};
type Size = (typeof SIZES)["small"];
const AWAY = 72 * 60 * MINUTE;
const LAWYERS = 10;
/** Of Slack's history in a page, as we ask for it. */
const PAGE = 200;
/** Slack lets a channel's history, and a thread's, be asked for 50 times a minute (tier 3), and a person 100 times (tier 4). */
const PER_MINUTE: Readonly<Record<string, number>> = {
  "conversations.history": 50,
  "conversations.replies": 50,
  "conversations.info": 50,
  "users.info": 100,
};

/**
 * The bot was away for three days, in which clients asked and lawyers answered. It starts, and finds all of it in the channels'
 * history: against a bot that heard everything as it was said, by signed HTTP, in the same workspace.
 */
export function benchRecovery(size: keyof typeof SIZES): Promise<BenchResult[]> {
  return withPostgres((url) => recovered(url, SIZES[size]));
}

type Clock = ReturnType<typeof sandboxClock>;

async function recovered(url: string, size: Size): Promise<BenchResult[]> {
  const clock = sandboxClock(MONDAY);
  const { plan, workspace } = busyFirm(LAWYERS, size.channels);
  const sandbox = await startSlackSandbox({ clock, workspace });
  const stores = [await openStore({ url }), await openStore({ url: await second(url) })];
  try {
    for (const { db } of stores) {
      await migrate(db);
      await setUpFirm(db, plan, clock.now());
    }
    const [heard, away] = stores.map(({ db }) => firmIn(db, sandbox, clock));
    // Until now it listened.
    await noteAlive(stores[1]!.db, "slack", clock.now());
    const live = await lived(sandbox, clock, heard!, size);
    await heard!.stop();
    sandbox.state.calls.length = 0;
    const from = performance.now();
    await away!.start();
    await catchUp(away!.deps, () => clock.now());
    const ms = performance.now() - from;
    await away!.stop();
    const databases = stores.map(({ db }) => db);
    return await results(databases, sandbox, size, { live, ms });
  } finally {
    await sandbox.close();
    for (const store of stores) await store.close();
  }
}

async function second(url: string): Promise<string> {
  const admin = await openStore({ url });
  await sql`create database away`.execute(admin.db);
  await admin.close();
  return Object.assign(new URL(url), { pathname: "/away" }).href;
}

function firmIn(db: Db, sandbox: SlackSandbox, clock: Clock) {
  const { botToken, signingSecret } = sandbox.app;
  const chat = slack({ botToken, signingSecret, host: "127.0.0.1", port: 0, apiUrl: sandbox.apiUrl }, clock, silent);
  const served = bot({ db, vault: testVault(), chats: [chat], now: () => clock.now(), tell: () => {}, hands: 8 });
  const deps: Deps = { db, vault: testVault(), chats: new Map([["slack", chat]]), tell: () => {} };
  return { ...served, deps };
}

/** Three days: every inquiry is asked in a channel, most are answered, in a thread or beside one. Returns the milliseconds it took the bot that hears it. */
async function lived(sandbox: SlackSandbox, clock: Clock, heard: ReturnType<typeof firmIn>, size: Size) {
  const [where] = await heard.start();
  sandbox.connectEvents(where);
  const said: { at: Instant; say(): Promise<unknown> }[] = [];
  const apart = AWAY / (size.inquiries + 1);
  for (let n = 0; n < size.inquiries; n++) {
    const channel = channelId(n % size.channels);
    const [client, lawyer] = [clientId(n % size.channels), lawyerId((n % size.channels) % LAWYERS)];
    const asked = MONDAY + Math.floor((n + 1) * apart);
    let thread: string | undefined;
    const ask = async () => {
      const { ts } = await sandbox.post(client, channel, `Could you confirm whether fixture lease ${n} was signed?`);
      if (n % 2 === 0) thread = ts;
    };
    said.push({ at: asked, say: ask });
    const reply = (minutes: number, text: string) =>
      said.push({ at: asked + minutes * MINUTE, say: () => sandbox.post(lawyer, channel, text, { thread }) });
    if (n % 5 < 3) reply(2, "Let me look into it and come back to you tomorrow.");
    if (n % 5 < 2) reply(5, "Yes: both sides signed on the 3rd, and the counterparts are in the data room.");
  }
  let ms = 0;
  for (const { at, say } of said.sort((a, b) => a.at - b.at)) {
    await clock.set(Math.min(at, MONDAY + AWAY));
    const from = performance.now();
    await say();
    await heard.intake.idle();
    ms += performance.now() - from;
  }
  await clock.set(MONDAY + AWAY);
  sandbox.connectEvents(undefined);
  return { ms, messages: said.length };
}

async function results(
  [heard, away]: readonly Db[],
  sandbox: SlackSandbox,
  { inquiries }: Size,
  { live, ms }: { live: { ms: number; messages: number }; ms: number },
): Promise<BenchResult[]> {
  const [expected, found] = [await known(heard!), await known(away!)];
  const missing = expected.filter((line) => !found.includes(line)).length;
  const extra = found.filter((line) => !expected.includes(line)).length;
  const calls = sandbox.state.calls.filter(({ method }) => method in PER_MINUTE);
  const counted = Map.groupBy(calls, ({ method }) => method);
  const least = leastCalls(sandbox);
  const minutes = Math.max(...[...counted].map(([method, all]) => all.length / PER_MINUTE[method]!));
  const name = `a gap of 72 hours with ${inquiries} inquiries`;
  const asked = found.filter((line) => line.includes(" asked ")).length;
  return [
    {
      ...{
        name: `${name}: facts and due times as if nothing had been missed`,
        value: missing + extra,
        unit: "differences",
      },
      ...{ target: "none", met: missing + extra === 0 && asked >= inquiries },
      note: `${asked} asks, ${found.length} facts and clocks from ${live.messages} messages; missing: ${missing}, too many: ${extra}`,
    },
    {
      ...{ name: `${name}: calls`, value: calls.length, unit: "calls", ratio: rounded(calls.length / least) },
      ...{
        target: "≤ 1.05 times one for each page of a channel, thread with replies and person",
        met: calls.length <= 1.05 * least,
      },
      note: `${[...counted].map(([method, all]) => `${method}: ${all.length}`).join(", ")}; at Slack's limits ${minutes.toFixed(1)} minutes`,
    },
    {
      ...{ name: `${name}: time`, value: rounded(ms / 1000), unit: "s", ratio: rounded(ms / live.ms) },
      ...{ target: "≤ 1.25 times hearing the same live, one after the other as well", met: ms <= 1.25 * live.ms },
      note: `heard live: ${(live.ms / 1000).toFixed(1)} s`,
    },
  ];
}

/** What any bot would have to ask: each channel page by page, each thread that has replies, each person who wrote once. */
function leastCalls({ state }: SlackSandbox): number {
  const channels = [...state.channels.values()].filter(
    ({ kind, members }) => kind !== "im" && members.has(state.app.botUserId),
  );
  const read = channels.filter(({ id }) => id.startsWith("CBEN"));
  const pages = read.map(({ messages }) => {
    const posts = messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
    const threads = new Set(messages.filter((m) => m.thread_ts && m.thread_ts !== m.ts).map((m) => m.thread_ts));
    return Math.max(1, Math.ceil(posts.length / PAGE)) + threads.size;
  });
  return (
    pages.reduce((sum, n) => sum + n, 0) +
    new Set(read.flatMap(({ messages }) => messages.map(({ user }) => user))).size
  );
}

/** Facts and clocks, one line each, named by what was said and not by numbers of the database. */
async function known(db: Db): Promise<string[]> {
  const facts = await db
    .selectFrom("facts as f")
    .innerJoin("inquiries as i", "i.id", "f.inquiry_id")
    .innerJoin("channels as c", "c.id", "i.channel_id")
    .leftJoin("messages as m", "m.id", "f.message_id")
    .leftJoin("people as p", "p.id", "f.person_id")
    .select([
      "c.external_id as channel",
      "i.asked_at",
      "f.kind",
      "f.at",
      "m.external_id as message",
      "p.name",
      "f.until_at",
    ])
    .execute();
  const clocks = await db
    .selectFrom("clocks as k")
    .innerJoin("inquiries as i", "i.id", "k.inquiry_id")
    .innerJoin("channels as c", "c.id", "i.channel_id")
    .select(["c.external_id as channel", "i.asked_at", "k.kind", "k.started_at", "k.due_at", "k.stopped_at"])
    .execute();
  const line = (row: object) => Object.values(row).join(" ");
  return [...facts.map(line), ...clocks.map(line)].sort();
}

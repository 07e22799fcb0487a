import { sql } from "kysely";
import { bot } from "../../src/bot.ts";
import { slack } from "../../src/chat/slack/connect.ts";
import { paces } from "../../src/chat/slack/paces.ts";
import { type Instant, MINUTE } from "../../src/domain/time.ts";
import { sendOut } from "../../src/engine.ts";
import type { Deps } from "../../src/flows/deps.ts";
import { sendDueNudges } from "../../src/flows/send-due-nudges.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { type SlackSandbox, startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { type Db, openStore, stamp } from "../../src/store/db.ts";
import { post } from "../../src/store/deliveries.ts";
import { migrate } from "../../src/store/migrate.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { silent } from "../chat/slack/stand-in.ts";
import { unaudited } from "../unaudited.ts";
import { testVault } from "../vault.ts";
import { rounded } from "./figures.ts";
import { withPostgres } from "./postgres.ts";
import type { BenchResult } from "./result.ts";
import { busyFirm, channelId, clientId, MONDAY } from "./storm-firm.ts";

const SIZES = {
  tiny: { nudges: 800, people: 20, digests: 3 },
  small: { nudges: 2_500, people: 80, digests: 10 },
  full: { nudges: 10_000, people: 400, digests: 60 },
};
type Size = (typeof SIZES)["small"];
const SECOND = 1000;

/**
 * Nudges that all fall due in the same minute, for as many people as a large firm has, in a workspace that keeps to Slack's
 * published limits by a clock of its own, which is moved on by a second at a time, as the program's sendings go.
 */
export function benchStorm(size: keyof typeof SIZES): Promise<BenchResult[]> {
  return withPostgres((url) => storm(url, SIZES[size]));
}

async function storm(url: string, size: Size): Promise<BenchResult[]> {
  const store = await openStore({ url });
  const clock = sandboxClock(MONDAY - 60 * MINUTE);
  const { plan, workspace } = busyFirm(size.people, 1);
  const sandbox = await startSlackSandbox({ clock, workspace, rateLimits: true });
  try {
    await migrate(store.db);
    await setUpFirm(store.db, plan, clock.now());
    const { botToken, signingSecret } = sandbox.app;
    const at = { host: "127.0.0.1", port: 0, apiUrl: sandbox.apiUrl };
    const chat = slack({ botToken, signingSecret, ...at }, clock, silent);
    await heardOne(store.db, sandbox, chat, clock);
    const due = await fill(store.db, size);
    await clock.set(MONDAY);
    // What is told at the beginning is not the storm's.
    await clock.advance(2);
    sandbox.state.calls.length = 0;
    const deps: Deps = { db: store.db, vault: testVault(), chats: new Map([["slack", chat]]), tell: () => {} };
    const worked = await carriedOut(deps, clock);
    return await results(store.db, sandbox, due, size, worked);
  } finally {
    await sandbox.close();
    await store.close();
  }
}

type Clock = ReturnType<typeof sandboxClock>;

/** One inquiry comes in as they do; the others are made after it. */
async function heardOne(db: Db, sandbox: SlackSandbox, chat: ReturnType<typeof slack>, clock: Clock): Promise<void> {
  const served = bot({ db, vault: testVault(), chats: [chat], now: () => clock.now(), tell: () => {}, hands: 1 });
  const [where] = await served.start();
  sandbox.connectEvents(where);
  await sandbox.post(clientId(0), channelId(0), "Could you confirm whether the fixture lease was signed?");
  await served.intake.idle();
  sandbox.connectEvents(undefined);
  await served.stop();
}

/** Seconds of the program's own work. */
async function carriedOut(deps: Deps, clock: Clock): Promise<number> {
  let worked = 0;
  const work = async (doing: Promise<unknown>) => {
    const from = performance.now();
    await doing;
    worked += (performance.now() - from) / SECOND;
  };
  await work(sendDueNudges(deps, clock.now()));
  for (let seconds = 0; seconds < 600; seconds++) {
    await work(sendOut(deps, () => clock.now()));
    if ((await waiting(deps.db)) === 0) return worked;
    await clock.advance(1 / 60);
  }
  throw new Error("After ten minutes something still waits to be sent.");
}

async function waiting(db: Db): Promise<number> {
  const states = ["pending", "sending"] as const;
  return (await db.selectFrom("deliveries").select("id").where("state", "in", states).execute()).length;
}

async function results(db: Db, sandbox: SlackSandbox, due: ReadonlyMap<string, Instant>, size: Size, worked: number) {
  const { calls } = sandbox.state;
  const said = [...sandbox.state.channels.values()]
    .filter(({ kind }) => kind === "im")
    .flatMap(({ members, messages }) => {
      const to = [...members].find((id) => id !== sandbox.app.botUserId)!;
      return messages.map((message) => ({ to, at: Number(message.ts) * SECOND, digest: message.text === DIGEST }));
    })
    .sort((a, b) => a.at - b.at);
  const nudges = said.filter(({ digest }) => !digest);
  const { most, withinMs } = paces.workspace;
  // The first minute takes as many as a minute may bring; whoever comes after waits for the next.
  const fastest = (Math.ceil(size.people / most) - 1) * withinMs;
  const took = Math.round(nudges.at(-1)!.at - nudges[0]!.at);
  const limited = calls.filter(({ status }) => status === 429).length;
  const failed = (await db.selectFrom("deliveries").select("id").where("attempts", "<>", 1).execute()).length;
  const words = `${size.nudges.toLocaleString("en")} nudges for ${size.people} people due in the same minute`;
  const share = took <= fastest ? 1 : took / Math.max(fastest, SECOND);
  const early = outOfOrder(nudges, due);
  const before = said.findIndex(({ digest }) => digest);
  const digests = before < 0 ? 0 : said.slice(before).filter(({ digest }) => !digest).length;
  const times = size.nudges / calls.length;
  return [
    {
      ...{ name: `${words}: until the last one`, value: rounded(took / SECOND), unit: "s by the workspace's clock" },
      ...{ ratio: rounded(share), target: "≤ 1.05 times the fastest that the published limits allow" },
      met: share <= 1.05 && nudges.length === size.people && said.length === size.people + size.digests,
      note: `the fastest: ${fastest / SECOND} s; ${nudges.length} messages and ${said.length - nudges.length} digests; the program's own work: ${worked.toFixed(1)} s`,
    },
    {
      ...{ name: `${words}: refused with 429, or tried again`, value: limited + failed, unit: "calls" },
      ...{ target: "none", met: limited + failed === 0 },
    },
    {
      ...{ name: `${words}: calls`, value: calls.length, unit: "calls", ratio: rounded(times) },
      ...{ target: "20 times fewer than nudges", met: times >= 20 },
      note: [...Map.groupBy(calls, ({ method }) => method)]
        .map(([method, all]) => `${method}: ${all.length}`)
        .join("; "),
    },
    {
      ...{ name: `${words}: sent before one due sooner`, value: early + digests, unit: "messages" },
      ...{
        target: "none, but for those under way at the same time; no digest before a nudge",
        met: early + digests === 0,
      },
      note: `nudges behind a digest: ${digests}`,
    },
  ];
}

/** Messages that came sooner than one with a nearer due, by more places than may be under way at a time. */
function outOfOrder(nudges: readonly { to: string }[], due: ReadonlyMap<string, Instant>): number {
  const rank = new Map([...due].sort(([, a], [, b]) => a - b).map(([to], place) => [to, place]));
  return nudges.filter(({ to }, place) => rank.get(to)! - place >= paces.atOnce).length;
}

const DIGEST = "A week's figures.";

/**
 * The one inquiry many times over, shared out among the people, each with one nudge that is due at nine; each person's are due at
 * another time. Returns when each person's nearest is due, by account.
 */
async function fill(db: Db, { nudges, people, digests }: Size): Promise<Map<string, Instant>> {
  const [template] = await db.selectFrom("inquiries").select("id").execute();
  if (!template) throw new Error("The first inquiry did not come in.");
  const lawyers = await db
    .selectFrom("accounts")
    .select(["person_id as id", "external_id as account"])
    .where("external_id", "like", "ULAW%")
    .orderBy("id")
    .execute();
  // Mixed, so that who comes first by number does not by due time.
  const dueOf = (n: number) => MONDAY + (30 + ((n * 7919) % people)) * MINUTE;
  const each = sql`select n, (${lawyers.map(({ id }) => id)}::int[])[1 + n % ${people}::int] as owner,
    (${lawyers.map((_, n) => new Date(dueOf(n)).toISOString())}::timestamptz[])[1 + n % ${people}::int] as due
    from generate_series(0, ${nudges - 1}::int) n`;
  await unaudited(db, async (tx) => {
    await sql`delete from nudges`.execute(tx);
    await sql`with each as (${each}), made as (
      insert into inquiries (channel_id, client_id, matter_id, contact_id, group_id, owner_id, via, state, asked_at, waiting_since, due_at, last_fact_at)
      select channel_id, client_id, matter_id, contact_id, group_id, owner, via, state, asked_at, waiting_since, due, last_fact_at
      from inquiries, each where id = ${template.id} order by n
      returning id, owner_id, due_at
    ), facts_made as (
      insert into facts (inquiry_id, key, kind, at, message_id, person_id, contact_id, to_person_id, until_at, reason)
      select made.id, key, kind, at, message_id, person_id, contact_id, to_person_id, until_at, reason
      from facts, made where inquiry_id = ${template.id}
    ), clocks_made as (
      insert into clocks (inquiry_id, kind, started_at, due_at, state, standard_id, source, target_minutes, calendar_version, group_id, client_id, owner_id)
      select made.id, kind, started_at, made.due_at, state, standard_id, source, target_minutes, calendar_version, group_id, client_id, made.owner_id
      from clocks, made where inquiry_id = ${template.id} and kind = 'answer'
      returning id, inquiry_id
    )
    insert into nudges (clock_id, version, step, inquiry_id, due_at, audience)
    select id, 1, 0, inquiry_id, ${stamp(MONDAY + 2 * MINUTE)}, '{owner}' from clocks_made`.execute(tx);
  });
  const card = { summary: DIGEST, parts: [{ text: [DIGEST] }] };
  for (const { id } of lawyers.slice(0, digests))
    await post(db, { purpose: "digest", key: `digest ${id}`, personId: id!, card }, MONDAY);
  await sql`vacuum analyze`.execute(db);
  return new Map(lawyers.map(({ account }, n) => [account, dueOf(n)]));
}

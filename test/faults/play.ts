import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { type Instant, MINUTE } from "../../src/domain/time.ts";
import { nextDue } from "../../src/engine.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import type { Db } from "../../src/store/db.ts";
import type { Ground } from "./ground.ts";
import type { Deed, Script } from "./script.ts";

/** Whoever serves the firm while a script is played: one program in this process, or several in their own. */
export interface Cast {
  /** It is this late now, for each of them. */
  time(now: Instant): Promise<void>;
  /** One round of each, at the same time. */
  round(): Promise<void>;
  /** Waits until what came in has been dealt with, by whoever lives. */
  calm(): Promise<void>;
  /** Whether anybody does. */
  alive(): boolean;
}

/** What comes between the steps: how a run is disturbed. Each is given the number of the step. */
export interface Disturbance {
  before(n: number): Promise<void>;
  /** After what was done, and the round after it. */
  after(n: number): Promise<void>;
  /** Time has passed between two steps. */
  meanwhile(): Promise<void>;
  /** Whether nothing is wrong just now, and nothing begins to be before step n. */
  isCalm(n: number): boolean;
  /** Nothing is wrong any more. */
  heal(): Promise<void>;
}

export interface Scene {
  readonly clock: SandboxClock;
  readonly ground: Ground;
  readonly cast: Cast;
  /** The store as an onlooker reads it, past all that is done to the program's own connections. */
  readonly db: () => Db;
  readonly disturbance?: Disturbance;
}

/** What a play leaves behind. */
export interface Played {
  /** The number of the step that posted a message, by `channel id`. */
  readonly labels: Map<string, number>;
  /** When a message was first seen in the store, by `channel id`. */
  readonly knownAt: Map<string, Instant>;
  /** What was answered while a nudge about it was on its way: the ask, by `channel id`, when, and the marks of what was said before. */
  readonly overtaken: { readonly ask: string; readonly at: Instant; readonly said: ReadonlySet<string | undefined> }[];
  /** Deeds that nobody could do, as with everything dead. */
  readonly undone: string[];
}

/** Plays a script from its start to its end: each deed at its own time, and everything due on the way. */
export async function play(script: Script, scene: Scene): Promise<Played> {
  const { ground, cast, disturbance } = scene;
  const played: Played = { labels: new Map(), knownAt: new Map(), overtaken: [], undone: [] };
  const posts = new Map<number, { where: string; id: string; who: string }>();
  await cast.round();
  // Somewhere nothing was ever heard of a channel, not every platform lets a bot read back.
  for (const where of ["CACME", "CGLOBEX"])
    played.labels.set(`${ground.place(where)} ${await ground.says("UPAT", where, "Good morning, all.")}`, -1);
  await ground.settled();
  await cast.calm();
  for (const [n, { at, deed, onTheWay }] of script.steps.entries()) {
    await travel(scene, onTheWay ? at - 1 : at, played, disturbance?.isCalm(n) ?? true);
    if (onTheWay) await moveTo(scene, at);
    await disturbance?.before(n);
    const doing = () =>
      act(ground, deed, posts, n, scene, played).catch((fault: Error) => {
        played.undone.push(`step ${n}: ${fault.message}`);
      });
    if (onTheWay) await overtake(scene, doing, deed, posts, n, played);
    else await Promise.all([doing(), cast.round()]);
    await ground.settled();
    await cast.calm();
    await cast.round();
    await note(scene, played);
    await disturbance?.after(n);
  }
  await disturbance?.heal();
  await travel(scene, script.end, played);
  return played;
}

async function moveTo({ cast, clock, ground }: Scene, now: Instant): Promise<void> {
  await cast.time(now);
  await clock.set(now);
  await ground.settled();
}

/** So long, in milliseconds of the machine, the bot is kept waiting: what was known before was known before it spoke. */
const IN_TIME = 150;

/** Does it once the bot has claimed something to say, and before it says it. */
async function overtake(scene: Scene, doing: () => Promise<void>, deed: Deed, posts: Posts, n: number, played: Played) {
  const { ground, cast, clock } = scene;
  const looked = ground.lookedUp();
  const round = cast.round().finally(() => looked.stop());
  const came = await looked.came;
  const from = performance.now();
  await doing();
  const asked = deed.does === "says" && deed.of !== undefined ? posts.get(deed.of) : undefined;
  const reply = posts.get(n);
  while (came && asked && reply && performance.now() - from < IN_TIME) {
    if ((await numberOf(scene.db(), ground.place(reply.where), reply.id)) === undefined) {
      await wait(5);
      continue;
    }
    const said = new Set(ground.copies().map(({ mark }) => mark));
    if (performance.now() - from < IN_TIME)
      played.overtaken.push({ ask: `${ground.place(asked.where)} ${asked.id}`, at: clock.now(), said });
    break;
  }
  await round;
}

/** After how many stops on one way nothing will come to rest by itself. */
const STOPS = 120;

/**
 * Moves the clock to `to`, with a stop wherever something is due, or waits for its time. `calm`: where nothing is due at the end of
 * the way, nobody goes a round there.
 */
async function travel(scene: Scene, to: Instant, played: Played, calm = false): Promise<void> {
  const { clock, cast, ground } = scene;
  // What came in another order than it was sent in is not hours late.
  if (clock.now() + MINUTE < to) await moveTo(scene, clock.now() + MINUTE);
  for (let stops = 0; ; stops++) {
    const now = clock.now();
    if (now >= to) return;
    const next = [
      ...(cast.alive() ? [await nextDue(scene.db(), now), await nextWaiting(scene.db())] : []),
      ground.nextRetryAt(),
    ];
    if (stops > STOPS)
      throw new Error(
        `It does not come to rest at ${new Date(now).toISOString()}. Due, waiting, coming again: ${next.map((at) => at && new Date(at).toISOString()).join(", ")}.`,
      );
    const ahead = next.filter((at) => at !== undefined).map((at) => Math.max(at, now + MINUTE));
    const stop = Math.min(to, ...ahead);
    await moveTo(scene, stop);
    if (calm && !ahead.includes(stop)) return;
    await cast.calm();
    await cast.round();
    await ground.settled();
    await cast.calm();
    await note(scene, played);
    await scene.disturbance?.meanwhile();
  }
}

/** When the next thing may be taken up that was left by whoever had it. */
async function nextWaiting(db: Db): Promise<Instant | undefined> {
  const { rows } = await sql<{ at: Instant | null }>`
    select least(
      (select min(lease_until) from inbox where done_at is null and failed is null),
      (select min(case state when 'sending' then lease_until else not_before end) from deliveries where state in ('pending', 'sending')),
      (select min(coalesce(gap_lease_until, gap_noticed_at)) from channels where gap_from is not null and gap_failed is null)
    ) as at`.execute(db);
  return rows[0]?.at ?? undefined;
}

async function note({ db, clock }: Scene, { knownAt }: Played): Promise<void> {
  const { rows } = await sql<{ key: string }>`
    select c.external_id || ' ' || m.external_id as key from messages m join channels c on c.id = m.channel_id
    -- What was done by hand may come late as well.
    union all select key from facts where message_id is null`.execute(db());
  for (const { key } of rows) if (!knownAt.has(key)) knownAt.set(key, clock.now());
}

type Posts = Map<number, { where: string; id: string; who: string }>;

async function act(ground: Ground, deed: Deed, posts: Posts, n: number, scene: Scene, played: Played): Promise<void> {
  const post = (of: number) => {
    const found = posts.get(of);
    if (!found) throw new Error(`nobody posted ${of}`);
    return found;
  };
  switch (deed.does) {
    case "says": {
      const { who, where, words, of } = deed;
      const id = await ground.says(who, where, words, of === undefined ? undefined : post(of).id);
      posts.set(n, { where, id, who });
      played.labels.set(`${ground.place(where)} ${id}`, n);
      return;
    }
    case "edits": {
      const { who, where, id } = post(deed.of);
      return ground.edits(who, where, id, deed.words);
    }
    case "edits twice": {
      const { who, where, id } = post(deed.of);
      await ground.edits(who, where, id, deed.first);
      // Nobody edits twice within a thousandth of a second, by which they are told apart.
      const later = scene.clock.now() + 1000;
      await scene.cast.time(later);
      await scene.clock.set(later);
      return ground.edits(who, where, id, deed.words);
    }
    case "deletes": {
      const { who, where, id } = post(deed.of);
      return ground.deletes(who, where, id);
    }
    case "reacts": {
      const { where, id } = post(deed.of);
      return ground.reacts(deed.who, where, id, deed.emoji);
    }
    case "commands": {
      const { where, id } = post(deed.of);
      const number = await numberOf(scene.db(), ground.place(where), id);
      if (number === undefined) return;
      return insist(scene, deed.who, where, deed.words.replace("#", String(number)));
    }
    case "presses": {
      const { where, id } = post(deed.of);
      const number = await numberOf(scene.db(), ground.place(where), id);
      if (number === undefined || (await ground.presses(deed.who, deed.button, number))) return;
      return insist(scene, deed.who, where, deed.or.replace("#", String(number)));
    }
    case "goes on leave":
      return insist(scene, deed.who, "CGENERAL", deed.words);
    case "leaves the firm":
      return ground.leavesTheFirm(deed.who);
    case "shares":
      return ground.shares(deed.where);
    case "waits":
      return;
  }
}

/** Whoever gets no answer tries again, and once more when it works again: doing it twice is doing it once. */
async function insist({ ground, disturbance }: Scene, who: string, where: string, words: string): Promise<void> {
  for (let tries = 0; tries < 6; tries++) {
    if (tries === 3) await disturbance?.heal();
    if (await ground.commands(who, where, words)) return;
  }
  throw new Error(`“${words}” was never answered`);
}

async function numberOf(db: Db, channel: string, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number | null }>`
    select m.inquiry_id as id from messages m join channels c on c.id = m.channel_id
    where c.external_id = ${channel} and m.external_id = ${id}`.execute(db);
  return rows[0]?.id ?? undefined;
}

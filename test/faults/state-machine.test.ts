import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Chat } from "../../src/chat/platform.ts";
import type { Happening, Message } from "../../src/domain/message.ts";
import { at, type Instant, MINUTE } from "../../src/domain/time.ts";
import { nextDue, sendOut, tick } from "../../src/engine.ts";
import { act, type Decide } from "../../src/flows/act.ts";
import type { Deps } from "../../src/flows/deps.ts";
import { happened } from "../../src/flows/happened.ts";
import { firmPeople } from "../../src/sandbox/firm.ts";
import { snoozeInquiry } from "../../src/store/inquiries.ts";
import { saveLeave } from "../../src/store/people.ts";
import { unattended } from "../../src/store/unattended.ts";
import { bodyOf } from "../../src/store/words.ts";
import { freshStore } from "../database.ts";
import { deleted, edited, type Office, office, place, post, said } from "../flows/office.ts";

const START = at("2026-01-13T09:30-05:00");
const ASKS = ["When is our reply brief due?", "Could you send us the signed order, please?"];
const ANSWERS = ["It is due on 2 February.", "Yes, until Friday; the notice goes out tomorrow."];

/** What anybody would say of it without reading a line of the program: threads, and whether each awaits an answer. */
interface Model {
  readonly threads: {
    deleted: boolean;
    readonly replies: { deleted: boolean }[];
    /** As they stand after the newest edit that anybody has told of. */
    words: string;
    revisedAt: Instant;
    /** Undefined where nobody could say: what was asked together was given to somebody together. */
    owner: string | undefined;
    snoozedUntil: Instant;
  }[];
  kimIsAwayUntil: Instant;
}

const nothing = (): Model => ({ threads: [], kimIsAwayUntil: 0 });

/** The program, and what was said to it. */
interface Real {
  readonly office: Office;
  deps: Deps;
  now: Instant;
  readonly model: Model;
  readonly threads: { readonly root: Message; readonly replies: Message[] }[];
  /** Told of by the platform only later. */
  late: Happening[];
  /** How often each delivery was said. */
  readonly copies: Map<string, number>;
  /** Asks that somebody was nudged about. */
  readonly spoken: Set<string>;
  /** Sentences about what was said and should not have been. */
  readonly wrong: string[];
  dies?: "before" | "after";
  /** Happens once something was claimed, and before it is said. */
  meanwhile?: () => Promise<void>;
}

/** A program on the same store and platform, which ends while it says something where `real.dies` tells it to. */
function program(real: Real): Deps {
  const inner = real.office.deps.chats.get("slack")!;
  const chat: Chat = {
    ...inner,
    async privately(to) {
      const { meanwhile } = real;
      real.meanwhile = undefined;
      await meanwhile?.();
      return inner.privately(to);
    },
    async send(to, card, mark) {
      const { dies } = real;
      real.dies = undefined;
      if (dies === "before") throw new Error("ended");
      const about = await spokenOf(real, mark);
      const outcome = await inner.send(to, card, mark);
      if (!("sent" in outcome)) return outcome;
      real.copies.set(mark, (real.copies.get(mark) ?? 0) + 1);
      note(real, to.account.id, about);
      if (dies === "after") throw new Error("ended");
      return outcome;
    },
  };
  return { ...real.office.deps, chats: new Map([["slack", chat]]) };
}

interface Spoken {
  readonly ask: string;
  readonly inquiry: number;
  readonly due: Instant;
  readonly toOwnerAlone: boolean;
}

/** The asks that a nudge speaks of. */
async function spokenOf({ office: { db } }: Real, mark: string): Promise<readonly Spoken[]> {
  const { rows } = await sql<Spoken>`
    select m.external_id as ask, a.inquiry_id as inquiry, n.due_at as due, n.audience = '{owner}' as "toOwnerAlone"
    from deliveries d join delivery_inquiries a on a.delivery_id = d.id join nudges n on n.id = a.nudge_id
      join messages m on m.inquiry_id = a.inquiry_id and m.side = 'client'
    where d.mark::text = ${mark} and d.purpose = 'nudge'`.execute(db);
  return rows;
}

const awaits = ({ deleted, replies }: Model["threads"][number]) => !deleted && !replies.some((one) => !one.deleted);

/** Promises 5 and 10, and that nothing comes before its time. */
function note({ model, threads, now, spoken, wrong }: Real, to: string, about: readonly Spoken[]) {
  if (about.length === 0) return;
  const said = (what: string) => wrong.push(`${to} at ${new Date(now).toISOString()}: ${what}`);
  for (const { ask } of about) spoken.add(ask);
  const known = about.map((one) => ({
    ...one,
    thread: model.threads[threads.findIndex((t) => t.root.id === one.ask)]!,
  }));
  if (!known.some(({ thread }) => awaits(thread))) said("everything in it was answered");
  if (isNight(now)) said("in their quiet hours");
  if (about.some(({ due }) => due > now + 10 * MINUTE)) said("before its time");
  const name = { UKIM: "Kim Fixture", UBEN: "Ben Fixture" }[to];
  if (!name) return;
  if (to === "UKIM" && now < model.kimIsAwayUntil) said("they are on leave");
  const alone = (one: Spoken) => about.filter(({ inquiry }) => inquiry === one.inquiry).length === 1;
  const concerns = known.some(
    (one) =>
      !alone(one) ||
      (awaits(one.thread) &&
        (one.thread.owner ?? name) === name &&
        !(one.toOwnerAlone && now < one.thread.snoozedUntil)),
  );
  if (!concerns) said("it is somebody else's, or put off");
}

/** In New York in January, where everyone's quiet hours are from seven to eight. */
function isNight(now: Instant): boolean {
  const hour = new Date(now - 5 * 60 * MINUTE).getUTCHours();
  return hour >= 19 || hour < 8;
}

abstract class Doing implements fc.AsyncCommand<Model, Real> {
  readonly n: number;
  constructor(n: number) {
    this.n = n;
  }
  check(_: Readonly<Model>): boolean {
    return true;
  }
  abstract do(model: Model, real: Real): Promise<void>;
  async run(model: Model, real: Real): Promise<void> {
    real.now += (1 + (this.n % 25)) * MINUTE;
    await this.do(model, real);
    await asPromised(model, real);
  }
  toString = () => `${this.constructor.name} ${this.n}`;
  protected thread = (model: Readonly<Model>) => this.n % model.threads.length;
}

async function asPromised(model: Model, { office: { db, sent, deps }, now, threads, copies, wrong }: Real) {
  expect(wrong).toEqual([]);
  expect(Math.max(0, ...copies.values())).toBeLessThanOrEqual(1);
  for (const { to } of sent) expect(firmPeople.map(({ id }) => id)).toContain(to);
  const { rows } = await sql<{ id: string; channel: number; open: boolean; words: Buffer | null }>`
    select m.external_id as id, m.channel_id as channel, m.body as words, coalesce(i.waiting_since is not null and i.state in ('open', 'paused'), false) as open
    from messages m left join inquiries i on i.id = m.inquiry_id where m.side = 'client'`.execute(db);
  for (const [n, thread] of model.threads.entries()) {
    const kept = rows.find(({ id }) => id === threads[n]!.root.id);
    expect(kept?.open).toBe(awaits(thread));
    if (thread.deleted) continue;
    const words = kept?.words && (await deps.vault.open(db, kept.words, bodyOf(kept.channel, kept.id), now));
    expect(words).toBe(thread.words);
  }
}

class Asks extends Doing {
  async do(model: Model, real: Real) {
    const root = post("CACME", ["UDANA", "UEVE"][this.n % 2]!, real.now, ASKS[this.n % 2]!);
    const words = root.text;
    model.threads.push({
      ...{ deleted: false, replies: [], words, revisedAt: real.now },
      ...{ owner: "Kim Fixture", snoozedUntil: 0 },
    });
    real.threads.push({ root, replies: [] });
    await happened(real.deps, said(root), real.now);
  }
}

class OnThread extends Doing {
  override check = (model: Readonly<Model>) => model.threads.length > 0 && !model.threads[this.thread(model)]!.deleted;
  async do(_: Model, __: Real): Promise<void> {}
}

class Replies extends OnThread {
  override async do(model: Model, real: Real) {
    const n = this.thread(model);
    const { root, replies } = real.threads[n]!;
    const reply = post("CACME", "UKIM", real.now, ANSWERS[this.n % 2]!, root.id);
    model.threads[n]!.replies.push({ deleted: false });
    // What is answered is put off no longer, should it be opened again.
    model.threads[n]!.snoozedUntil = 0;
    replies.push(reply);
    await happened(real.deps, said(reply), real.now);
  }
}

class Holds extends OnThread {
  override check = (model: Readonly<Model>) => model.threads.length > 0 && awaits(model.threads[this.thread(model)]!);
  override async do(model: Model, real: Real) {
    const { root } = real.threads[this.thread(model)]!;
    const words = `I'll come back to you by ${3 + (this.n % 7)} pm.`;
    await happened(real.deps, said(post("CACME", "UKIM", real.now, words, root.id)), real.now);
  }
}

class EditsAsk extends OnThread {
  override async do(model: Model, real: Real) {
    await this.tell(model, real, ASKS[(this.n + 1) % 2]!, real.now);
  }
  protected async tell(model: Model, real: Real, words: string, at: Instant) {
    const n = this.thread(model);
    Object.assign(model.threads[n]!, { words, revisedAt: at });
    await happened(real.deps, edited(real.threads[n]!.root, words, at), real.now);
  }
}

async function whatIsLateComes(real: Real) {
  for (const late of real.late.splice(0).reverse()) await happened(real.deps, late, real.now);
}

/** Of two edits the platform tells of the second first, and of the first soon after or much later. */
class EditsAskTwice extends EditsAsk {
  override async do(model: Model, real: Real) {
    const { root } = real.threads[this.thread(model)]!;
    real.late.push(edited(root, ASKS[this.n % 2]!, real.now - MINUTE / 2));
    await this.tell(model, real, ASKS[(this.n + 1) % 2]!, real.now);
    if (this.n % 3) await whatIsLateComes(real);
  }
}

class WhatIsLateComes extends Doing {
  override async do(_: Model, real: Real) {
    await whatIsLateComes(real);
  }
}

class DeletesReply extends OnThread {
  override async do(model: Model, real: Real) {
    const n = this.thread(model);
    const last = real.threads[n]!.replies.length - 1;
    if (last < 0) return;
    model.threads[n]!.replies[last]!.deleted = true;
    await happened(real.deps, deleted(real.threads[n]!.replies[last]!, real.now), real.now);
  }
}

class DeletesAsk extends OnThread {
  override check = (model: Readonly<Model>) =>
    model.threads.length > 0 &&
    !model.threads[this.thread(model)]!.deleted &&
    model.threads[this.thread(model)]!.replies.length === 0;
  override async do(model: Model, real: Real) {
    const n = this.thread(model);
    model.threads[n]!.deleted = true;
    await happened(real.deps, deleted(real.threads[n]!.root, real.now), real.now);
  }
}

class ComesTwice extends OnThread {
  override async do(model: Model, real: Real) {
    const { root, replies } = real.threads[this.thread(model)]!;
    for (const message of [root, ...replies]) await happened(real.deps, said(message), real.now);
  }
}

interface OfThread {
  readonly id: number;
  readonly together: readonly string[];
}

/** The inquiry of a thread, and the asks that are one with it. */
async function inquiryOf({ office: { db } }: Real, root: Message): Promise<OfThread | undefined> {
  const { rows } = await sql<OfThread>`
    select m.inquiry_id as id, array_agg(o.external_id) as together
    from messages m join messages o on o.inquiry_id = m.inquiry_id and o.side = 'client'
    where m.external_id = ${root.id} group by m.inquiry_id`.execute(db);
  return rows[0];
}

const personNamed = async ({ office: { db } }: Real, name: string) =>
  (await db.selectFrom("people").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;

class Assigns extends OnThread {
  override async do(model: Model, real: Real) {
    const found = await inquiryOf(real, real.threads[this.thread(model)]!.root);
    if (!found) return;
    const owner = this.n % 3 ? "Ben Fixture" : "Kim Fixture";
    for (const [n, { root }] of real.threads.entries())
      if (found.together.includes(root.id)) model.threads[n]!.owner = found.together.length > 1 ? undefined : owner;
    const to = await personNamed(real, owner);
    const fact = { kind: "assigned", key: `assigned:${this.n}:${real.now}`, at: real.now, to } as const;
    await act(real.deps, found.id, fact, real.now);
  }
}

class Snoozes extends OnThread {
  override async do(model: Model, real: Real) {
    const n = this.thread(model);
    const found = await inquiryOf(real, real.threads[n]!.root);
    if (!found || !awaits(model.threads[n]!)) return;
    const until = real.now + (60 + this.n) * MINUTE;
    if (found.together.length === 1) model.threads[n]!.snoozedUntil = until;
    const snooze: Decide = (tx) => snoozeInquiry(tx, found.id, until).then(() => "no fact");
    await act(real.deps, found.id, snooze, real.now);
  }
}

class GoesOnLeave extends Doing {
  override async do(model: Model, real: Real) {
    const [personId, delegateId] = [await personNamed(real, "Kim Fixture"), await personNamed(real, "Lee Fixture")];
    const to = real.now + 8 * 60 * MINUTE;
    await saveLeave(real.office.db, { personId, from: real.now, to, delegateId }, real.now);
    model.kimIsAwayUntil = Math.max(to, model.kimIsAwayUntil);
  }
}

class Shares extends Doing {
  override async do(_: Model, real: Real) {
    await happened(real.deps, { kind: "channel changed", channel: place("CACME"), at: real.now }, real.now);
  }
}

async function round(real: Real) {
  await tick(real.deps, real.now);
  await sendOut(real.deps, () => real.now);
}

class Ticks extends Doing {
  override async do(_: Model, real: Real) {
    real.now += this.n * MINUTE;
    await round(real);
  }
}

/** The time when there is something to do next, within the day. */
async function toNextDue(real: Real) {
  const next = await nextDue(real.office.db, real.now);
  if (next !== undefined && next < real.now + 24 * 60 * MINUTE) real.now = Math.max(real.now, next);
}

/** The platform puts off what is said next; whatever comes after finds it in the outbox. */
class PutsOff extends Doing {
  override async do(_: Model, real: Real) {
    real.office.answers.push({ later: "busy" });
    await toNextDue(real);
    await round(real);
    real.office.answers.length = 0;
  }
}

/** Something is done just while something is about to be said. */
class Meanwhile extends Doing {
  override async do(model: Model, real: Real) {
    const Chosen = [Replies, Replies, Assigns, Snoozes, GoesOnLeave, DeletesAsk][this.n % 6]!;
    const doing = new Chosen(this.n);
    real.meanwhile = async () => {
      if (doing.check(model)) await doing.do(model, real);
    };
    await toNextDue(real);
    await round(real);
    real.meanwhile = undefined;
  }
}

class Crashes extends Doing {
  override async do(_: Model, real: Real) {
    real.dies = this.n % 2 ? "before" : "after";
    real.now += this.n * MINUTE;
    await round(real);
    real.dies = undefined;
    real.deps = program(real);
  }
}

const doings = [
  ...[Asks, Asks, Asks, Replies, Holds, EditsAsk, EditsAskTwice, WhatIsLateComes, DeletesReply, DeletesAsk, ComesTwice],
  ...[Assigns, Snoozes, GoesOnLeave, Shares, Ticks, Ticks, PutsOff, Meanwhile, Meanwhile, Crashes],
];

async function begun(): Promise<{ real: Real; close(): Promise<void> }> {
  const store = await freshStore("postgresql");
  const o = await office(async () => store, START);
  const kept = { threads: [], late: [], copies: new Map(), spoken: new Set<string>(), wrong: [] };
  const real: Real = { office: o, deps: o.deps, now: START, model: nothing(), ...kept };
  real.deps = program(real);
  return { real, close: () => store.close() };
}

test("whatever is said, done, repeated and cut short in whatever order: threads await an answer as anybody would say, nobody is told what is not theirs to answer, and nothing is said twice", async () => {
  const commands = fc.commands(
    doings.map((doing) => fc.integer({ min: 1, max: 400 }).map((n) => new doing(n))),
    { maxCommands: 30, size: "max" },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (chosen) => {
      const { real, close } = await begun();
      const {
        model,
        threads,
        spoken,
        office: { db },
      } = real;
      try {
        await fc.asyncModelRun(() => ({ model, real }), chosen);
        // Three days on, whatever awaits an answer was owed to somebody in office hours.
        for (let hours = 0; hours < 72; hours += 3) await new Ticks(175).run(model, real);
        const unheard = threads.filter(({ root }, n) => awaits(model.threads[n]!) && !spoken.has(root.id));
        expect(unheard).toEqual([]);
        expect(await unattended(db, real.now)).toEqual([]);
        const left = await db.selectFrom("deliveries").select("id").where("state", "=", "sending").execute();
        expect(left).toEqual([]);
      } finally {
        await close();
      }
    }),
    { numRuns: 12, seed: 20_260_113, endOnFailure: true },
  );
}, 240_000);

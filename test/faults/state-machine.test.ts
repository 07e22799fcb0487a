import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Chat } from "../../src/chat/platform.ts";
import type { Message } from "../../src/domain/message.ts";
import { at, type Instant, MINUTE } from "../../src/domain/time.ts";
import { sendOut, tick } from "../../src/engine.ts";
import { act } from "../../src/flows/act.ts";
import type { Deps } from "../../src/flows/deps.ts";
import { happened } from "../../src/flows/happened.ts";
import { firmPeople } from "../../src/sandbox/firm.ts";
import { saveLeave } from "../../src/store/people.ts";
import { unattended } from "../../src/store/unattended.ts";
import { freshStore } from "../database.ts";
import { deleted, edited, type Office, office, place, post, said } from "../flows/office.ts";

const START = at("2026-01-13T09:30-05:00");
const ASKS = ["When is our reply brief due?", "Could you send us the signed order, please?"];
const ANSWERS = ["It is due on 2 February.", "Yes, until Friday; the notice goes out tomorrow."];

/** What anybody would say of it without reading a line of the program: threads, and whether each awaits an answer. */
interface Model {
  readonly threads: { deleted: boolean; byHand: boolean; readonly replies: { deleted: boolean }[] }[];
}

/** The program, and what was said to it. */
interface Real {
  readonly office: Office;
  deps: Deps;
  now: Instant;
  readonly threads: { readonly root: Message; readonly replies: Message[] }[];
  /** How often each delivery was said. */
  readonly copies: Map<string, number>;
  dies?: "before" | "after";
}

/** A program on the same store and platform, which ends while it says something where `real.dies` tells it to. */
function program(real: Real): Deps {
  const inner = real.office.deps.chats.get("slack")!;
  const chat: Chat = {
    ...inner,
    async send(to, card, mark) {
      const { dies } = real;
      real.dies = undefined;
      if (dies === "before") throw new Error("ended");
      const outcome = await inner.send(to, card, mark);
      real.copies.set(mark, (real.copies.get(mark) ?? 0) + 1);
      if (dies === "after") throw new Error("ended");
      return outcome;
    },
  };
  return { ...real.office.deps, chats: new Map([["slack", chat]]) };
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

async function asPromised(model: Model, { office: { db, sent }, threads, copies }: Real) {
  expect(Math.max(0, ...copies.values())).toBeLessThanOrEqual(1);
  for (const { to } of sent) expect(firmPeople.map(({ id }) => id)).toContain(to);
  const { rows } = await sql<{ id: string; open: boolean }>`
    select m.external_id as id, coalesce(i.waiting_since is not null and i.state in ('open', 'paused'), false) as open
    from messages m left join inquiries i on i.id = m.inquiry_id where m.side = 'client'`.execute(db);
  for (const [n, { deleted, replies }] of model.threads.entries()) {
    const kept = rows.find(({ id }) => id === threads[n]!.root.id);
    expect(kept?.open).toBe(!deleted && !replies.some((reply) => !reply.deleted));
  }
}

class Asks extends Doing {
  async do(model: Model, real: Real) {
    const root = post("CACME", ["UDANA", "UEVE"][this.n % 2]!, real.now, ASKS[this.n % 2]!);
    model.threads.push({ deleted: false, byHand: false, replies: [] });
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
    replies.push(reply);
    await happened(real.deps, said(reply), real.now);
  }
}

class EditsAsk extends OnThread {
  override async do(model: Model, real: Real) {
    await happened(
      real.deps,
      edited(real.threads[this.thread(model)]!.root, ASKS[(this.n + 1) % 2]!, real.now),
      real.now,
    );
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

class Assigns extends OnThread {
  override async do(model: Model, real: Real) {
    const { root } = real.threads[this.thread(model)]!;
    const { db } = real.office;
    const { rows } = await sql<{ id: number; to: number }>`
      select m.inquiry_id as id, p.id as to from messages m, people p
      where m.external_id = ${root.id} and p.name = 'Ben Fixture' and m.inquiry_id is not null`.execute(db);
    const [found] = rows;
    if (!found) return;
    const fact = { kind: "assigned", key: `assigned:${this.n}:${real.now}`, at: real.now, to: found.to } as const;
    await act(real.deps, found.id, fact, real.now);
  }
}

class GoesOnLeave extends Doing {
  override async do(_: Model, real: Real) {
    const { db } = real.office;
    const { rows } = await sql<{ kim: number; lee: number }>`
      select k.id as kim, l.id as lee from people k, people l where k.name = 'Kim Fixture' and l.name = 'Lee Fixture'`.execute(
      db,
    );
    const { kim, lee } = rows[0]!;
    await saveLeave(db, { personId: kim, from: real.now, to: real.now + 8 * 60 * MINUTE, delegateId: lee }, real.now);
  }
}

class Shares extends Doing {
  override async do(_: Model, real: Real) {
    await happened(real.deps, { kind: "channel changed", channel: place("CACME"), at: real.now }, real.now);
  }
}

class Ticks extends Doing {
  override async do(_: Model, real: Real) {
    real.now += this.n * MINUTE;
    await tick(real.deps, real.now);
    await sendOut(real.deps, real.now);
  }
}

class Crashes extends Doing {
  override async do(_: Model, real: Real) {
    real.dies = this.n % 2 ? "before" : "after";
    real.now += this.n * MINUTE;
    await tick(real.deps, real.now);
    await sendOut(real.deps, real.now);
    real.dies = undefined;
    real.deps = program(real);
  }
}

const doings = [
  Asks,
  Asks,
  Replies,
  EditsAsk,
  DeletesReply,
  DeletesAsk,
  ComesTwice,
  Assigns,
  GoesOnLeave,
  Shares,
  Ticks,
  Ticks,
  Crashes,
];

test("whatever is said, done, repeated and cut short in whatever order: threads await an answer as anybody would say, and nothing is said twice", async () => {
  const commands = fc.commands(
    doings.map((doing) => fc.integer({ min: 1, max: 400 }).map((n) => new doing(n))),
    { maxCommands: 25, size: "max" },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (chosen) => {
      const store = await freshStore("postgresql");
      const o = await office(async () => store, START);
      const real: Real = { office: o, deps: o.deps, now: START, threads: [], copies: new Map() };
      real.deps = program(real);
      await fc.asyncModelRun(() => ({ model: { threads: [] }, real }), chosen);
      for (let minutes = 0; minutes < 40; minutes += 10) await new Ticks(10).run({ threads: [] }, real);
      expect(await unattended(o.db, real.now)).toEqual([]);
      const left = await o.db.selectFrom("deliveries").select("id").where("state", "=", "sending").execute();
      expect(left).toEqual([]);
      await store.close();
    }),
    { numRuns: 12, seed: 20_260_113, endOnFailure: true },
  );
});

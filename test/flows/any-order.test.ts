import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Happening, Message } from "../../src/domain/message.ts";
import { at, type Instant, MINUTE } from "../../src/domain/time.ts";
import { saveChannel } from "../../src/store/channels.ts";
import type { Db } from "../../src/store/db.ts";
import { databases } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { deleted, edited, type Office, office, place, post, said } from "./office.ts";

const MORNING = at("2026-01-13T09:30-05:00");
const EVENING = at("2026-02-01T17:00-05:00");

const CLIENTS = ["UDANA", "UEVE"];
const FIRM = ["UKIM", "UANA"];
const ASKED = ["When is our reply brief due?", "Thank you!", "The signed order, if you have it.", ":tada:"];
const REPLIED = [
  "Got it.",
  "I'll come back to you by noon tomorrow.",
  "It is due on 2 February.",
  "Let me check.",
  ":eyes:",
];

interface Said {
  readonly client: boolean;
  readonly who: number;
  readonly text: number;
  readonly after: number;
  /** How many posts before it the thread's root stands, where it is in one. */
  readonly inThreadOf: number | undefined;
  readonly editedTo: number | undefined;
  readonly deleted: boolean;
}

const posts = fc.array(
  fc.record<Said>({
    client: fc.boolean(),
    who: fc.nat(1),
    text: fc.nat(4),
    after: fc.oneof(
      { arbitrary: fc.integer({ min: 1, max: 45 }), weight: 4 },
      { arbitrary: fc.integer({ min: 200, max: 1500 }), weight: 1 },
    ),
    inThreadOf: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 2 }),
    editedTo: fc.option(fc.nat(4), { nil: undefined, freq: 5 }),
    deleted: fc.boolean(),
  }),
  { minLength: 3, maxLength: 9 },
);

function happenings(channel: string, script: readonly Said[]): Happening[] {
  const messages: Message[] = [];
  const found: Happening[] = [];
  let now: Instant = MORNING;
  for (const [n, one] of script.entries()) {
    now += one.after * MINUTE;
    const words = one.client ? ASKED : REPLIED;
    const root = one.inThreadOf === undefined ? undefined : messages[n - one.inThreadOf];
    const author = (one.client ? CLIENTS : FIRM)[one.who]!;
    const message = post(channel, author, now, words[one.text % words.length]!, root?.thread ?? root?.id);
    messages.push(message);
    found.push(said(message));
    if (one.editedTo !== undefined) found.push(edited(message, words[one.editedTo % words.length]!, now + 25 * MINUTE));
    if (one.deleted && n % 3 === 0) found.push(deleted(message, now + 50 * MINUTE));
  }
  return found;
}

/** What the store says of a channel, by content: ids come in the order of arrival. */
async function state(db: Db, channelId: number) {
  const inquiries = await db.selectFrom("inquiries").selectAll().where("channel_id", "=", channelId).execute();
  const ids = [0, ...inquiries.map((i) => i.id)];
  const facts = await db
    .selectFrom("facts as f")
    .leftJoin("messages as m", "m.id", "f.message_id")
    .select(["f.inquiry_id", "f.kind", "f.at", "m.external_id", "f.until_at"])
    .where("f.inquiry_id", "in", ids)
    .execute();
  const clocks = await db.selectFrom("clocks").selectAll().where("inquiry_id", "in", ids).execute();
  return inquiries
    .map((i) => ({
      ...{ state: i.state, unsure: i.unsure, waitingSince: i.waiting_since, dueAt: i.due_at },
      facts: facts
        .filter((f) => f.inquiry_id === i.id)
        .map((f) => [f.at, f.kind, f.external_id, f.until_at].join(" "))
        .sort(),
      clocks: clocks
        .filter((c) => c.inquiry_id === i.id)
        .map((c) => [c.kind, c.started_at, c.due_at, c.stopped_at, c.state, c.minutes].join(" "))
        .sort(),
    }))
    .filter((i) => i.facts.length > 0)
    .sort((a, b) => (a.facts.join() < b.facts.join() ? -1 : 1));
}

let channels = 0;
async function told(o: Office, script: readonly Said[], order: (found: Happening[]) => Happening[]) {
  const id = `C${++channels}`;
  const channel = await saveChannel(o.db, { ref: place(id), name: id, shared: true, archived: false }, MORNING);
  await unaudited(o.db, (tx) =>
    tx.updateTable("channels").set({ kind: "shared", client_id: 1 }).where("id", "=", channel.id).execute(),
  );
  for (const what of order(happenings(id, script))) await o.hears(what, EVENING);
  return state(o.db, channel.id);
}

describe.each(databases)("on the %s database", (kind, open) => {
  test("the same posts, edits and deletions, in any order and more than once, leave the same inquiries", async () => {
    const o = await office(open, at("2026-01-12T09:00-05:00"));
    let inquiries = 0;
    const seeds = fc.infiniteStream(fc.nat());
    await fc.assert(
      fc.asyncProperty(posts, seeds, async (script, random) => {
        const inOrder = await told(o, script, (found) => found);
        const shuffled = await told(o, script, (found) => {
          const twice = [...found, ...found.filter((_, i) => i % 3 === 0)];
          const keys = new Map(twice.map((_, i) => [i, random.next().value as number]));
          return twice
            .map((what, i) => ({ what, key: keys.get(i)! }))
            .sort((a, b) => a.key - b.key)
            .map((one) => one.what);
        });
        expect(shuffled).toEqual(inOrder);
        inquiries += inOrder.length;
      }),
      { numRuns: kind === "embedded" ? 15 : 25, seed: 20260113 },
    );
    expect(inquiries).toBeGreaterThan(15);
  });

  test("what is deleted before it came is known for what it was, without its words", async () => {
    const ask = post("CACME", "UDANA", MORNING, "When is our reply brief due?");
    const gone = deleted(ask, MORNING + MINUTE);
    const kept = [];
    for (const course of [
      [said(ask), gone],
      [gone, said(ask)],
    ]) {
      const o = await office(open, at("2026-01-12T09:00-05:00"));
      for (const what of course) await o.hears(what, EVENING);
      const columns = ["side", "verdict", "at", "deleted_at", "body", "plain_body"] as const;
      kept.push(await o.db.selectFrom("messages").select(columns).execute());
      expect(await o.db.selectFrom("inquiries").select("state").where("state", "=", "open").execute()).toEqual([]);
    }
    const words = { body: null, plain_body: null };
    expect(kept[0]).toEqual([
      { side: "client", verdict: "inquiry", at: MORNING, deleted_at: MORNING + MINUTE, ...words },
    ]);
    expect(kept[1]).toEqual(kept[0]);
  });
});

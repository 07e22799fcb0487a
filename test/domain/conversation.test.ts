import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Doing, gather, type Utterance } from "../../src/domain/conversation.ts";
import { assess, type FactKind } from "../../src/domain/inquiry.ts";
import { MINUTE } from "../../src/domain/time.ts";
import { fact, mon, nextMon, shuffledWithRepeats, termsOf, tue } from "./timelines.ts";

const keyOf = (id: number) => `m${String(id).padStart(4, "0")}`;
type More = Partial<Utterance>;

const said = (id: number, at: number, more: More): Utterance => {
  return { id, at, key: keyOf(id), broadcast: false, side: "client", speaker: "dana", deleted: false, ...more };
};
const ask = (id: number, at: number, more: More = {}) => said(id, at, { verdict: "inquiry", ...more });
const chat = (id: number, at: number, more: More = {}) => said(id, at, { verdict: "not", ...more });
const reply = (id: number, at: number, grade: Utterance["grade"], more: More = {}) =>
  said(id, at, { side: "firm", speaker: "kim", personId: 7, grade, ...more });
const answer = (id: number, at: number, more: More = {}) => reply(id, at, "substantive", more);
const under = (root: number) => ({ thread: keyOf(root) });
const lee = { speaker: "lee", contactId: 12 };

const heard = (...utterances: Utterance[]) => gather(utterances, [], 10);
const strands = (...utterances: Utterance[]) => heard(...utterances).strands;
const asksOf = (...utterances: Utterance[]) => strands(...utterances).map((s) => s.asks);
/** "4 answered" for a fact of message 4. */
const factsOf = (...utterances: Utterance[]) =>
  strands(...utterances).map((s) => s.facts.map((f) => `${f.key.replace("message:", "")} ${f.kind}`));

describe("what a client says in the channel", () => {
  test("is an inquiry where it asks, and nothing where it does not", () => {
    const found = strands(chat(1, mon("10:00")), ask(2, mon("10:30"), { contactId: 11 }));
    expect(found).toEqual([
      {
        asks: [2],
        messages: [2],
        facts: [{ key: "message:2", at: mon("10:30"), kind: "asked", contactId: 11 }],
        unsure: false,
      },
    ]);
  });

  test("within ten minutes of the last is the same inquiry", () => {
    expect(asksOf(ask(1, mon("10:00")), ask(2, mon("10:10")), ask(3, mon("10:20")))).toEqual([[1, 2, 3]]);
    expect(asksOf(ask(1, mon("10:00")), ask(2, mon("10:10") + 1))).toEqual([[1], [2]]);
  });

  test("goes on through a message in between that asks nothing", () => {
    const found = strands(ask(1, mon("10:00")), chat(2, mon("10:08")), ask(3, mon("10:16")));
    expect(found).toMatchObject([{ asks: [1, 3], messages: [1, 2, 3] }]);
  });

  test("is another inquiry once the first was answered", () => {
    expect(asksOf(ask(1, mon("10:00")), answer(2, mon("10:03")), ask(3, mon("10:05")))).toEqual([[1], [3]]);
    expect(asksOf(ask(1, mon("10:00")), reply(2, mon("10:03"), "acknowledgement"), ask(3, mon("10:05")))).toEqual([
      [1, 3],
    ]);
  });

  test("is not run together with what somebody else says", () => {
    expect(asksOf(ask(1, mon("10:00")), ask(2, mon("10:01"), lee), ask(3, mon("10:02")))).toEqual([[1, 3], [2]]);
  });

  test("is not kept together by what somebody else says in its thread", () => {
    const talk = [ask(1, mon("10:00")), chat(2, mon("10:09"), { ...under(1), ...lee }), ask(3, mon("10:15"))];
    expect(asksOf(...talk)).toEqual([[1], [3]]);
  });

  test("at the same instant is in the platform's order, not in that of arrival", () => {
    const late = { ...ask(1, mon("10:00")), key: "m9" };
    expect(asksOf(late, { ...ask(2, mon("10:00")), key: "m8" })).toEqual([[2, 1]]);
  });

  test("is unsure only while no ask of it is certain", () => {
    const maybe = ask(1, mon("10:00"), { verdict: "unsure" });
    expect(strands(maybe)[0]!.unsure).toBe(true);
    expect(strands(maybe, ask(2, mon("10:05")))[0]!.unsure).toBe(false);
    expect(strands(ask(1, mon("10:00")), { ...maybe, id: 2, key: keyOf(2), at: mon("10:05") })[0]!.unsure).toBe(false);
  });

  test("thanks after the answer are no fact", () => {
    expect(factsOf(ask(1, mon("10:00")), answer(2, mon("11:00")), chat(3, mon("11:01")))).toEqual([
      ["1 asked", "2 answered"],
    ]);
  });
});

describe("a thread", () => {
  test("is one inquiry with the ask it hangs from, and its replies count there", () => {
    const found = strands(
      ask(1, mon("10:00")),
      chat(2, mon("10:30"), under(1)),
      reply(3, mon("11:00"), "holding", { ...under(1), promisedFor: tue("12:00") }),
      answer(4, mon("12:00"), { ...under(1), broadcast: true }),
    );
    expect(found).toMatchObject([{ asks: [1], messages: [1, 2, 3, 4] }]);
    expect(found[0]!.facts.slice(1)).toEqual([
      { key: "message:3", at: mon("11:00"), kind: "held", personId: 7, promisedFor: tue("12:00") },
      { key: "message:4", at: mon("12:00"), kind: "answered", personId: 7 },
    ]);
  });

  test("that names itself on its first message too is the same thread", () => {
    const root = ask(1, mon("10:00"), under(1));
    expect(factsOf(root, answer(2, mon("11:00"), under(1)))).toEqual([["1 asked", "2 answered"]]);
    expect(asksOf(root, ask(3, mon("10:05")))).toEqual([[1, 3]]);
  });

  test("asked on in after the answer goes on as the same inquiry", () => {
    const found = strands(ask(1, mon("10:00")), answer(2, mon("11:00"), under(1)), ask(3, mon("15:00"), under(1)));
    expect(found.map((s) => s.asks)).toEqual([[1, 3]]);
    const { clocks, state } = assess(found[0]!.facts, termsOf(), mon("16:00"));
    expect(state).toBe("open");
    expect(clocks.map((c) => c.kind)).toEqual(["acknowledge", "answer", "next answer"]);
  });

  test("under a later part of an inquiry belongs to that inquiry", () => {
    const found = factsOf(ask(1, mon("10:00")), ask(2, mon("10:05")), answer(3, mon("11:00"), under(2)));
    expect(found).toEqual([["1 asked", "2 asked", "3 answered"]]);
  });

  test("whose first message asks nothing, or was never kept, is an inquiry of its own from its first ask", () => {
    const notice = said(1, mon("09:00"), { side: "firm", speaker: "kim", grade: undefined });
    const talk = [answer(2, mon("09:30"), under(1)), ask(3, mon("10:00"), under(1)), answer(4, mon("11:00"), under(1))];
    expect(strands(notice, ...talk)).toMatchObject([{ asks: [3], messages: [1, 2, 3, 4] }]);
    expect(factsOf(notice, ...talk)).toEqual([["3 asked", "4 answered"]]);
    expect(factsOf(...talk)).toEqual([["3 asked", "4 answered"]]);
  });

  test("answers nothing that was asked outside of it", () => {
    expect(factsOf(ask(1, mon("10:00")), answer(3, mon("11:00"), { thread: "elsewhere" }))).toEqual([["1 asked"]]);
  });

  test("takes no ask from the channel, however soon after", () => {
    expect(asksOf(ask(2, mon("10:00"), under(1)), ask(3, mon("10:05")))).toEqual([[2], [3]]);
  });
});

describe("an unthreaded reply", () => {
  test("answers the one inquiry that is open", () => {
    expect(factsOf(ask(1, mon("10:00")), answer(2, mon("11:00")))).toEqual([["1 asked", "2 answered"]]);
    const first = [ask(1, mon("10:00")), answer(2, mon("11:00"), under(1))];
    expect(factsOf(...first, ask(3, mon("12:00"), lee), answer(4, mon("13:00")))).toEqual([
      ["1 asked", "2 answered"],
      ["3 asked", "4 answered"],
    ]);
  });

  test("with nothing open is no fact", () => {
    expect(
      factsOf(answer(1, mon("09:00")), ask(2, mon("10:00")), answer(3, mon("11:00")), answer(4, mon("12:00"))),
    ).toEqual([["2 asked", "3 answered"]]);
  });

  test("answers everything that one contact has open", () => {
    const found = heard(ask(1, mon("10:00")), ask(2, mon("11:00")), answer(3, mon("12:00")));
    expect(found.strands.map((s) => s.facts.at(-1)!.kind)).toEqual(["answered", "answered"]);
    expect(found.strands.map((s) => s.messages)).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(found.ambiguities).toEqual([]);
  });

  test("knows a contact by who it is, not by the account that was used", () => {
    const one = [ask(1, mon("10:00"), { contactId: 11 }), ask(2, mon("10:01"), { speaker: "dana.b", contactId: 11 })];
    expect(heard(...one, answer(3, mon("12:00"))).ambiguities).toEqual([]);
  });

  test("that could be for either of two clients counts for neither until someone says", () => {
    const asks = [ask(1, mon("10:00")), ask(2, mon("11:00"), lee)];
    const unclear = heard(...asks, answer(3, mon("12:00")));
    expect(unclear.ambiguities).toEqual([{ reply: 3, candidates: [1, 2] }]);
    expect(unclear.strands.map((s) => s.facts.length)).toEqual([1, 1]);
    const settled = heard(...asks, answer(3, mon("12:00"), { answers: 2 }));
    expect(settled.ambiguities).toEqual([]);
    expect(settled.strands.map((s) => s.facts.map((f) => f.kind))).toEqual([["asked"], ["asked", "answered"]]);
  });

  test("is not taken to mean what lay unanswered for over a week, where someone else asked since", () => {
    const old = ask(1, mon("10:00"));
    const late = nextMon("10:01");
    expect(factsOf(old, ask(2, late, lee), answer(3, late + MINUTE))).toEqual([["1 asked"], ["2 asked", "3 answered"]]);
    expect(heard(old, ask(2, nextMon("09:00"), lee), answer(3, nextMon("10:00"))).ambiguities).toHaveLength(1);
    // The same contact's is still answered with the new one, and an old one alone is answered as ever.
    expect(factsOf(old, ask(2, late), answer(3, late + MINUTE))).toEqual([
      ["1 asked", "3 answered"],
      ["2 asked", "3 answered"],
    ]);
    expect(factsOf(old, answer(3, late))).toEqual([["1 asked", "3 answered"]]);
  });

  test("that only acknowledges is not worth asking about: it counts for all", () => {
    const found = heard(ask(1, mon("10:00")), ask(2, mon("11:00"), lee), reply(3, mon("12:00"), "acknowledgement"));
    expect(found.ambiguities).toEqual([]);
    expect(found.strands.map((s) => s.facts.at(-1)!.kind)).toEqual(["acknowledged", "acknowledged"]);
  });

  test("keeps the promise that is left where nothing else is owed", () => {
    const promised = { ...under(1), promisedFor: tue("12:00") };
    const talk = [ask(1, mon("10:00")), answer(2, mon("11:00"), under(1)), reply(3, mon("11:05"), "holding", promised)];
    expect(factsOf(...talk, answer(4, tue("11:00")))[0]).toContain("4 answered");
    expect(factsOf(...talk, answer(4, tue("11:00")), answer(5, tue("12:00")))[0]).not.toContain("5 answered");
  });

  test("by nobody in particular, a bot's, is no reply at all", () => {
    expect(factsOf(ask(1, mon("10:00")), reply(2, mon("10:00") + 1, undefined))).toEqual([["1 asked"]]);
  });
});

describe("what people did decides what was open", () => {
  const asks = [ask(1, mon("10:00")), ask(2, mon("11:00"), lee)];
  const doing = (on: number, kind: FactKind, at: number): Doing => ({ ask: on, fact: fact(kind, at, { reason: "" }) });

  test("an inquiry closed before the reply leaves no doubt whom it is for", () => {
    for (const kind of ["resolved", "dismissed", "answered"] as const) {
      const found = gather([...asks, answer(3, mon("12:00"))], [doing(1, kind, mon("11:30"))], 10);
      expect(found.ambiguities, kind).toEqual([]);
      expect(found.strands[1]!.facts.at(-1), kind).toMatchObject({ key: "message:3", kind: "answered" });
      expect(found.strands[0]!.facts, kind).toHaveLength(1);
    }
  });

  test("one closed afterwards, or reopened before, was open all the same", () => {
    const after = gather([...asks, answer(3, mon("12:00"))], [doing(1, "resolved", mon("12:30"))], 10);
    expect(after.ambiguities).toHaveLength(1);
    const reopened = [doing(1, "resolved", mon("11:30")), doing(1, "reopened", mon("11:40"))];
    expect(gather([...asks, answer(3, mon("12:00"))], reopened, 10).ambiguities).toHaveLength(1);
  });

  test("a reply at the very instant of the closing still came to an open inquiry", () => {
    const found = gather([...asks, answer(3, mon("12:00"))], [doing(1, "resolved", mon("12:00"))], 10);
    expect(found.ambiguities).toHaveLength(1);
  });

  test("candidates are in the order in which they were asked, though one was reopened since", () => {
    const around = [doing(1, "resolved", mon("11:30")), doing(1, "reopened", mon("11:40"))];
    const found = gather([...asks, answer(3, mon("12:00"))], around, 10);
    expect(found.ambiguities).toEqual([{ reply: 3, candidates: [1, 2] }]);
  });

  test("a doing corrected under its own key counts as corrected, whichever came first", () => {
    const early = doing(1, "resolved", mon("11:30"));
    const late = { ask: 1, fact: { ...early.fact, at: mon("12:30") } };
    const talk = [...asks, answer(3, mon("12:00"))];
    expect(gather(talk, [early, late], 10)).toEqual(gather(talk, [late, early], 10));
    expect(gather(talk, [early, late], 10).ambiguities).toHaveLength(1);
  });

  test("a dismissed ask is not added to, a new one begins", () => {
    const found = gather([ask(1, mon("10:00")), ask(2, mon("10:05"))], [doing(1, "dismissed", mon("10:02"))], 10);
    expect(found.strands.map((s) => s.asks)).toEqual([[1], [2]]);
  });
});

describe("a colleague who relays what a client asked", () => {
  const relayed = ask(1, mon("10:00"), { speaker: "person:4", personId: 4 });
  const own = { speaker: "person:4", personId: 4, ...under(1) };

  test("does not acknowledge it with a word of their own", () => {
    expect(factsOf(relayed, reply(2, mon("10:05"), "acknowledgement", own))).toEqual([["1 asked"]]);
    expect(factsOf(relayed, reply(2, mon("10:05"), "acknowledgement", under(1)))).toEqual([
      ["1 asked", "2 acknowledged"],
    ]);
  });

  test("may answer it all the same", () => {
    expect(factsOf(relayed, answer(2, mon("10:05"), own))).toEqual([["1 asked", "2 answered"]]);
  });
});

test("a deleted question leaves the rest as if it had never been", () => {
  const gone = ask(1, mon("10:00"), { deleted: true });
  expect(asksOf(gone, ask(2, mon("10:05")))).toEqual([[2]]);
  expect(heard(gone, answer(3, mon("11:00")))).toEqual({ strands: [], ambiguities: [] });
});

describe("whatever is said", () => {
  const grades = ["acknowledgement", "holding", "substantive", undefined] as const;
  const anyUtterance = (id: number): fc.Arbitrary<Utterance> =>
    fc
      .record({
        at: fc.nat({ max: 60 }).map((n) => mon("09:00") + n * 4 * MINUTE),
        thread: fc.option(fc.integer({ min: 1, max: 5 }).map(keyOf), { nil: undefined }),
        firm: fc.boolean(),
        who: fc.constantFrom("ann", "ben", "cay"),
        verdict: fc.constantFrom("inquiry", "unsure", "not"),
        grade: fc.constantFrom(...grades),
        answers: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 4 }),
        promise: fc.boolean(),
        deleted: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
      })
      .map(({ at, thread, firm, who, verdict, grade, answers, promise, deleted }) => {
        const common = { id, at, key: keyOf(id), thread, broadcast: false, deleted };
        if (!firm) return { ...common, side: "client", speaker: who, verdict } as Utterance;
        const promisedFor = promise ? at + 50 * MINUTE : undefined;
        return { ...common, side: "firm", speaker: "kim", personId: 7, grade, answers, promisedFor };
      });
  const conversation = fc
    .integer({ min: 0, max: 12 })
    .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyUtterance(i + 1))));
  const anyDoing: fc.Arbitrary<Doing> = fc
    .record({
      ask: fc.integer({ min: 1, max: 12 }),
      at: fc.nat({ max: 60 }).map((n) => mon("09:00") + n * 4 * MINUTE),
      kind: fc.constantFrom<FactKind>("resolved", "dismissed", "reopened", "answered", "paused", "resumed"),
      key: fc.nat({ max: 20 }),
    })
    .map(({ ask, at, kind, key }) => ({ ask, fact: fact(kind, at, { reason: "" }, `press:${key}`) }));
  const doings = fc.array(anyDoing, { maxLength: 5 });

  test("any order and any repetition give the same strands, and the same clocks", () => {
    const shuffled = fc
      .tuple(conversation, doings)
      .chain(([u, d]) => fc.tuple(fc.constant(u), fc.constant(d), shuffledWithRepeats(u), shuffledWithRepeats(d)));
    fc.assert(
      fc.property(shuffled, ([u, d, u2, d2]) => {
        const once = gather(u, d, 10);
        expect(gather(u2, d2, 10)).toEqual(once);
        const clocks = (s: (typeof once)["strands"][number]) =>
          assess([...s.facts].reverse(), termsOf(), nextMon("12:00"));
        expect(gather(u2, d2, 10).strands.map(clocks)).toEqual(
          once.strands.map((s) => assess(s.facts, termsOf(), nextMon("12:00"))),
        );
      }),
      { numRuns: 400 },
    );
  });

  test("each ask is in exactly one strand, and each strand's first fact is its first ask", () => {
    fc.assert(
      fc.property(conversation, doings, (u, d) => {
        const found = gather(u, d, 10).strands;
        const asks = u.filter((x) => x.side === "client" && x.verdict !== "not" && !x.deleted).map((x) => x.id);
        expect(found.flatMap((s) => s.asks).sort((a, b) => a - b)).toEqual(asks);
        for (const s of found) {
          expect(s.facts[0]).toMatchObject({ key: `message:${s.asks[0]}`, kind: "asked" });
          const of = (key: string) => Number(key.slice("message:".length));
          for (const f of s.facts) expect(s.messages).toContain(of(f.key));
          expect(new Set(s.messages).size).toBe(s.messages.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("a reply that is in doubt is a fact nowhere", () => {
    fc.assert(
      fc.property(conversation, doings, (u, d) => {
        const { strands, ambiguities } = gather(u, d, 10);
        const firsts = strands.map((s) => s.asks[0]);
        for (const { reply: id, candidates } of ambiguities) {
          expect(strands.flatMap((s) => s.facts.map((f) => f.key))).not.toContain(`message:${id}`);
          expect(candidates.length).toBeGreaterThan(1);
          for (const c of candidates) expect(firsts).toContain(c);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("deleting a message and putting it back is as if nothing had happened", () => {
    fc.assert(
      fc.property(conversation, doings, fc.nat(), (u, d, n) => {
        fc.pre(u.length > 0);
        const before = gather(u, d, 10);
        const gone = u.map((x, i) => (i === n % u.length ? { ...x, deleted: true } : x));
        expect(gather(gone, d, 10)).toEqual(
          gather(
            gone.filter((x) => !x.deleted),
            d,
            10,
          ),
        );
        const back = gone.map((x, i) => (i === n % u.length ? { ...x, deleted: u[i]!.deleted } : x));
        expect(gather(back, d, 10)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

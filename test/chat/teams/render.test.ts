import { existsSync, readFileSync } from "node:fs";
import * as AdaptiveCards from "adaptivecards";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { formCard } from "../../../src/chat/teams/forms.ts";
import { pictures } from "../../../src/chat/teams/pictures.ts";
import { render } from "../../../src/chat/teams/render.ts";
import { summaryOf } from "../../../src/chat/teams/runs.ts";
import type { Action, Card, Control, Form, Part, Span } from "../../../src/views/card.ts";
import { trendPicture } from "../../../src/views/chart.ts";
import { say } from "../../../src/views/say.ts";
import { gallery } from "../../views/gallery.ts";

/** What Microsoft's own reader of cards finds wrong; it does not know the charts that Teams draws. */
function problems(card: object): string[] {
  const context = new AdaptiveCards.SerializationContext();
  const read = new AdaptiveCards.AdaptiveCard();
  read.parse(JSON.parse(JSON.stringify(card)), context);
  const invalid = read.validateProperties().validationEvents.map(({ message }) => message);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  return [...events, ...invalid].filter((message) => !/Chart\.VerticalBar|duplicate key|size.*Stretch/i.test(message));
}

const SCHEMA = new URL("../../../../shared/corpora/schemas/adaptive-card-1.5.schema.json", import.meta.url);
// The schema names a draft that is not read here, and uses nothing of it that a later one has not.
const draft = { $schema: "http://json-schema.org/draft-07/schema#" };
const schema = existsSync(SCHEMA)
  ? z.fromJSONSchema({ ...JSON.parse(readFileSync(SCHEMA, "utf8")), ...draft })
  : undefined;

describe.each(Object.entries(gallery))("the card %s", (_, card) => {
  test("is one that Teams takes, in a message and in a dialog", () => {
    for (const surface of ["message", "dialog"] as const) {
      const drawn = render(card, surface);
      expect(problems(drawn)).toEqual([]);
      expect(JSON.stringify(drawn).length).toBeLessThan(50_000);
      expect(drawn.version).toBe("1.5");
    }
  });

  test.skipIf(!schema)("agrees with the official schema (skipped where it is not at hand)", () => {
    const plain = { ...card, parts: card.parts.filter((part) => !("picture" in part)) };
    expect(schema!.safeParse(JSON.parse(JSON.stringify(render(plain)))).error).toBeUndefined();
  });
});

const text = fc.oneof(fc.string({ maxLength: 200 }), fc.constantFrom("", " ", "\n", "a\n\nb", "*".repeat(4000)));
const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  text.map((bold) => ({ bold })),
  text.map((code) => ({ code })),
  fc.record({ link: text, url: fc.oneof(fc.webUrl(), text) }),
);
const spans = fc.array(span, { maxLength: 6 });
const action = fc.constantFrom<Action>("claim", "take", "snooze", "link channel");
const control: fc.Arbitrary<Control> = fc.oneof(
  fc.record({ button: text, action, value: fc.string({ minLength: 1, maxLength: 40 }) }),
  fc.record({ link: text, url: fc.webUrl() }),
  fc.record({
    menu: text,
    action,
    options: fc.array(fc.record({ label: text, value: fc.uuid() }), { maxLength: 120 }),
  }),
);
const controls = fc.array(control, { maxLength: 12 });
const part: fc.Arbitrary<Part> = fc.oneof(
  text.map((heading) => ({ heading })),
  spans.map((said) => ({ text: said })),
  spans.map((note) => ({ note })),
  fc.record({ row: spans, controls }),
  controls.map((all) => ({ controls: all })),
  fc.record({ png: fc.uint8Array(), title: text, alt: text }).map((picture) => ({ picture })),
  fc.constant({ divider: true } as const),
);
const any: fc.Arbitrary<Card> = fc.record({ summary: text, parts: fc.array(part, { maxLength: 40 }) });

test("Teams takes whatever card there is, and none is too large", () => {
  fc.assert(
    fc.property(any, fc.constantFrom("message" as const, "dialog" as const), (card, surface) => {
      const drawn = render(card, surface);
      expect(problems(drawn)).toEqual([]);
      expect(JSON.stringify(drawn).length).toBeLessThan(50_000);
    }),
    { numRuns: 60 },
  );
});

test("Teams takes whatever form there is, empty or with complaints", () => {
  const choices = fc.array(fc.record({ label: text, value: fc.uuid() }), { minLength: 1, maxLength: 120 });
  const input = fc.oneof(fc.constantFrom("line" as const, "lines" as const), fc.record({ choices }));
  const field = fc.record({ name: fc.uuid(), label: text, hint: text, initial: text, input });
  const form = fc.record({ title: text, submit: text, intro: text, fields: fc.array(field, { maxLength: 12 }) });
  fc.assert(
    fc.property(form, fc.constantFrom("message" as const, "dialog" as const), (some, surface) => {
      const whole: Form = { id: "log contact", context: "", ...some };
      const complaints = Object.fromEntries(some.fields.map(({ name }) => [name, "That will not do."]));
      expect(problems(formCard(whole, surface))).toEqual([]);
      expect(problems(formCard(whole, surface, { complaints }))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

const said = (...parts: Part[]) => JSON.stringify(render({ summary: "Answer owed", parts }));

test("names that came from chat stay names: no Markdown, no HTML, no mention", () => {
  const name = "**Acme** <at>Ana</at> [x](https://evil.example) <b>";
  const drawn = render({ summary: name, parts: [{ text: [name, { bold: name }] }, { heading: name }] });
  const runs = JSON.stringify(drawn.body);
  expect(runs.split(JSON.stringify(name)).length - 1).toBe(3);
  expect(runs).not.toContain('"TextBlock"');
  expect(JSON.stringify(drawn)).not.toContain("msteams");
});

test("a command is said as it is typed here: to the bot, without a slash", () => {
  expect(said({ note: [{ command: "snooze 4127 1h" }, " or ", { command: "mine" }] })).toMatch(
    /"text":"snooze 4127 1h".*"text":"mine"/,
  );
  expect(summaryOf(say("Acme is closed. Not done after all? ", { command: "reopen 1" }))).toBe(
    "Acme is closed. Not done after all? “reopen 1”",
  );
});

test("what is left out is counted in whole rows", () => {
  const row = (n: number): Part => ({ row: ["x".repeat(3000), String(n)], controls: [] });
  const drawn = said(...Array.from({ length: 40 }, (_, n) => row(n)));
  expect(drawn).toMatch(/"text":"and \d+ more"/);
});

test("three buttons stand side by side, more stand below", () => {
  const button = (n: number): Control => ({ button: `B${n}`, action: "claim", value: "1" });
  const drawn = render({ summary: "", parts: [{ controls: [1, 2, 3, 4].map(button) }] });
  expect(drawn.body.map((set) => "actions" in set && set.actions.length)).toEqual([3, 1]);
});

test("what notifications and old clients show is the summary, nothing of the card", () => {
  const drawn = render({ summary: "Answer owed", parts: [{ text: ["Acme v. Beta"] }] });
  expect(drawn.fallbackText).toBe("Answer owed");
});

describe("a picture", () => {
  const png = trendPicture([], 0.9).catch(() => new Uint8Array());
  const bars = [{ label: "5 Jan", value: 90 }, { label: "12 Jan" }];
  test("is a chart of Teams' own, the picture where there is none, its words where there is neither", async () => {
    const picture = { png: await png, title: "In time", alt: "90 %", bars };
    const card: Card = { summary: "", parts: [{ picture }] };
    const [drawn] = render(card, "message", ["data:image/png;base64,AA=="]).body;
    // A week in which nothing was due is no nought.
    expect(drawn).toMatchObject({ type: "Chart.VerticalBar", data: [{ x: "5 Jan", y: 90 }] });
    expect(drawn).toMatchObject({ fallback: { type: "Image", altText: "90 %" } });
    expect(JSON.stringify(render(card))).toContain("In time: 90 %");
  });

  test("is made small enough for a message", async () => {
    const week = (n: number) => ({
      week: { monday: `2026-0${1 + (n >> 2)}-0${1 + (n & 3)}` },
      judged: 50,
      met: 40 + n,
    });
    const trend = Array.from({ length: 12 }, (_, n) => week(n)) as unknown as Parameters<typeof trendPicture>[0];
    const picture = { png: await trendPicture(trend, 0.9), title: "In time", alt: "90 %" };
    const [address] = await pictures({ summary: "", parts: [{ picture }] });
    expect(address).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(address!.length).toBeLessThan(30_001);
  });
});

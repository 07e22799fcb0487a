import fc from "fast-check";
import { expect, test } from "vitest";
import { cardView, formView } from "../../../src/chat/slack/forms.ts";
import { render, renderHome } from "../../../src/chat/slack/render.ts";
import { blockProblems } from "../../../src/sandbox/slack/blocks.ts";
import type { Action, Card, Control, Part, Span } from "../../../src/views/card.ts";
import { gallery } from "../../views/gallery.ts";

test.each(Object.entries(gallery))("Slack takes the card %s, as a message, a page and a form", (_, card) => {
  expect(blockProblems(render(card).blocks, "/blocks", 50)).toEqual([]);
  expect(blockProblems(renderHome(card).blocks, "/blocks", 100)).toEqual([]);
  expect(blockProblems(cardView(card).blocks, "/blocks", 100)).toEqual([]);
});

const text = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.constantFrom("", " ", "\n", "<!here>", "*".repeat(4000), "é".repeat(3500)),
);
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
const controls = fc.array(control, { maxLength: 30 });
const part: fc.Arbitrary<Part> = fc.oneof(
  text.map((heading) => ({ heading })),
  spans.map((said) => ({ text: said })),
  spans.map((note) => ({ note })),
  fc.record({ row: spans, controls }),
  controls.map((all) => ({ controls: all })),
  fc.record({ png: fc.uint8Array(), title: text, alt: text }).map((picture) => ({ picture })),
  fc.constant({ divider: true } as const),
);
const card: fc.Arbitrary<Card> = fc.record({ summary: text, parts: fc.array(part, { maxLength: 60 }) });

test("Slack takes whatever card there is", () => {
  fc.assert(
    fc.property(card, fc.boolean(), (any, uploaded) => {
      const pictures = uploaded ? any.parts.map(() => "F0123456789") : [];
      expect(blockProblems(render(any, pictures).blocks, "/blocks", 50)).toEqual([]);
    }),
  );
});

test("Slack takes whatever form there is", () => {
  const choices = fc.array(fc.record({ label: text, value: fc.uuid() }), { minLength: 1, maxLength: 120 });
  const input = fc.oneof(fc.constantFrom("line" as const, "lines" as const), fc.record({ choices }));
  const field = fc.record({ name: fc.uuid(), label: text, hint: text, initial: text, input });
  const form = fc.record({
    title: text,
    submit: text,
    context: fc.string(),
    intro: text,
    fields: fc.array(field, { maxLength: 8 }),
  });
  fc.assert(
    fc.property(form, (any) => {
      const view = formView({ id: "reassign", ...any });
      expect(blockProblems(view.blocks, "/blocks", 100)).toEqual([]);
      expect([view.title.text.length, view.submit!.text.length].every((length) => length >= 1 && length <= 24)).toBe(
        true,
      );
    }),
  );
});

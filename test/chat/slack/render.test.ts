import fc from "fast-check";
import { expect, test } from "vitest";
import { answersOf, carriedBy, formView } from "../../../src/chat/slack/forms.ts";
import { mrkdwn } from "../../../src/chat/slack/mrkdwn.ts";
import { render } from "../../../src/chat/slack/render.ts";
import type { Card, Part } from "../../../src/views/card.ts";
import { say } from "../../../src/views/say.ts";

const nudge: Card = {
  summary: "Answer owed to Dana Reed, Acme",
  parts: [
    {
      text: [
        { bold: "Answer owed to Dana Reed, Acme" },
        " · Acme v. Beta\nDue in 45 minutes, at 16:00. Asked in ",
        { link: "#acme", url: "https://a.example/p1?a=1&b=2" },
      ],
    },
    {
      controls: [
        { link: "Open message", url: "https://a.example/p1" },
        { button: "I'm on it", action: "claim", value: "4127", style: "primary" },
        { menu: "Snooze", action: "snooze", options: [{ label: "1 hour", value: "4127 1h" }] },
      ],
    },
  ],
};

test("a command is said as it is typed here, in the notification too", () => {
  const { text, blocks } = render(
    say("Closed. Not done after all? ", { command: "reopen 1" }, ", or see ", { command: "mine" }),
  );
  expect(text).toBe("Closed. Not done after all? /inquiries reopen 1, or see /inquiries");
  expect(JSON.stringify(blocks)).toContain("after all? `/inquiries reopen 1`, or see `/inquiries`");
});

test("a nudge is a section and its buttons", () => {
  const plain = (text: string) => ({ type: "plain_text", text, emoji: false });
  expect(render(nudge)).toEqual({
    text: "Answer owed to Dana Reed, Acme",
    blocks: [
      {
        type: "section",
        text: {
          type: "mrkdwn",
          verbatim: true,
          text: "*Answer owed to Dana Reed, Acme* · Acme v. Beta\nDue in 45 minutes, at 16:00. Asked in <https://a.example/p1?a=1&amp;b=2|#acme>",
        },
      },
      {
        type: "actions",
        elements: [
          { type: "button", action_id: "open", text: plain("Open message"), url: "https://a.example/p1" },
          { type: "button", action_id: "rejoinder:claim", text: plain("I'm on it"), value: "4127", style: "primary" },
          {
            type: "static_select",
            action_id: "rejoinder:snooze",
            placeholder: plain("Snooze"),
            options: [{ text: plain("1 hour"), value: "4127 1h" }],
          },
        ],
      },
    ],
  });
});

test("an entry's one button stands beside it, and two of a kind keep apart", () => {
  const take = (value: string) => ({ button: "Take", action: "take", value }) as const;
  const { blocks } = render({
    summary: "s",
    parts: [{ row: ["Globex"], controls: [take("1")] }, { controls: [take("1"), take("2")] }],
  });
  expect(blocks[0]).toMatchObject({ type: "section", accessory: { action_id: "rejoinder:take", value: "1" } });
  expect(blocks[1]).toMatchObject({ elements: [{ action_id: "rejoinder:take" }, { action_id: "rejoinder:take:1" }] });
});

test.each([
  ["<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"],
  ["*Acme* _v._ `Beta` ~x~", "∗Acme∗ ˍv.ˍ ʼBetaʼ ∼x∼"],
  ["acme_v_beta 2*3", "acme_v_beta 2*3"],
])("a name stays a name: %s", (name, drawn) => expect(mrkdwn([name], 3000)).toEqual([drawn]));

test("an address that is none is no link", () =>
  expect(mrkdwn([{ link: "press <here>", url: "javascript:alert(1)" }], 3000)).toEqual(["press &lt;here&gt;"]));

test("a long list ends with how many more there are, within Slack's 50 blocks", () => {
  const row = (n: number): Part => ({ row: [`Inquiry ${n}`], controls: [] });
  const { blocks } = render({ summary: "s", parts: Array.from({ length: 80 }, (_, n) => row(n)) });
  expect(blocks).toHaveLength(50);
  expect(blocks.at(-1)).toMatchObject({ type: "context", elements: [{ text: "and 31 more" }] });
});

test("whatever a card says, no string is longer than Slack takes, and every word is there", () => {
  const words = fc.array(fc.constantFrom("Acme & Co", "\n", "<b>", "*", " ", "x".repeat(700), "🎉".repeat(50)), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 50, max: 3000 }), (all, limit) => {
      const chunks = mrkdwn(all, limit);
      for (const chunk of chunks) {
        expect(chunk.length).toBeLessThanOrEqual(limit);
        expect(chunk.isWellFormed()).toBe(true);
        expect(chunk).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }
      const squeezed = (text: string) => text.replace(/\s/g, "");
      const plain = (text: string) =>
        text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("∗", "*").replaceAll("&amp;", "&");
      expect(squeezed(plain(chunks.join("")))).toBe(squeezed(all.join("")));
    }),
  );
});

test("long words are shortened where Slack wants them short", () => {
  const { blocks, text } = render({
    summary: "s".repeat(5000),
    parts: [{ heading: "h".repeat(200) }, { controls: [{ button: "b".repeat(90), action: "show", value: "1" }] }],
  });
  expect(text).toHaveLength(3000);
  expect(blocks).toMatchObject([
    { text: { text: `${"h".repeat(149)}…` } },
    { elements: [{ text: { text: `${"b".repeat(74)}…` } }] },
  ]);
});

test("a picture that is not uploaded is told in its words", () => {
  const picture = { png: new Uint8Array(), title: "Attainment", alt: "94 % this week" };
  expect(render({ summary: "s", parts: [{ picture }] }, ["F1"]).blocks).toMatchObject([
    { type: "image", slack_file: { id: "F1" }, alt_text: "94 % this week" },
  ]);
  expect(render({ summary: "s", parts: [{ picture }] }).blocks).toMatchObject([
    { type: "context", elements: [{ text: "Attainment: 94 % this week" }] },
  ]);
});

test("a form gives back what it was given and what was filled in", () => {
  const on = { platform: "slack", workspace: "T1", conversation: "D1", id: "1.1" };
  const to = { name: "to", label: "To", initial: "7", input: { choices: [{ label: "Kim", value: "7" }] } } as const;
  const view = formView(
    {
      id: "reassign",
      title: "Reassign",
      submit: "Save",
      context: "4127",
      fields: [to, { name: "why", label: "Why", optional: true, input: "lines" }],
    },
    on,
  );
  expect(view.callback_id).toBe("rejoinder:reassign");
  expect(carriedBy(view)).toEqual({ context: "4127", on });
  expect(view.blocks).toMatchObject([
    { block_id: "to", element: { initial_option: { value: "7" } } },
    { block_id: "why", optional: true },
  ]);
  const state = { values: { to: { value: { selected_option: { value: "7" } } }, why: { value: { value: "  " } } } };
  expect(answersOf({ ...view, state })).toEqual({ to: "7" });
  expect(carriedBy({ private_metadata: "{" })).toEqual({ context: "" });
});

test("more people than one menu takes are offered in groups, so that nobody is left out", () => {
  const choices = Array.from({ length: 230 }, (_, n) => ({ label: `Lawyer ${n}`, value: String(n) }));
  const field = { name: "to", label: "To", initial: "205", input: { choices } };
  const { blocks } = formView({ id: "reassign", title: "t", submit: "s", context: "", fields: [field] });
  const { element } = blocks[0] as {
    element: { option_groups: { label: { text: string }; options: object[] }[]; initial_option: object };
  };
  expect(element.option_groups.map(({ label, options }) => [label.text, options.length])).toEqual([
    ["Lawyer 0 – Lawyer 99", 100],
    ["Lawyer 100 – Lawyer 199", 100],
    ["Lawyer 200 – Lawyer 229", 30],
  ]);
  expect(element.initial_option).toMatchObject({ value: "205" });
});

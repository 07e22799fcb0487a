import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { Answers, Card, Field, Form } from "../../views/card.ts";
import type { SentRef } from "../platform.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { fields, word } from "./read.ts";
import { ACTION, choices, label, render } from "./render.ts";

/** What travels with an open form and comes back with its answers. */
interface Carried {
  readonly context: string;
  /** The card from which it was opened. */
  readonly on?: SentRef;
}

/** The one input of each block: the block has the field's name. */
const INPUT = "value";

/** A form as a modal of Slack. `on`: the card whose button opened it. */
export function formView(form: Form, on?: SentRef): ModalView {
  const carried: Carried = { context: form.context, on };
  const intro: KnownBlock[] = mrkdwn([form.intro ?? ""], 3000).map((text) => ({
    type: "section",
    text: { type: "mrkdwn", text, verbatim: true },
  }));
  return {
    type: "modal",
    callback_id: `${ACTION}${form.id}`,
    private_metadata: JSON.stringify(carried),
    title: label(form.title, 24),
    submit: label(form.submit, 24),
    close: label("Cancel", 24),
    blocks: [...intro, ...form.fields.map(input)].slice(0, 100),
  };
}

/** A card as a modal: where Slack gives no other place to answer. */
export const cardView = (card: Card): ModalView => ({
  type: "modal",
  title: label("Rejoinder", 24),
  close: label("Close", 24),
  blocks: render(card).blocks,
});

function input(field: Field): InputBlock {
  return {
    type: "input",
    block_id: field.name,
    label: label(field.label, 2000),
    hint: field.hint ? label(field.hint, 2000) : undefined,
    optional: field.optional ?? false,
    element: inputElement(field),
  };
}

function inputElement({ input: kind, initial }: Field): InputBlock["element"] {
  if (typeof kind === "string")
    return {
      type: "plain_text_input",
      action_id: INPUT,
      multiline: kind === "lines",
      initial_value: initial?.slice(0, 3000),
      max_length: 3000,
    };
  const offered = choices(kind.choices);
  const options = offered.options ?? offered.option_groups.flatMap((group) => group.options);
  const initial_option = options.find((each) => each.value === initial);
  return { type: "static_select", action_id: INPUT, ...offered, initial_option };
}

/** The answers of a submitted view, by field name. */
export function answersOf(view: unknown): Answers {
  const values = Object.entries(fields(fields(fields(view).state).values));
  const answers = values.map(([name, inputs]) => {
    const given = fields(fields(inputs)[INPUT]);
    return [name, word(given.value)?.trim() || word(fields(given.selected_option).value)] as const;
  });
  return Object.fromEntries(answers.filter((answer): answer is [string, string] => answer[1] !== undefined));
}

/** What the form carried; nothing where it is not one of ours. */
export function carriedBy(view: unknown): Carried {
  try {
    const { context, on } = fields(JSON.parse(word(fields(view).private_metadata) ?? "{}"));
    return { context: word(context) ?? "", on: on ? (on as SentRef) : undefined };
  } catch {
    return { context: "" };
  }
}

import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { type Answers, type Card, eachOf, type Field, type Form } from "../../views/card.ts";
import type { SentRef } from "../platform.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { type Fields, fields, list, word } from "./read.ts";
import { ACTION, choices, label, render } from "./render.ts";

/** What travels with an open form and comes back with its answers. */
interface Carried {
  readonly context: string;
  /** The card from which it was opened. */
  readonly on?: SentRef;
}

/** The one input of each block: the block has the field's name. */
const INPUT = "value";
/** As many checkboxes stand below each other; more choices are a menu. */
const CHECKBOXES = 10;

/**
 * A form as a modal of Slack. `on`: the card whose button opened it. `instead`: the identity of the form whose place it takes;
 * Slack keeps what was typed where an input of the same name stays.
 */
export function formView(form: Form, on?: SentRef, instead = ""): ModalView {
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
    blocks: [...intro, ...form.fields.map((field) => input(field, `${INPUT}${instead}`))].slice(0, 100),
  };
}

/** A card as a modal: where Slack gives no other place to answer. */
export const cardView = (card: Card): ModalView => ({
  type: "modal",
  title: label("Rejoinder", 24),
  close: label("Close", 24),
  blocks: render(card).blocks,
});

function input(field: Field, action_id: string): InputBlock {
  return {
    type: "input",
    block_id: field.name,
    label: label(field.label, 2000),
    hint: field.hint ? label(field.hint, 2000) : undefined,
    optional: field.optional ?? false,
    element: inputElement(field, action_id),
  };
}

function inputElement({ input: kind, initial }: Field, action_id: string): InputBlock["element"] {
  if (typeof kind === "string")
    return {
      type: "plain_text_input",
      action_id,
      multiline: kind === "lines",
      initial_value: initial?.slice(0, 3000),
      max_length: 3000,
    };
  if ("people" in kind) return peopleElement(kind.people, eachOf(initial), action_id);
  const offered = choices(kind.choices);
  const options = offered.options ?? offered.option_groups.flatMap((group) => group.options);
  if (!kind.several) {
    const initial_option = options.find((each) => each.value === initial);
    return { type: "static_select", action_id, ...offered, initial_option };
  }
  const chosen = options.filter((each) => eachOf(initial).includes(each.value));
  const initial_options = chosen.length > 0 ? chosen : undefined;
  return options.length <= CHECKBOXES
    ? { type: "checkboxes", action_id, options, initial_options }
    : { type: "multi_static_select", action_id, ...offered, initial_options };
}

function peopleElement(how: "one" | "several", ids: readonly string[], action_id: string): InputBlock["element"] {
  return how === "one"
    ? { type: "users_select", action_id, initial_user: ids[0] }
    : { type: "multi_users_select", action_id, initial_users: ids.length > 0 ? [...ids] : undefined };
}

/** The answers of a submitted view, by field name. */
export function answersOf(view: unknown): Answers {
  const values = Object.entries(fields(fields(fields(view).state).values));
  const answers = values.map(([name, inputs]) => [name, answerOf(fields(Object.values(fields(inputs))[0]))] as const);
  return Object.fromEntries(answers.filter((answer): answer is [string, string] => answer[1] !== undefined));
}

function answerOf(given: Fields): string | undefined {
  const one = word(given.value)?.trim() || word(fields(given.selected_option).value) || word(given.selected_user);
  const options = list(given.selected_options).map((option) => fields(option).value);
  const several = [...options, ...list(given.selected_users)].flatMap((each) => word(each) ?? []);
  return one || several.join(",") || undefined;
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

import type { CardElementArray, IAdaptiveCard } from "@microsoft/teams.cards";
import type { Answers, Field, Form } from "../../views/card.ts";
import type { SentRef } from "../platform.ts";
import { OURS, type Surface, title } from "./controls.ts";
import { fields, word } from "./read.ts";
import { whole } from "./render.ts";
import { lines } from "./runs.ts";

/** A form travels with its answers, so that it can be shown again with what is wrong; one too large to travel does not. */
const MOST = 12_000;

/** Everyone of the organisation, by Entra id. Source: learn.microsoft.com, "People Picker in Adaptive Cards". */
const PEOPLE = "graph.microsoft.com/users";

/** What travels with a form and comes back with its answers. */
interface Carried {
  readonly form: string;
  readonly context: string;
  readonly whole?: Form;
  /** The card from which it was opened. */
  readonly on?: SentRef;
}

interface Shown {
  readonly given?: Answers;
  /** By field name. */
  readonly complaints?: Readonly<Record<string, string>>;
  readonly on?: SentRef;
}

/** A form as a card: for a dialog, or for a message where no dialog can be opened. */
export function formCard(form: Form, surface: Surface, { given = {}, complaints = {}, on }: Shown = {}): IAdaptiveCard {
  const inputs = form.fields.flatMap((field) => input(field, given[field.name], complaints[field.name]));
  const carried: Carried = { form: form.id, context: form.context, ...(fits(form) ? { whole: form } : {}), on };
  const data = { [OURS]: carried };
  return {
    ...whole(form.title, [...lines([form.intro ?? ""]), ...inputs]),
    actions: [
      surface === "dialog"
        ? { type: "Action.Submit", title: title(form.submit), data, style: "positive" }
        : { type: "Action.Execute", title: title(form.submit), verb: "submit", data, style: "positive" },
    ],
  };
}

const fits = (form: Form) => JSON.stringify(form).length <= MOST;

function input(field: Field, given: string | undefined, complaint: string | undefined): CardElementArray {
  const { name, input: kind, optional = false, hint } = field;
  const value = given ?? field.initial;
  const label = title(optional ? `${field.label} (optional)` : field.label, 200);
  const base = {
    id: name,
    label,
    value,
    isRequired: !optional,
    errorMessage: optional ? undefined : "Please fill this in.",
  };
  const below = complaint
    ? lines([complaint], { color: "Attention", weight: "Bolder" })
    : lines([hint ?? ""], { isSubtle: true, size: "Small" });
  if (typeof kind === "string")
    return [{ type: "Input.Text", ...base, isMultiline: kind === "lines", maxLength: 3000 }, ...tight(below)];
  if ("people" in kind) {
    const found = { type: "Data.Query", dataset: PEOPLE } as const;
    const isMultiSelect = kind.people === "several";
    return [
      {
        type: "Input.ChoiceSet",
        ...base,
        isMultiSelect,
        choices: [],
        "choices.data": found,
        placeholder: "Type a name",
      },
      ...tight(below),
    ];
  }
  const choices = kind.choices.map((choice) => ({ title: title(choice.label, 75), value: choice.value }));
  // Each is a text of its own there, and would be read as Markdown.
  if (kind.several) {
    const listed = choices.map((choice) => ({ ...choice, title: unmarked(choice.title) }));
    return [
      { type: "Input.ChoiceSet", ...base, style: "expanded", isMultiSelect: true, choices: listed },
      ...tight(below),
    ];
  }
  const style = kind.choices.length > 12 ? "filtered" : "compact";
  return [{ type: "Input.ChoiceSet", ...base, style, choices, placeholder: "Choose" }, ...tight(below)];
}

const LOOKALIKES: Readonly<Record<string, string>> = { "[": "(", "]": ")", "*": "∗", _: "ˍ", "`": "ʼ", "~": "∼" };
const unmarked = (words: string) => words.replace(/[[\]*_`~]/g, (mark) => LOOKALIKES[mark]!);

const tight = (below: ReturnType<typeof lines>) => below.map((line) => ({ ...line, spacing: "Small" as const }));

/** The answers that came back, by field name; a field left empty is absent. */
export function answersOf(data: unknown): Answers {
  const given = Object.entries(fields(data)).flatMap(([name, value]) => {
    const answer = name === OURS ? undefined : word(value)?.trim();
    return answer ? [[name, answer] as const] : [];
  });
  return Object.fromEntries(given);
}

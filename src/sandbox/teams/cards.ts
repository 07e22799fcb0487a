import { cannot } from "./people/can.ts";
import type { Fields, Message } from "./workspace.ts";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";

/** The Adaptive Card a person sees on a message: the one that took its place for them, or its own. */
export const cardOn = (message: Message, user: string): Fields | undefined =>
  message.views.get(user) ??
  (message.attachments.find((one) => one.contentType === ADAPTIVE)?.content as Fields | undefined);

/** Everything of these types anywhere in a card, in reading order. What is not visible counts too: a toggle may show it. */
export function within(card: Fields, wanted: (type: string) => boolean): Fields[] {
  const found: Fields[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (value && typeof value === "object") {
      const element = value as Fields;
      if (typeof element.type === "string" && wanted(element.type)) found.push(element);
      for (const [key, inner] of Object.entries(element)) if (key !== "data" && key !== "fallback") walk(inner);
    }
  };
  walk(card);
  return found;
}

export const actionsOf = (card: Fields): Fields[] => within(card, (type) => type.startsWith("Action."));

/** The action with this id, verb or title. @throws CannotDo, saying what there is */
export function actionNamed(card: Fields, name: string): Fields {
  const all = actionsOf(card);
  const there = all.map(({ title, verb, id }) => title ?? verb ?? id).join(", ") || "nothing";
  const found =
    all.find(({ id }) => id === name) ??
    all.find(({ title }) => title === name) ??
    all.find(({ verb }) => verb === name);
  return found ?? cannot(`There is no "${name}" here; there is: ${there}.`);
}

/**
 * What a card's inputs hold once someone has filled them in, by input id: what they entered, else what stood there. An input
 * may be named by its label or placeholder, a choice by its title, as a person would. `people`: whom a people picker finds.
 * @throws CannotDo for an input or a choice that is not there, or a required one left empty
 */
export function filledIn(
  card: Fields,
  entered: Record<string, string>,
  people: People = () => undefined,
): Record<string, string> {
  const inputs = within(card, (type) => type.startsWith("Input."));
  const known = new Set(inputs.flatMap(namesOf));
  for (const name of Object.keys(entered)) if (!known.has(name)) cannot(`The card has no input called ${name}.`);
  const held: Record<string, string> = {};
  for (const input of inputs) {
    const name = namesOf(input).find((one) => entered[one] !== undefined);
    const given = name === undefined ? (input.value as string | undefined) : entered[name];
    if (input.isRequired && !given) cannot(String(input.errorMessage ?? `${namesOf(input).at(-1)} is required.`));
    if (given !== undefined)
      held[String(input.id)] = given && input.type === "Input.ChoiceSet" ? chosen(input, given, people) : given;
  }
  return held;
}

const namesOf = ({ id, label, placeholder }: Fields): string[] => [id, label, placeholder].filter(Boolean).map(String);

/** Finds someone in the organisation's directory as one who types there does; their Entra id. */
export type People = (typed: string) => string | undefined;

/** The value of what was picked; several by commas where many may be. */
function chosen(input: Fields, given: string, people: People): string {
  const { dataset } = (input["choices.data"] ?? {}) as Fields;
  if (String(dataset).startsWith("graph.microsoft.com/users")) {
    const picked = given.split(",").map((one) => people(one) ?? cannot(`The directory knows nobody called "${one}".`));
    if (picked.length > 1 && !input.isMultiSelect) cannot("Only one person can be chosen here.");
    return picked.join(",");
  }
  // Found by asking the bot, not in the card.
  if (dataset || input.style === "people") return given;
  const choices = (input.choices ?? []) as { title: string; value: string }[];
  const one = (picked: string) =>
    choices.find(({ title, value }) => value === picked || title === picked)?.value ??
    cannot(`There is no choice "${picked}"; there are: ${choices.map(({ value }) => value).join(", ")}.`);
  return input.isMultiSelect ? given.split(",").map(one).join(",") : one(given);
}

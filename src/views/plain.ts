import type { Card, Control, Form, Input, Part } from "./card.ts";
import { bare, type Typed } from "./say.ts";

/** A card as plain text: for the terminal, and for reading aloud. Controls stand in brackets, menus end in ▾. */
export const plain = (card: Card, typed: Typed = quoted): string =>
  card.parts
    .map((one) => part(one, typed))
    .filter(Boolean)
    .join("\n");

/** The line of a notification. */
export const plainSummary = ({ summary }: Card, typed: Typed = quoted): string => bare(summary, typed);

const quoted = (words: string): string => `\`${words}\``;

/** A form as plain text, one field a line. */
export function plainForm(form: Form): string {
  const fields = form.fields.map((field) => {
    const choices = offered(field.input);
    const initial = field.initial ? ` = ${field.initial}` : "";
    return `- ${field.label}${field.optional ? " (optional)" : ""}${choices}${initial}${field.hint ? `\n  ${field.hint}` : ""}`;
  });
  return [form.title, ...(form.intro ? [form.intro] : []), ...fields, `[${form.submit}]`].join("\n");
}

function offered(input: Input): string {
  if (typeof input === "string") return "";
  if ("people" in input) return input.people === "one" ? ": (a person)" : ": (people)";
  return `: ${input.choices.map((one) => one.label).join(input.several ? " + " : " / ")}`;
}

function part(one: Part, typed: Typed): string {
  if ("heading" in one) return one.heading;
  if ("text" in one) return bare(one.text, typed);
  if ("note" in one) return bare(one.note, typed);
  if ("row" in one) return [bare(one.row, typed), controls(one.controls)].filter(Boolean).join("  ");
  if ("controls" in one) return controls(one.controls);
  if ("picture" in one) return `[picture: ${one.picture.title}. ${one.picture.alt}]`;
  return "---";
}

const controls = (all: readonly Control[]): string => all.map(control).join(" ");

function control(one: Control): string {
  if ("button" in one) return `[${one.button}]`;
  if ("link" in one) return `[${one.link}]`;
  return one.menu === "⋯" ? "[⋯]" : `[${one.menu} ▾]`;
}

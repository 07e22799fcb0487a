import type { Card, Control, Form, Input, Part, Span } from "./card.ts";
import { bare } from "./say.ts";

/** A card as plain text: for the terminal, and for reading aloud. Controls stand in brackets, menus end in ▾. */
export const plain = (card: Card): string => card.parts.map(part).filter(Boolean).join("\n");

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

function part(one: Part): string {
  if ("heading" in one) return one.heading;
  if ("text" in one) return spans(one.text);
  if ("note" in one) return spans(one.note);
  if ("row" in one) return [spans(one.row), controls(one.controls)].filter(Boolean).join("  ");
  if ("controls" in one) return controls(one.controls);
  if ("picture" in one) return `[picture: ${one.picture.title}. ${one.picture.alt}]`;
  return "---";
}

const spans = (parts: readonly Span[]): string => parts.map(bare).join("");

const controls = (all: readonly Control[]): string => all.map(control).join(" ");

function control(one: Control): string {
  if ("button" in one) return `[${one.button}]`;
  if ("link" in one) return `[${one.link}]`;
  return one.menu === "⋯" ? "[⋯]" : `[${one.menu} ▾]`;
}

import { describe, expect, test } from "vitest";
import { parseCommand } from "../../src/domain/command.ts";
import type { Card, Control, Part, Span } from "../../src/views/card.ts";
import { plain, plainForm, plainSummary } from "../../src/views/plain.ts";
import { cards as all } from "./everything.ts";
import { firms } from "./firms.ts";
import { corrections, forms } from "./forms-shown.ts";
import { gallery, now, zone } from "./gallery.ts";
import { held } from "./held.ts";
import { logs } from "./logs.ts";
import { pasts } from "./pasts.ts";
import { proofs } from "./proofs.ts";

const cards = Object.entries(all);

test("every card reads as it was last read aloud", async () => {
  const told = cards.map(([name, card]) => `== ${name}\n(${plainSummary(card)})\n${plain(card)}\n`).join("\n");
  await expect(told).toMatchFileSnapshot("gallery.txt");
});

test("a firm's file is told as it was last read aloud", async () => {
  const told = Object.entries(firms).map(([name, lines]) => `== ${name}\n${lines}\n`);
  await expect(told.join("\n")).toMatchFileSnapshot("firms.txt");
});

test("a past reads as it was last read aloud", async () => {
  const told = Object.entries(pasts).map(([name, lines]) => `== ${name}\n${lines}\n`);
  await expect(told.join("\n")).toMatchFileSnapshot("pasts.txt");
});

test("what is held about a client reads as it was last read aloud", async () => {
  const told = Object.entries(held).map(([name, page]) => `== ${name}\n${page}`);
  await expect(told.join("\n")).toMatchFileSnapshot("held.txt");
});

test("that a wall held is proved as it was last read aloud", async () => {
  const told = Object.entries(proofs).map(([name, lines]) => `== ${name}\n${lines}\n`);
  await expect(told.join("\n")).toMatchFileSnapshot("proofs.txt");
});

test("the audit log is told as it was last read aloud", async () => {
  const told = Object.entries(logs).map(([name, lines]) => `== ${name}\n${lines}\n`);
  await expect(told.join("\n")).toMatchFileSnapshot("logs.txt");
});

test("every form reads as it was last read aloud", async () => {
  const told = [...Object.values(forms).map(plainForm), ...Object.values(corrections)];
  await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("forms.txt");
});

describe("on every card", () => {
  test.each(cards)("%s: each command that is shown is understood as it stands", (name, card) => {
    for (const command of commands(card)) {
      if (name.startsWith("help") && /[<[]/.test(command)) continue; // what it takes, not an example
      expect(command).not.toMatch(/^\//);
      expect(parseCommand(command, { zone, now }).do, command).not.toBe("misunderstood");
    }
  });

  test.each(cards)("%s: no command is drawn for one platform alone", (_, card) =>
    expect(codes(card, "code").filter((code) => !/^\d+$/.test(code))).toEqual([]),
  );

  test.each(cards)("%s: no shouting, no jargon, nothing unsaid", (_, card) => {
    const told = `${plainSummary(card)}\n${plain(card)}`;
    expect(told).not.toMatch(/!|\bSLAs?\b|deadline|undefined|NaN|Infinity|\[object|\.\.|: \.| {2}(?!\[)/i);
    expect(plainSummary(card)).toMatch(/^\S.*\S$/);
  });

  test.each(cards)("%s: fits what a platform takes", (_, card) => {
    expect(card.parts.length).toBeLessThanOrEqual(50);
    for (const part of card.parts) {
      if ("text" in part) expect(part.text.map(words).join("").length).toBeLessThanOrEqual(3000);
      for (const control of controlsOf(part))
        if ("menu" in control) expect(control.options.length).toBeLessThanOrEqual(100);
    }
  });

  test.each(cards)("%s: each control names the inquiry it is about, or the step", (_, card) => {
    for (const control of card.parts.flatMap(controlsOf)) {
      if ("action" in control && /^(set up|skip step)$/.test(control.action)) {
        const values = "menu" in control ? control.options.map(({ value }) => value) : [control.value];
        for (const value of values) expect(value).toMatch(/^(office|groups|people|client|channel|card)( \d+)?$/);
        continue;
      }
      if ("button" in control) expect(control.value).toMatch(/^\d+$/);
      if ("menu" in control) for (const { value } of control.options) expect(value).toMatch(/^\d+ \S/);
    }
  });
});

test("each choice of the snooze menu is the tail of a command", () => {
  const snooze = gallery["nudge: due soon"]!.parts.flatMap(controlsOf).find(
    (one) => "menu" in one && one.action === "snooze",
  );
  const choices = snooze && "menu" in snooze ? snooze.options : [];
  expect(choices).toHaveLength(4);
  for (const { value } of choices)
    expect(parseCommand(`snooze ${value}`, { zone, now })).toMatchObject({ do: "snooze", id: 4127 });
});

test("a notification names client and matter and when, and never who asked", () => {
  const nudges = cards.filter(([name]) => name.startsWith("nudge"));
  for (const [name, card] of nudges) expect(plainSummary(card), name).not.toMatch(/Dana|Reed|Lee|Fox|Kim|Ana|counsel/);
});

const controlsOf = (part: Part): readonly Control[] => ("controls" in part ? part.controls : []);
const words = (span: Span): string => (typeof span === "string" ? span : Object.values(span)[0]!);

const commands = (card: Card) => codes(card, "command");

function codes(card: Card, kind: "code" | "command"): string[] {
  const spans = card.parts.flatMap((part) =>
    "text" in part ? part.text : "note" in part ? part.note : "row" in part ? part.row : [],
  );
  return spans.flatMap((span) => (typeof span !== "string" && kind in span ? [Object.values(span)[0]!] : []));
}

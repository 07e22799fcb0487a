import { describe, expect, test } from "vitest";
import { parseCommand } from "../../src/domain/command.ts";
import type { Card, Control, Part, Span } from "../../src/views/card.ts";
import { linkChannelForm, logContactForm, reassignForm } from "../../src/views/forms.ts";
import { plain, plainForm } from "../../src/views/plain.ts";
import { channelForm, clientForm } from "../../src/views/set-up/client.ts";
import { holidaysForm, officeForm } from "../../src/views/set-up/office.ts";
import { groupForm, peopleForm } from "../../src/views/set-up/people.ts";
import { gallery, now, zone } from "./gallery.ts";

const cards = Object.entries(gallery);
const clients = [{ label: "Acme", value: "1" }];

test("every card reads as it was last read aloud", async () => {
  const told = cards.map(([name, card]) => `== ${name}\n(${card.summary})\n${plain(card)}\n`).join("\n");
  await expect(told).toMatchFileSnapshot("gallery.txt");
});

test("every form reads as it was last read aloud", async () => {
  const forms = [
    logContactForm(clients),
    linkChannelForm("acme-counsel", clients, "7"),
    reassignForm("Acme, lease", clients, "4127"),
    officeForm({ name: "Fixture & Partners", zone, weekly: { mon: [["09:00", "17:30"]] }, jurisdiction: "US-NY" }),
    holidaysForm(
      2026,
      [{ date: "2026-01-01", name: "New Year's Day" }],
      [{ date: "2026-02-12", name: "Lincoln's Birthday" }],
    ),
    groupForm(),
    groupForm({ id: 1, name: "Litigation", lead: "U1", members: ["U2", "U3"] }),
    peopleForm({ partners: ["U1"], admins: ["U2"], elsewhere: ["Pat Reyes"] }),
    clientForm([{ label: "Litigation", value: "1" }]),
    channelForm([{ label: "#acme-counsel", value: "7" }]),
  ];
  await expect(`${forms.map(plainForm).join("\n\n")}\n`).toMatchFileSnapshot("forms.txt");
});

describe("on every card", () => {
  test.each(cards)("%s: each command that is shown is understood as it stands", (name, card) => {
    for (const code of codes(card)) {
      if (name.startsWith("help") && /[<[]/.test(code)) continue; // what it takes, not an example
      if (!code.startsWith("/")) continue;
      expect(parseCommand(code, { zone, now }).do, code).not.toBe("misunderstood");
    }
  });

  test.each(cards)("%s: no shouting, no jargon, nothing unsaid", (_, card) => {
    const told = `${card.summary}\n${plain(card)}`;
    expect(told).not.toMatch(/!|\bSLAs?\b|deadline|undefined|NaN|Infinity|\[object|\.\.|: \.| {2}(?!\[)/i);
    expect(card.summary).toMatch(/^\S.*\S$/);
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
  for (const [name, card] of nudges) expect(card.summary, name).not.toMatch(/Dana|Reed|Lee|Fox|Kim|Ana|counsel/);
});

const controlsOf = (part: Part): readonly Control[] => ("controls" in part ? part.controls : []);
const words = (span: Span): string => (typeof span === "string" ? span : Object.values(span)[0]!);

function codes(card: Card): string[] {
  const spans = card.parts.flatMap((part) =>
    "text" in part ? part.text : "note" in part ? part.note : "row" in part ? part.row : [],
  );
  return spans.flatMap((span) => (typeof span !== "string" && "code" in span ? [span.code] : []));
}

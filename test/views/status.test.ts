import { describe, expect, test } from "vitest";
import type { Part } from "../../src/views/card.ts";
import { plain } from "../../src/views/plain.ts";
import { statusCard } from "../../src/views/status.ts";
import { acme, globex, initech, now, zone } from "./gallery.ts";

const counts = { open: 90, overdue: 2, dueToday: 3 };
const rows = (parts: readonly Part[]) => parts.filter((part) => "row" in part).length;
const ninety = Array.from({ length: 90 }, (_, i) => ({ ...acme, inquiryId: i + 1 }));

describe("a list of what is owed", () => {
  test("shows a phone's screenful, most urgent first, and how to see the rest", () => {
    const card = statusCard("Litigation", [initech, acme, globex, ...ninety], counts, { zone, more: "team all" }, now);
    expect(rows(card.parts)).toBe(6);
    expect(plain(card).split("\n")[1]).toMatch(/^Overdue 1 h 20 min · Globex, lease/);
    expect(plain(card)).toMatch(/and 87 more: `team all`$/);
  });

  test("asked for all, shows as many as one message holds and says what it left out", () => {
    const card = statusCard("Litigation", ninety, counts, { zone, all: true, more: "team all" }, now);
    expect(rows(card.parts)).toBe(40);
    expect(card.parts.length).toBeLessThanOrEqual(50);
    expect(plain(card)).toMatch(/and 50 more, less urgent\. Fewer at a time: `overdue`$/);
  });

  test("says nothing of a rest where there is none", () =>
    expect(
      plain(statusCard("Acme", [acme], { open: 1, overdue: 0, dueToday: 1 }, { zone, more: "client Acme all" }, now)),
    ).not.toContain("more"));

  test("offers what nobody has to whoever reads it, and hands it on where there is anyone to choose", () => {
    const one = { open: 1, overdue: 1, dueToday: 0 };
    expect(plain(statusCard("Globex", [globex], one, { zone }, now))).toMatch(/\[Take\]$/);
    const colleagues = [{ label: "Ana Ruiz", value: "12" }];
    expect(plain(statusCard("Globex", [globex], one, { zone, colleagues }, now))).toMatch(/\[Take\] \[Assign ▾\]$/);
  });
});

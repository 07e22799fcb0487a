import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { massMail } from "../../../src/domain/detect/mass-mail.ts";
import { notAsks } from "../../../src/domain/detect/not-asks.ts";
import { otherLanguages } from "../../../src/domain/detect/other-languages.ts";
import { questions } from "../../../src/domain/detect/questions.ts";
import { quietAsks } from "../../../src/domain/detect/quiet-asks.ts";
import { relays } from "../../../src/domain/detect/relays.ts";
import { requests } from "../../../src/domain/detect/requests.ts";
import { telling } from "../../../src/domain/detect/telling.ts";
import { detect } from "../../../src/domain/detect.ts";
import { grade } from "../../../src/domain/grade.ts";
import { at } from "../../../src/domain/time.ts";

const tables = { questions, requests, quietAsks, notAsks, massMail, telling, otherLanguages, relays };
const phrases = Object.entries(tables).flatMap(([table, cues]) =>
  cues.flatMap((cue) => cue.phrases.split(";").map((phrase) => ({ table, phrase: phrase.trim() }))),
);

describe("the rules can be heard as written", () => {
  test("no group is left open or stands in another", () => {
    const broken = phrases.filter(({ phrase }) => !/^\^?[^()]*(?:\([^()]*\)[^()]*)*$/.test(phrase));
    expect(broken).toEqual([]);
  });

  test("no phrase has a capital, an apostrophe or a hyphen, which no word that is read has", () => {
    const broken = phrases.filter(({ phrase }) => /[A-Z'’-]/.test(phrase));
    expect(broken).toEqual([]);
  });

  test("`|` stands in groups only, `^` only first, and no phrase is empty", () => {
    const broken = phrases.filter(
      ({ phrase }) => phrase === "" || /\|/.test(phrase.replace(/\([^()]*\)/g, "")) || phrase.lastIndexOf("^") > 0,
    );
    expect(broken).toEqual([]);
  });

  test("asks weigh for an ask, the rest against", () => {
    for (const cue of [...questions, ...requests, ...quietAsks, ...otherLanguages])
      expect(cue.points).toBeGreaterThan(0);
    for (const cue of [...notAsks, ...massMail]) expect(cue.points).toBeLessThan(0);
  });
});

test("any message gets a verdict, a reason and a grade, and none throws", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc
      .array(
        fc.constantFrom("can you", "thanks", "> ", "`", "<@", ":", "?", "\n", "by Tuesday", "I'll", "5", "İ", "👍"),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(" ")),
  );
  const now = at("2026-01-09T15:00-05:00");
  fc.assert(
    fc.property(anything, fc.constantFrom("client" as const, "colleague" as const), (text, from) => {
      const verdict = detect(text, from);
      expect(["inquiry", "not", "unsure"]).toContain(verdict.is);
      expect(verdict.why).toMatch(/\w/);
      const graded = grade(text, now, "Pacific/Auckland");
      expect(graded.promisedFor ?? now + 1).toBeGreaterThan(now);
      if (graded.promisedFor !== undefined) expect(graded.grade).toBe("holding");
    }),
    { numRuns: 500 },
  );
});

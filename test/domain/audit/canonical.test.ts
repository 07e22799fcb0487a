import { describe, expect, test } from "vitest";
import { canonical } from "../../../src/domain/audit/canonical.ts";
import { entryText, readEntry } from "../../../src/domain/audit.ts";

describe("one text for one value", () => {
  test("names stand in the order of their UTF-16 code units, without spaces", () =>
    expect(canonical({ b: 2, a: 1, "\u20ac": 3, "\r": 4, "\u{1f600}": 5, "\ufb33": 6, "1": 7 })).toBe(
      // As in RFC 8785, 3.2.3.
      '{"\\r":4,"1":7,"a":1,"b":2,"\u20ac":3,"\u{1f600}":5,"\ufb33":6}',
    ));
  test("a text is escaped no more than it must be", () =>
    expect(canonical('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'));
  test("what is undefined is left out, what is null is not", () =>
    expect(canonical({ a: undefined, b: null, c: [true, -0] })).toBe('{"b":null,"c":[true,0]}'));
  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("%s has no text", (n) =>
    expect(() => canonical({ n })).toThrow(RangeError),
  );
  test("half a character has no text", () => expect(() => canonical(["\ud83d"])).toThrow(RangeError));
});

describe("an entry", () => {
  const entry = {
    at: Date.UTC(2026, 0, 9, 21, 30),
    actor: { person: 3 },
    act: "assigned",
    subject: { kind: "inquiry", id: 12 },
    details: { to: 4, why: "on leave", workspace: "T0123ABCD" },
  } as const;

  test("has one text, whatever order it was put together in", () => {
    const text =
      '{"act":"assigned","actor":{"person":3},"at":"2026-01-09T21:30:00.000Z","details":{"to":4,"why":"on leave","workspace":"T0123ABCD"},"subject":{"id":12,"kind":"inquiry"}}';
    expect(entryText(entry)).toBe(text);
    const { details, at, ...rest } = entry;
    expect(entryText({ details, ...rest, at })).toBe(text);
  });
  test("reads back as it was", () => expect(readEntry(entryText(entry))).toEqual(entry));
  test("inquiries stand once each, in order", () =>
    expect(readEntry(entryText({ ...entry, inquiries: [3, 1, 3] })).inquiries).toEqual([1, 3]));
  test.each(["Dana Reed", "Is the lease signed?", "Acme v. Beta", "Überprüfung", "dana@acme.example", "a\nb", ""])(
    "%j is no fixed word, and is refused without being repeated",
    (text) => {
      expect(() => entryText({ ...entry, details: { text } })).toThrow("no fixed word");
      expect(() => entryText({ ...entry, details: { text: [1, text] } })).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(text || "\0") }),
      );
    },
  );
});

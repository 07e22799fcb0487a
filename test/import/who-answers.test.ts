import { expect, test } from "vitest";
import type { PastAccount } from "../../src/domain/past.ts";
import { whoAnswers } from "../../src/import/who-answers.ts";

const someone = (id: string, email?: string, more: Partial<PastAccount> = {}): PastAccount => ({
  ref: { platform: "fixture", workspace: "T1", id },
  name: id.toLowerCase(),
  email,
  bot: false,
  deactivated: false,
  runsIt: false,
  ...more,
});

const everyone = [
  someone("UANA", "ana@fixture.example", { runsIt: true }),
  someone("UBEN", "Ben@London.Fixture.Example"),
  someone("UDANA", "dana@acme.example"),
  someone("UEVE", "eve@notfixture.example"),
  someone("UBOT", "bot@fixture.example", { bot: true }),
  someone("UNOMAIL"),
];

test.each([
  [["UANA"], ["UANA"]],
  [
    ["UANA, UNOMAIL", "UDANA"],
    ["UANA", "UNOMAIL", "UDANA"],
  ],
  [["fixture.example"], ["UANA", "UBEN"]],
  [["@FIXTURE.example"], ["UANA", "UBEN"]],
  [["dana@acme.example;UBEN"], ["UDANA", "UBEN"]],
])("--firm %j is %j", (typed, ids) => expect([...whoAnswers(typed, everyone)]).toEqual(ids));

test("nobody named: it says whom there is to choose from", () =>
  expect(() => whoAnswers([" "], everyone)).toThrow(
    "Say who answers for the firm with --firm: an e-mail domain (fixture.example: 1, london.fixture.example: 1, acme.example: 1, notfixture.example: 1), or user ids (its admins are uana UANA).",
  ));

test.each(["UNOBODY", "example.org", "nobody@fixture.example", "UBOT"])(
  "%s is nobody, and is not passed over",
  (typed) =>
    expect(() => whoAnswers(["UANA", typed], everyone)).toThrow(
      `"${typed}" is nobody in this export. Give --firm an e-mail`,
    ),
);

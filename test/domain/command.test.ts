import { describe, expect, test } from "vitest";
import type { Command } from "../../src/domain/command/verbs.ts";
import { commandWords, firstWords } from "../../src/domain/command/words.ts";
import { type Misunderstood, parseCommand } from "../../src/domain/command.ts";
import { at } from "../../src/domain/time.ts";

const whence = { zone: "America/New_York", now: at("2026-01-14T15:15-05:00") }; // a Wednesday
const parse = (text: string) => parseCommand(text, whence);

const understood: [string, Command][] = [
  ["", { do: "mine" }],
  ["  \u00a0 ", { do: "mine" }],
  ["all", { do: "mine", all: true }],
  ["team", { do: "team" }],
  ["team litigation", { do: "team", group: "litigation" }],
  ["TEAM Litigation all", { do: "team", group: "Litigation", all: true }],
  ["team “Real Estate”", { do: "team", group: "Real Estate" }],
  ["overdue", { do: "overdue" }],
  ["Today.", { do: "today" }],
  ["client Acme Holdings", { do: "client", client: "Acme Holdings" }],
  ['client "All"', { do: "client", client: "All" }],
  ["lawyer @Kim Park", { do: "lawyer", person: "Kim Park" }],
  ["lawyer <@U123>", { do: "lawyer", person: "<@U123>" }],
  ["show 4127", { do: "show", id: 4127 }],
  ["#4127", { do: "show", id: 4127 }],
  ["why #4127?", { do: "why", id: 4127 }],
  ["take 41", { do: "take", id: 41 }],
  ["take 41 please", { do: "take", id: 41 }],
  ["assign 41 to @Kim Park", { do: "assign", id: 41, to: "Kim Park" }],
  ["assign 41 kim", { do: "assign", id: 41, to: "kim" }],
  ["pause 41", { do: "pause", id: 41 }],
  ["pause 41 until Friday", { do: "pause", id: 41, until: at("2026-01-16T09:00-05:00") }],
  ["resume 41", { do: "resume", id: 41 }],
  ["resolve 41", { do: "resolve", id: 41 }],
  ["done 41", { do: "resolve", id: 41 }],
  ["reopen 41", { do: "reopen", id: 41 }],
  ["dismiss 41", { do: "dismiss", id: 41 }],
  ["dismiss 41 because sent twice", { do: "dismiss", id: 41, reason: "sent twice" }],
  ["snooze 41 until tomorrow 9", { do: "snooze", id: 41, until: at("2026-01-15T09:00-05:00") }],
  ["snooze #41, 1h", { do: "snooze", id: 41, until: at("2026-01-14T16:15-05:00") }],
  ["help", { do: "help" }],
  ["?", { do: "help" }],
  ["help Snooze", { do: "help", topic: "snooze" }],
  ["/inquiries overdue", { do: "overdue" }],
];

describe("a conflict of interest", () => {
  test.each<[string, Command]>([
    ["conflicts", { do: "conflicts" }],
    ["conflicts list", { do: "conflicts" }],
    ["conflicts Beta Holdings", { do: "conflicts", name: "Beta Holdings" }],
    ['conflicts with "List"', { do: "conflicts", name: "List" }],
    ["conflict settle 7", { do: "conflicts", settle: { id: 7, outcome: "none" } }],
    [
      "conflicts settle #7 because another Beta",
      { do: "conflicts", settle: { id: 7, outcome: "none", because: "another Beta" } },
    ],
    [
      "conflicts settle 7 as a conflict because we act for both",
      { do: "conflicts", settle: { id: 7, outcome: "conflict", because: "we act for both" } },
    ],
    ["conflicts unlist 3", { do: "conflicts", unlist: 3 }],
    ["adverse Beta", { do: "adverse", name: "Beta", also: [] }],
    [
      'adverse "Beta for Business" for Acme Holdings also Betamax, Beta AG',
      { do: "adverse", name: "Beta for Business", forWhom: "Acme Holdings", also: ["Betamax", "Beta AG"] },
    ],
    [
      "adverse Beta for Acme, Acme v. Beta also Betamax",
      { do: "adverse", name: "Beta", forWhom: "Acme, Acme v. Beta", also: ["Betamax"] },
    ],
    ["adverse Beta Holdings also Betamax", { do: "adverse", name: "Beta Holdings", also: ["Betamax"] }],
    ["prospective Hooli, Inc", { do: "prospective", name: "Hooli, Inc", also: [] }],
  ])("%s", (text, command) => expect(parse(text)).toEqual(command));
});

describe("a role", () => {
  test.each<[string, Command]>([
    ["grant admin Kim Park", { do: "grant", role: "admin", person: "Kim Park" }],
    ["revoke risk officer from @kim", { do: "revoke", role: "risk officer", person: "kim" }],
    ["grant partner to Kim", { do: "grant", role: "partner", person: "Kim" }],
    ["appoint team lead of Tax to Kim", { do: "grant", role: "lead", person: "Kim", of: [["Tax", "Kim"]] }],
    [
      'grant partner of "Real Estate" Kim Park',
      { do: "grant", role: "partner", person: "Kim Park", of: [["Real Estate", "Kim Park"]] },
    ],
    [
      "revoke member of Real Estate @Kim Park",
      { do: "revoke", role: "member", person: "Kim Park", of: [["Real Estate", "Kim Park"]] },
    ],
    // Where nothing says where the group's name ends, the longest comes first.
    [
      "grant partner of Real Estate Kim",
      {
        ...{ do: "grant", role: "partner", person: "Estate Kim" },
        of: [
          ["Real Estate", "Kim"],
          ["Real", "Estate Kim"],
        ],
      },
    ],
    ["roles", { do: "roles" }],
  ])("%s", (text, command) => expect(parse(text)).toEqual(command));
});

describe("understood", () => {
  test.each(understood)("%j", (text, command) => expect(parse(text)).toEqual(command));

  const week = { from: at("2026-01-19T00:00-05:00"), to: at("2026-01-24T00:00-05:00") };
  test.each([
    ["leave from Monday to Friday @kim", "kim"],
    ["leave Monday to Friday Kim Park", "Kim Park"],
    ['leave Mon-Fri "Kim Park"', "Kim Park"],
    ["leave Monday to Friday, delegate: <@U123>", "<@U123>"],
    ["leave 19 Jan to 23 Jan to kim", "kim"],
    ["leave 19 to 23 January kim", "kim"],
    ["away monday until friday, @Kim Park", "Kim Park"],
  ])("%j: a leave whose last day is included", (text, delegate) =>
    expect(parse(text)).toEqual({ do: "leave", ...week, delegate }),
  );
});

describe("two who are one person", () => {
  test.each([
    ['link "Kim Park" "K. Park"', "Kim Park", "K. Park"],
    ["link Kim Park and Kimberly Park", "Kim Park", "Kimberly Park"],
    ["link kim, kimberly", "kim", "kimberly"],
    ["link kim kimberly", "kim", "kimberly"],
    ["link @Kim Park @K. Park", "Kim Park", "K. Park"],
    ["link <@U1> to <@U2>", "<@U1>", "<@U2>"],
    ["link Kim Park with kim@example.com", "Kim Park", "kim@example.com"],
    ["link k@one.example k@two.example", "k@one.example", "k@two.example"],
  ])("%j", (text, person, other) => expect(parse(text)).toEqual({ do: "link", person, other }));

  test.each(["link", "link kim", "link Kim and Ana and Ben"])("%j names no two", (text) =>
    expect(parse(text)).toMatchObject({ because: "Which two are one person? Give both names." }),
  );
});

describe("misunderstood, with something that works", () => {
  test.each([
    ["overdeu", "overdue"],
    ["tdoay", "today"],
    ["shwo 41", "show 41"],
    ["snoze 41 until tomorrow 9", "snooze 41 until tomorrow 9"],
    ["assing 41 @kim", "assign 41 @kim"],
    ["Initech", "client Initech"],
  ])("%j is near %j", (text, instead) =>
    expect(parse(text)).toMatchObject({
      do: "misunderstood",
      near: true,
      instead,
    }),
  );

  test.each([
    ["snooze 41", "Snooze it until when?", "snooze 41 until tomorrow 9"],
    ["snooze 41 today 9", "“today 9” is past.", "snooze 41 until tomorrow 9"],
    ["snooze 41 tuesdya", "I cannot read “tuesdya” as a time.", "snooze 41 until tomorrow 9"],
    ["snooze until tomorrow", "Which inquiry? Give its number, not “until”.", "snooze 4127 until tomorrow 9"],
    ["pause 41 until yesterday", "“until yesterday” is past.", "pause 41 until Friday"],
    ["take", "Which inquiry? Give its number.", "take 4127"],
    ["take 41 42", "One inquiry at a time, please.", "take 41"],
    ["show 41a", "“41a” is not the number of an inquiry.", "show 4127"],
    ["show 0", "“0” is not the number of an inquiry.", "show 4127"],
    ["show 99999999999999999999", "“99999999999999999999” is not the number of an inquiry.", "show 4127"],
    ["assign 41", "Assign it to whom?", "assign 41 @kim"],
    ["client", "Which client?", "client Acme"],
    ["leave", "From which day to which, and who answers for you meanwhile?", "leave Monday to Friday @kim"],
    ["leave Monday to Friday", "Who answers for you meanwhile?", "leave Monday to Friday @kim"],
    ["leave 5 Jan to 9 Jan kim", "“5 Jan to 9 Jan” is past.", "leave Monday to Friday @kim"],
    ["overdue litigation", "“litigation” is more than “overdue” takes.", "overdue"],
    ["snoze", "I do not know the command “snoze”. It may be “snooze”.", "snooze 4127 until tomorrow 9"],
    ["🙂", "I do not know the command “🙂”.", "help"],
  ])("%j", (text, because, instead) =>
    expect(parse(text)).toEqual({ do: "misunderstood", because, instead, near: false }),
  );

  test("whatever is typed, what is offered instead is understood", () => {
    const tails = [
      "",
      " ",
      " 41",
      " abc",
      " 41 foo",
      " @kim",
      " 41 yesterday",
      " to to to",
      ' "',
      " <@U1>",
      ` ${"x".repeat(5000)}`,
    ];
    const heads = [
      ...firstWords,
      ...firstWords.map((word) => word.slice(1)),
      "🙂",
      "\u202e",
      "Zürich AG",
      "-",
      "1e5",
      "SELECT",
    ];
    const offered = heads.flatMap((head) => tails.map((tail) => parse(head + tail))).filter(isMisunderstood);
    expect(offered.length).toBeGreaterThan(100);
    expect(offered.filter(({ instead }) => isMisunderstood(parse(instead)))).toEqual([]);
  });
});

const isMisunderstood = (what: Command | Misunderstood): what is Misunderstood => what.do === "misunderstood";

test("every example in the table of commands is the command that it is an example of", () => {
  for (const [verb, { example }] of Object.entries(commandWords)) expect(parse(example).do, example).toBe(verb);
});

test("no word begins two commands", () => {
  const words = Object.entries(commandWords).flatMap(([verb, { also }]) => [verb, ...also]);
  expect(new Set(words).size).toBe(words.length);
});

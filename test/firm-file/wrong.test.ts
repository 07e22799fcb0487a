import { expect, test } from "vitest";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { readFirmFile } from "../../src/firm-file/read.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";

const known: FirmPlan = fixtureFirm;
const platforms = ["slack", "teams"];
const now = at("2026-03-02T12:00-05:00");

/** `3: what is wrong` for each line that is. */
function wrong(yaml: string, firm: FirmPlan | undefined = known): string[] {
  const read = readFirmFile(yaml, { known: firm, platforms, now });
  return "wrong" in read ? read.wrong.map(({ line, say }) => `${line}: ${say}`) : [];
}

const HEAD = "firm: Fixture & Partners LLP\nzone: America/New_York\n";
const PEOPLE = `people:
  - { name: Kim Fixture, email: kim@fixture.example }
  - { name: Ash Fixture, email: ash@fixture.example, admin: true }
`;

test("a file that says nothing but whose it is leaves everything as it is", () => expect(wrong(HEAD)).toEqual([]));

test.each<[name: string, sections: string, sentence: string]>([
  [
    "a wall that says not why",
    "clients:\n  Acme:\n    walls:\n      - { screened: [Kim Fixture] }\n",
    '6: "why" is missing here. Write why it is there: that stays on record.',
  ],
  [
    "a wall from nobody there is",
    "clients:\n  Acme:\n    walls:\n      - { screened: [Kimm Fixture], why: so }\n",
    '6: No person or practice group is called "Kimm Fixture". Did you mean Kim Fixture?',
  ],
  [
    "a wall of both kinds",
    "clients:\n  Acme:\n    walls:\n      - { screened: [Kim Fixture], need to know: [Ana Fixture], why: so }\n",
    "6: A wall has either screened: and who is kept out, or need to know: and who alone is let in.",
  ],
  [
    "who needs to know, twice",
    "clients:\n  Acme:\n    walls:\n      - { need to know: [Kim Fixture], why: so }\n      - { need to know: [Litigation], why: so }\n",
    "7: Who needs to know is said twice here. Put all of them into one.",
  ],
  [
    "a length of time that is none",
    "retention:\n  words: a while\n",
    '4: "a while" is no length of time. Write it like 90 days, 18 months, 7 years, or nothing.',
  ],
  [
    "a lead who is nobody",
    "groups:\n  Litigation:\n    lead: Lea Fixture\n",
    '5: Nobody is called "Lea Fixture". Did you mean Lee Fixture?',
  ],
  [
    "a member who is like nobody",
    "groups:\n  Litigation:\n    members: [Zebedee]\n",
    '5: Nobody is called "Zebedee". Add them under people, or correct the name.',
  ],
  [
    "a word that is none",
    "clients:\n  Acme:\n    responsable: Kim Fixture\n",
    '5: "responsable" is no word that is known under Acme. Did you mean "responsible"?',
  ],
  [
    "a comma out of quotes",
    "clients:\n  Globex:\n    standard: { answer: 4 h, source: letter, clause 7 }\n",
    '5: "clause 7" is no word that is known under standard. What there is: acknowledge, answer, next answer, resolve, source, ladder. If it belongs to the words before it, put them all in quotes.',
  ],
  [
    "a client of no group",
    "clients:\n  Acme:\n    group: Litigatoin\n",
    '5: No practice group is called "Litigatoin". Did you mean Litigation?',
  ],
  [
    "a client that is perhaps another's slip",
    "clients:\n  Acme:\n  Globx:\n  Initech:\n",
    '5: Globx would be a new client, and Globex, so like it, is not in the file. Renamed: add "formerly: Globex". Two of them: keep Globex in the file.',
  ],
  [
    "a former name that nobody had",
    "clients:\n  Umbrella:\n    formerly: Parasol\n",
    '5: No client is called "Parasol". Take the line away.',
  ],
  [
    "a client twice",
    "clients:\n  Acme:\n    group: Litigation\n  Acme:\n",
    "6: This is written twice. Keep one of the two.",
  ],
  [
    "a client twice but for capitals",
    "clients:\n  Acme:\n  ACME:\n",
    "5: There are two of the name ACME, but for capitals. Keep one of them.",
  ],
  [
    "two standards of one client",
    "clients:\n  Acme:\n    standard: { answer: 4 h, source: letter }\n    standard: { answer: 5 h, source: letter }\n",
    "6: This is written twice. Keep one of the two.",
  ],
  [
    "a standard agreed nowhere",
    "clients:\n  Acme:\n    standard: { answer: 4 h }\n",
    'The standard of Acme does not say where it was agreed. Add it, such as source: "engagement letter, section 4".',
  ],
  [
    "a standard without a time",
    "standard:\n  source: firm policy\n",
    "3: The standard of the firm names no time. Write at least one, such as answer: 4 h, or take it away.",
  ],
  [
    "acknowledging that takes longer than answering",
    "standard:\n  acknowledge: 6 h\n  answer: 4 h\n",
    "4: To acknowledge within 6 h is longer than to answer within 4 h: it would never be missed. Shorten it, or take it away.",
  ],
  [
    "a target past every measure",
    "standard:\n  answer: 200 business days\n",
    "4: 200 business days is longer than a target may be: at most 1000 h.",
  ],
  [
    "a target of days that may be any",
    "standard:\n  answer: 2 days\n",
    '4: "2 days" is no length of business time. Write it like 30 min, 4 h, 1 h 30 min or 2 business days.',
  ],
  [
    "a ladder for somebody who gets none",
    "standard:\n  answer: 4 h\n  ladder:\n    50 %: boss\n",
    '6: "boss" gets no nudges. Write owner, lead or partner, or "owner and lead".',
  ],
  [
    "a ladder at no time",
    "standard:\n  answer: 4 h\n  ladder:\n    soon: owner\n",
    '6: "soon" is no time of a nudge. Write it like "50 %", "due" or "due + 1 h".',
  ],
  [
    "hours that overlap",
    "hours:\n  mon: 09:00-13:00, 12:00-17:00\n",
    "4: mon 09:00 to 13:00 and mon 12:00 to 17:00 overlap. Let one end before the other begins, or write them as one.",
  ],
  [
    "a night that runs into the morning",
    "hours:\n  mon: 22:00-06:00\n  tue: 05:00-12:00\n",
    "3: Mon 22:00 to 06:00 and Tue 05:00 to 12:00 overlap. Let one end before the other begins, or write them as one.",
  ],
  [
    "hours as one says them",
    "hours:\n  mon-fri: nine to five\n",
    '4: "nine to five" on mon-fri is no opening. Write it like 09:00-17:30, or closed.',
  ],
  [
    "a day that is none",
    "hours:\n  man: 09:00-17:00\n",
    '4: "man" is no weekday. Write mon, tue, wed, thu, fri, sat or sun, or several as mon-thu.',
  ],
  [
    "a day with hours twice",
    "hours:\n  mon-thu: 09:00-17:00\n  wed: 09:00-13:00\n",
    "5: Wed has its hours already. Write each day once.",
  ],
  [
    "a holiday on no day",
    "holidays:\n  days:\n    2026-02-30: Leap\n",
    '5: "2026-02-30" is no date: that month has 28 days. Write 2026-02-01 to 2026-02-28.',
  ],
  [
    "a holiday as other people write it",
    "holidays:\n  days:\n    25/12/2026: Christmas\n",
    '5: "25/12/2026" is not a date. Write it like 2026-12-25.',
  ],
  [
    "a half day at no time",
    "special days:\n  2026-12-24: { hours: 9-1, for: Christmas Eve }\n",
    '4: "9-1" on 2026-12-24 is no opening. Write it like 09:00-17:30, or closed.',
  ],
  [
    "one emoji for two things",
    "settings:\n  track emoji: white_check_mark\n",
    "3: :white_check_mark: cannot both track and resolve. Choose another for one of the two.",
  ],
  ["minutes in words", "settings:\n  merge minutes: ten\n", '4: "merge minutes" is a whole number, not "ten".'],
  [
    "a matter of no client",
    "channels:\n  - { channel: acme-counsel, client: Acme, matter: Acme v. Bet }\n",
    'Acme has no matter "Acme v. Bet". Did you mean Acme v. Beta?',
  ],
  [
    "a channel's client whom nobody described",
    "channels:\n  - { channel: acme-counsel, client: Akme }\n",
    '4: No client is called "Akme". Did you mean Acme?',
  ],
  [
    "a channel that nobody knows",
    "channels:\n  - { channel: acme-council, client: Acme }\n",
    '4: No channel "acme-council" is known yet. Did you mean acme-counsel?',
  ],
  [
    "a channel on no platform",
    "channels:\n  - { channel: x, id: slak/T1/C1, client: Acme }\n",
    '4: "slak/T1/C1" is no id of a channel. Write it like slack/workspace/channel; the platforms are slack and teams.',
  ],
  [
    "a channel for nobody",
    "channels:\n  - { channel: general }\n",
    "4: Which client is general for? Add client: and its name; or kind: other, and nothing in it is read.",
  ],
  [
    "a kind of channel that is none",
    "channels:\n  - { channel: general, kind: public, client: Acme }\n",
    '4: "public" is no kind. Write shared, internal or other.',
  ],
  [
    "a channel twice",
    "channels:\n  - { channel: general, client: Acme }\n  - { channel: General, client: Acme }\n",
    "5: #General is in the list twice. Keep one of the two.",
  ],
  [
    "a list that is none",
    "channels:\n  general: Acme\n",
    '3: "channels" is a list. Begin each line with "- ", or write [one, another].',
  ],
  [
    "a name that reads as a number",
    "channels:\n  - { channel: 2026, client: Acme }\n",
    '4: "channel" is read as a number. Put it in quotes: "2026".',
  ],
])("%s is refused by its line", (_name, sections, sentence) => {
  expect(wrong(HEAD + sections).join("\n")).toContain(sentence);
  expect(wrong(HEAD + sections)).toHaveLength(1);
});

test.each<[name: string, people: string, sentence: string]>([
  [
    "in a zone that is none",
    "  - { name: Zoe Fixture, zone: Europe/Londn }\n",
    '6: "Europe/Londn" is not a time zone. Did you mean Europe/London?',
  ],
  [
    "with no address",
    "  - { name: Zoe Fixture, email: zoe }\n",
    '6: "zoe" is not right here. Write an e-mail address, such as kim@fixture.example.',
  ],
  [
    "with somebody's address",
    "  - { name: Zoe Fixture, email: Kim@fixture.example }\n",
    "6: kim@fixture.example is somebody's already. Give each person their own, or take one of the two away.",
  ],
  ["without a name", "  - { email: zoe@fixture.example }\n", '6: "name" is missing here. Add it.'],
  [
    "who leaves some day",
    "  - { name: Zoe Fixture, left: 2027-01-01 }\n",
    "6: 2027-01-01 has not come yet. Write it on the day that Zoe Fixture leaves.",
  ],
  [
    "who is a partner, perhaps",
    "  - { name: Zoe Fixture, partner: maybe }\n",
    '6: "partner" is true or false, not "maybe".',
  ],
  [
    "who is quiet at no time",
    "  - { name: Zoe Fixture, quiet: at night }\n",
    '6: "at night" are no quiet hours. Write them like 20:00-07:30, or none.',
  ],
  [
    "known by another address",
    "  - { name: Ben Fixture, email: ben@new.example }\n",
    '6: Ben Fixture is known by ben@fixture.example, which is not in the file. A new address: add "formerly: ben@fixture.example". Somebody else: keep both in the file.',
  ],
])("a person %s is refused by their line", (_name, person, sentence) =>
  expect(wrong(HEAD + PEOPLE + person)).toEqual([sentence]),
);

test("a firm without an admin is refused: nobody would be asked what has no owner", () =>
  expect(wrong(`${HEAD}people:\n  - { name: Ash Fixture, email: ash@fixture.example }\n`)).toEqual([
    "3: Nobody is an admin, so nobody would be asked what has no owner. Give one person admin: true.",
  ]));

test("on an empty database a firm needs its hours and an admin", () => {
  const read = readFirmFile(HEAD, { platforms, now });
  expect("wrong" in read && read.wrong.map(({ say }) => say)).toEqual([
    'No firm is set up yet, so its opening hours are needed. Write hours:, and under it "mon-fri: 09:00-17:30".',
    "Nobody is an admin, so nobody would be asked what has no owner. Give one person admin: true.",
  ]);
});

test.each<[name: string, yaml: string, sentence: string]>([
  ["nothing", "", "1: The file is empty. npm run firm -- export writes one to begin with."],
  [
    "prose",
    "Dear Sir or Madam\n",
    '1: The file is not a list of sections. It begins like "firm: Fixture & Partners LLP".',
  ],
  ["a tab", "firm:\n\tname: x\n", "2: A tab stands at the beginning of the line. Write spaces instead."],
  ["a colon in a value", "firm: Fixture: Partners\n", '1: A value with ": " in it has to stand in quotes.'],
  [
    "a quote that never ends",
    'firm: "Fixture\nzone: UTC\n',
    "3: A quote or a bracket that was opened is not closed by here.",
  ],
  ["a bracket that never ends", "groups: [1, 2\nzone: UTC\n", "2: A [ or { that was opened is not closed by here."],
  ["a star", "firm: *Fixture\n", "1: A word that begins with * means something else in YAML. Put it in quotes."],
  [
    "two files in one",
    "firm: A\n---\nfirm: B\n",
    "2: A line of --- begins a second file here. Keep one firm in a file.",
  ],
  [
    "a crooked margin",
    "holidays:\n   of: US-NY\n  reviewed: 2026\n",
    "3: This does not line up with what is above it. Give it as many spaces as its neighbours.",
  ],
])("%s is no file of a firm, and the line is told", (_name, yaml, sentence) => expect(wrong(yaml)).toContain(sentence));

test("everything that is wrong is told at once, in the order of the lines", () =>
  expect(
    wrong(`firm: Fixture & Partners LLP
zone: Amerika/New_York
hourz: {}
groups:
  Litigation: { lead: Lea Fixture, members: [Kim Fixture, Bob] }
clients:
  Acme: { answer: 4 h, responsible: Kimm Fixture }
`),
  ).toEqual([
    '2: "Amerika/New_York" is not a time zone. Did you mean America/New_York?',
    '3: "hourz" is no word that is known in the file. Did you mean "hours"?',
    '5: Nobody is called "Lea Fixture". Did you mean Lee Fixture?',
    expect.stringContaining('5: Nobody is called "Bob".'),
    expect.stringContaining('7: "answer" is no word that is known under Acme.'),
    '7: Nobody is called "Kimm Fixture". Did you mean Kim Fixture?',
  ]));

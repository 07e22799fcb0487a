import type { CalendarSpec } from "../../src/domain/calendar/spec.ts";
import { openCalendar } from "../../src/domain/calendar.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { parseCommand } from "../../src/domain/command.ts";
import type { Owed } from "../../src/domain/owed.ts";
import { type FirmSoFar, stepsSeen } from "../../src/domain/set-up.ts";
import type { Settled } from "../../src/domain/settled.ts";
import { at, hours } from "../../src/domain/time.ts";
import type { Fact } from "../../src/domain/timeline.ts";
import type { WhyLine } from "../../src/domain/why.ts";
import { accessNotice } from "../../src/views/access.ts";
import { ambiguousAsk, channelJoinedAsk, ownerlessAsk, unsureAsk } from "../../src/views/asks.ts";
import type { Card } from "../../src/views/card.ts";
import { greeting, helpCard } from "../../src/views/help.ts";
import { homeCard } from "../../src/views/home.ts";
import * as keeping from "../../src/views/keeping.ts";
import * as notices from "../../src/views/notices.ts";
import type { Nudged } from "../../src/views/nudge/nudged.ts";
import { claimed, mootCard, nudgeCard } from "../../src/views/nudge.ts";
import * as refusals from "../../src/views/refusals.ts";
import * as replies from "../../src/views/replies.ts";
import * as roles from "../../src/views/roles.ts";
import { invited, setUpCard, setUpRow } from "../../src/views/set-up/card.ts";
import { showCard } from "../../src/views/show.ts";
import { statusCard } from "../../src/views/status.ts";
import * as wallViews from "../../src/views/walls.ts";
import { whyCard } from "../../src/views/why.ts";
import { conflictCards } from "./conflicts.ts";

export const zone = "America/New_York";
/** A Wednesday afternoon. */
export const now = at("2026-01-14T15:15-05:00");

const office = [["09:00", "17:30"]] as const;
const begun: FirmSoFar = {
  name: "Fixture & Partners",
  zone,
  weekly: { mon: office, tue: office, wed: office, thu: office, fri: office },
  ...{ jurisdiction: "US-NY", year: 2026, holidays: 15, reviewed: false },
  ...{ groups: [], partners: [], clients: [], channels: [] },
};
const halfWay: FirmSoFar = {
  ...begun,
  weekly: { ...begun.weekly, fri: [["09:00", "16:00"]] },
  ...{ holidays: 11, reviewed: true },
  groups: [
    { id: 1, name: "Litigation", lead: "Lee Sato" },
    { id: 2, name: "Corporate" },
  ],
};
const wholeFirm: FirmSoFar = {
  ...halfWay,
  ...{ partners: ["Pat Reyes", "Ana Ruiz"], clients: ["Acme"], channels: ["acme-counsel"] },
};

const aHold = {
  ...{ id: 3, client: "Acme", matter: "Acme v. Beta", placedBy: "Ash Sato", why: "it is in court" },
  placedAt: at("2026-01-13T12:00-05:00"),
};

export const aWall: wallViews.WallShown = {
  id: 3,
  kind: "screened",
  client: "Acme",
  matter: "Acme v. Beta",
  people: ["Kim Park"],
  groups: ["Tax"],
  since: at("2026-01-13T12:00-05:00"),
  reason: "she acted for Beta",
  madeBy: "Ash Sato",
  liftedAt: null,
  liftedBy: null,
};
export const needToKnow: wallViews.WallShown = {
  ...{ ...aWall, id: 5, kind: "need to know", client: "Initech", matter: null, people: ["Ana Ruiz", "Pat Reyes"] },
  ...{ groups: [], reason: "not announced yet", madeBy: null },
};

export const acme: Owed = {
  inquiryId: 4127,
  clock: "answer",
  dueAt: at("2026-01-14T16:00-05:00"),
  state: "open",
  client: "Acme",
  matter: "Acme v. Beta",
  contact: "Dana Reed",
  owner: "Kim Park",
  channel: "acme-counsel",
  askedAt: at("2026-01-14T10:12-05:00"),
  held: false,
  unsure: false,
  link: "https://chat.example/acme/1",
};
export const globex: Owed = {
  ...acme,
  ...{ inquiryId: 4098, client: "Globex", matter: "lease", contact: undefined, owner: undefined, channel: "globex" },
  ...{ dueAt: at("2026-01-14T13:55-05:00"), askedAt: at("2026-01-13T16:40-05:00") },
};
export const initech: Owed = {
  ...acme,
  ...{
    inquiryId: 4130,
    client: "Initech",
    matter: "share plan",
    contact: "Lee Fox",
    owner: "Ana Ruiz",
    clock: "promise",
  },
  ...{ dueAt: at("2026-01-20T12:00-05:00"), promisedFor: at("2026-01-20T12:00-05:00"), held: true },
};
const phoned: Owed = {
  ...globex,
  inquiryId: 4131,
  channel: undefined,
  link: undefined,
  via: "phone",
  owner: "Kim Park",
};
const unsure: Owed = {
  ...acme,
  inquiryId: 4133,
  unsure: true,
  dueAt: at("2026-01-16T10:00-05:00"),
  businessLeft: hours(8),
};
const paused: Owed = {
  ...acme,
  inquiryId: 4100,
  client: "Hooli",
  matter: undefined,
  state: "paused",
  dueAt: undefined,
};
const chased: Owed = {
  ...acme,
  inquiryId: 4140,
  clock: "next answer",
  dueAt: at("2026-01-15T10:00-05:00"),
  businessLeft: 165,
};

const to = (owed: Owed, whom: Nudged["to"] = "owner", insteadOf?: string): Nudged => ({ ...owed, to: whom, insteadOf });
const reader = { zone, colleagues: [{ label: "Ana Ruiz", value: "12" }] };
const counts = { open: 7, overdue: 2, dueToday: 3 };
const many = [globex, acme, phoned, unsure, paused, initech, chased].map((one, i) => ({ ...one, inquiryId: 4200 + i }));
const done = (how: Settled["how"], by?: string): Settled => ({
  client: "Acme",
  matter: "lease",
  at: at("2026-01-14T15:02-05:00"),
  how,
  by,
});

const spec: CalendarSpec = {
  zone,
  weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:30"]]])),
  holidays: [{ date: "2026-01-12", name: "Founders Day" }],
};
const terms = {
  standardId: 1,
  source: "engagement letter §4",
  target: hours(4),
  calendarVersion: 3,
  calendar: openCalendar(spec),
};
const answer: Clock = {
  kind: "answer",
  startedAt: at("2026-01-09T16:30-05:00"),
  dueAt: at("2026-01-13T13:00-05:00"),
  state: "breached",
  breachedAt: at("2026-01-13T13:00-05:00"),
  breaks: [{ from: at("2026-01-13T09:00-05:00"), to: at("2026-01-13T10:00-05:00") }],
  terms,
};
const clocks: Clock[] = [
  {
    ...answer,
    kind: "acknowledge",
    state: "met",
    stoppedAt: at("2026-01-09T17:00-05:00"),
    breachedAt: undefined,
    breaks: [],
    dueAt: at("2026-01-13T11:30-05:00"),
  },
  answer,
  {
    kind: "promise",
    startedAt: at("2026-01-13T14:00-05:00"),
    dueAt: at("2026-01-15T12:00-05:00"),
    state: "running",
    breaks: [],
  },
];
const line = (from: string, to: string, because: string, minutes: number): WhyLine => ({
  ...{ from: at(from), to: at(to), because, minutes },
  counted: because === "open",
});
const lines = [
  line("2026-01-09T16:30-05:00", "2026-01-09T17:30-05:00", "open", 60),
  line("2026-01-09T17:30-05:00", "2026-01-12T00:00-05:00", "Sat, Sun closed", 0),
  line("2026-01-12T00:00-05:00", "2026-01-13T00:00-05:00", "Founders Day", 0),
  line("2026-01-13T00:00-05:00", "2026-01-13T09:00-05:00", "overnight", 0),
  line("2026-01-13T09:00-05:00", "2026-01-13T10:00-05:00", "paused, waiting on the client", 60),
  line("2026-01-13T10:00-05:00", "2026-01-13T13:00-05:00", "open", 180),
];
const timeline: Fact[] = [
  { key: "1", at: at("2026-01-09T16:30-05:00"), kind: "asked", contactId: 1 },
  { key: "2", at: at("2026-01-09T17:00-05:00"), kind: "acknowledged", personId: 1 },
  { key: "3", at: at("2026-01-13T09:00-05:00"), kind: "paused", personId: 1, until: at("2026-01-13T10:00-05:00") },
  { key: "4", at: at("2026-01-13T11:00-05:00"), kind: "assigned", personId: 1, to: 2 },
  { key: "5", at: at("2026-01-13T14:00-05:00"), kind: "held", personId: 2, promisedFor: at("2026-01-15T12:00-05:00") },
];
const shown = {
  ...acme,
  ...{ askedAt: at("2026-01-09T16:30-05:00"), clocks, timeline, owner: "Ana Ruiz" },
  people: new Map([
    [1, "Kim Park"],
    [2, "Ana Ruiz"],
  ]),
  contacts: new Map([[1, "Dana Reed"]]),
};
const misunderstood = (text: string): Card => {
  const command = parseCommand(text, { zone, now });
  if (command.do !== "misunderstood") throw new Error(`“${text}” is understood.`);
  return refusals.misunderstood(command);
};

/** Every card that people may read, by what it is. */
const ending = {
  where: "Fixture New York",
  endsAt: at("2026-01-14T19:00-05:00"),
  why: "Slack broke off half-way (internal_error).",
};

export const gallery: Readonly<Record<string, Card>> = {
  "access: it will end": accessNotice(ending, zone, now),
  "access: it has ended": accessNotice({ ...ending, endsAt: at("2026-01-14T12:00-05:00") }, zone, now),
  "nudge: due soon": nudgeCard([to(acme)], reader, now),
  "nudge: due this minute": nudgeCard([to({ ...acme, dueAt: now })], reader, now),
  "nudge: first reply, tomorrow": nudgeCard([to({ ...chased, clock: "acknowledge" })], { zone }, now),
  "nudge: asked again": nudgeCard([to(chased)], { zone }, now),
  "nudge: overdue, a phone call": nudgeCard([to(phoned)], reader, now),
  "nudge: held, no time named": nudgeCard([to({ ...acme, held: true })], reader, now),
  "nudge: a promise": nudgeCard([to(initech)], reader, now),
  "nudge: a promise of someone on leave": nudgeCard([to(initech, "owner", "Ana Ruiz")], reader, now),
  "nudge: for someone on leave": nudgeCard([to(acme, "owner", "Kim Park")], reader, now),
  "nudge: to the team lead, nobody has it": nudgeCard([to(globex, "lead")], reader, now),
  "nudge: to the partner": nudgeCard([to(phoned, "partner")], reader, now),
  "nudge: to the admin": nudgeCard([to(globex, "admin")], reader, now),
  "nudge: unsure": nudgeCard([to(unsure)], reader, now),
  "nudge: several": nudgeCard(
    [to(acme), to(globex, "lead"), to(phoned), to(unsure), to(initech, "owner", "Ana Ruiz")],
    reader,
    now,
  ),
  "nudge: more than a screenful": nudgeCard(
    [...many, ...many].map((one) => to(one)),
    reader,
    now,
  ),
  "nudge: one of two done": nudgeCard([to(acme)], reader, now, [done("answered", "Kim Park")]),
  "nudge: I'm on it was pressed": claimed(nudgeCard([to(acme)], reader, now), 4127),
  "nudge: several, none overdue": nudgeCard([to(acme), to(initech)], reader, now),
  "nudge: several, told as team lead": nudgeCard(
    [to(acme, "lead"), to({ ...phoned, dueAt: now }, "lead")],
    reader,
    now,
  ),
  "nudge: what the firm promised": nudgeCard(
    [to({ ...initech, contact: undefined, owner: undefined }, "partner")],
    reader,
    now,
  ),
  "nudge: held, with a time named": nudgeCard([to({ ...acme, promisedFor: initech.promisedFor })], reader, now),
  "nudge: it can be closed": nudgeCard([to({ ...acme, clock: "resolve" })], reader, now),
  "nudge: a letter, half a minute left": nudgeCard(
    [to({ ...phoned, via: "in person", dueAt: now + 30_000 })],
    { zone },
    now,
  ),
  "nudge: by a zone that nobody knows": nudgeCard([to(acme)], { zone: "Mars/Olympus" }, now),
  "nudge, moot: nothing left": nudgeCard([], reader, now),
  "nudge, moot: answered": mootCard([done("answered", "Kim Park")], zone, now),
  "nudge, moot: several ways": mootCard(
    [
      done("answered elsewhere", "Kim Park"),
      done("answered elsewhere"),
      done("resolved", "Kim Park"),
      done("not an inquiry", "Kim Park"),
      done("not an inquiry"),
      done("withdrawn"),
      done({ movedTo: "Ana Ruiz" }, "Kim Park"),
      done({ movedTo: "Ana Ruiz" }, "Ana Ruiz"),
      done({ snoozedUntil: at("2026-01-15T09:00-05:00") }),
      done({ pausedUntil: undefined }, "Kim Park"),
      done({ pausedUntil: at("2026-01-16T09:00-05:00") }),
      done("not yours"),
    ],
    zone,
    now,
  ),
  "status: a group": statusCard("Litigation", many, counts, { ...reader, more: "team Litigation all" }, now),
  "status: mine": statusCard(
    "Yours",
    [acme, initech],
    { open: 2, overdue: 0, dueToday: 1 },
    { zone, mine: true, more: "all" },
    now,
  ),
  "status: a part of what there is": statusCard(
    "Overdue",
    many,
    counts,
    { ...reader, partial: true, only: true, more: "overdue all" },
    now,
  ),
  "status: nothing of it that is theirs to see": statusCard(
    "Tax",
    [],
    { open: 0, overdue: 0, dueToday: 0 },
    { zone, partial: true },
    now,
  ),
  "status: nothing open": statusCard("Litigation", [], { open: 0, overdue: 0, dueToday: 0 }, { zone }, now),
  "status: the overdue alone": statusCard(
    "Overdue",
    [globex, phoned],
    { open: 2, overdue: 2, dueToday: 0 },
    { zone, only: true },
    now,
  ),
  "status: as many as a message holds": statusCard(
    "Litigation",
    Array.from({ length: 60 }, (_, i) => ({ ...acme, inquiryId: 4200 + i })),
    { open: 60, overdue: 0, dueToday: 60 },
    { zone, all: true, more: "team Litigation all" },
    now,
  ),
  "status: one, overdue, and promised": statusCard(
    "Globex",
    [{ ...globex, promisedFor: at("2026-01-13T12:00-05:00") }],
    { open: 1, overdue: 1, dueToday: 0 },
    { zone },
    now,
  ),
  "status: due this minute, with holding replies, and no time": statusCard(
    "Acme",
    [
      { ...acme, dueAt: now, held: true },
      { ...acme, dueAt: undefined, channel: undefined },
      { ...acme, dueAt: now - 20 * 60_000 },
    ],
    { open: 9, overdue: 1, dueToday: 1 },
    { zone },
    now,
  ),
  "status: nothing overdue": statusCard(
    "Overdue",
    [],
    { open: 0, overdue: 0, dueToday: 0 },
    { zone, only: true, empty: "Nothing is overdue." },
    now,
  ),
  "status: one client, all of it overdue": statusCard(
    "Globex",
    [globex, phoned],
    { open: 2, overdue: 2, dueToday: 0 },
    { zone },
    now,
  ),
  "status: paused": statusCard(
    "Hooli",
    [paused, { ...paused, pausedUntil: at("2026-01-16T09:00-05:00") }],
    { open: 2, overdue: 0, dueToday: 0 },
    { zone },
    now,
  ),
  home: homeCard([acme, phoned], { open: 2, overdue: 1, dueToday: 1 }, { zone }, now),
  "home: nothing open": homeCard([], { open: 0, overdue: 0, dueToday: 0 }, { zone }, now),
  show: showCard({ ...shown, state: "open" }, reader, now),
  "show: closed": showCard({ ...shown, state: "resolved" }, reader, now),
  "show: unsure, and nobody has it": showCard({ ...shown, state: "open", unsure: true, owner: undefined }, reader, now),
  "show: settled, and nobody had it": showCard(
    {
      ...shown,
      ...{ state: "dismissed", owner: undefined, link: undefined, channel: undefined, via: undefined },
      clocks: [
        { ...answer, stoppedAt: at("2026-01-14T10:00-05:00") },
        { ...answer, kind: "next answer", state: "cancelled" },
        { ...answer, kind: "resolve", state: "paused" },
        { ...answer, kind: "acknowledge", state: "paused", dueAt: undefined },
        { ...answer, breachedAt: undefined },
      ],
      timeline: [
        ...timeline,
        { key: "6", at: at("2026-01-13T15:00-05:00"), kind: "asked", contactId: 9 },
        { key: "7", at: at("2026-01-13T15:01-05:00"), kind: "asked" },
        { key: "8", at: at("2026-01-13T15:02-05:00"), kind: "held", personId: 9 },
        { key: "9", at: at("2026-01-13T15:03-05:00"), kind: "paused", personId: 1 },
        { key: "10", at: at("2026-01-13T15:04-05:00"), kind: "assigned", personId: 1, to: 9 },
        { key: "11", at: at("2026-01-13T15:05-05:00"), kind: "resolved", personId: 1 },
        { key: "12", at: at("2026-01-13T15:06-05:00"), kind: "reopened", personId: 1 },
        { key: "13", at: at("2026-01-13T15:07-05:00"), kind: "dismissed", personId: 1, reason: "sent twice" },
        { key: "14", at: at("2026-01-13T15:08-05:00"), kind: "dismissed", reason: "" },
      ],
    },
    reader,
    now,
  ),
  "show: paused": showCard(
    { ...shown, state: "paused", timeline: Array.from({ length: 20 }, () => timeline).flat() },
    reader,
    now,
  ),
  why: whyCard(
    acme,
    clocks.map((clock) => ({ clock, lines })),
    zone,
    now,
  ),
  "why: waiting, late, other hours, and very long": whyCard(
    acme,
    [
      { clock: { ...answer, dueAt: undefined, state: "paused" }, lines: [{ ...lines[0]!, because: "other hours" }] },
      {
        clock: { ...answer, stoppedAt: at("2026-01-14T10:00-05:00") },
        lines: Array.from({ length: 30 }, () => lines)
          .flat()
          .slice(0, 27),
      },
    ],
    zone,
    now,
  ),
  "why: no clock": whyCard(acme, [], zone, now),
  help: helpCard(new Set()),
  "help: for a risk officer who is an admin": helpCard(new Set(["Admins", "Risk officers"])),
  "help: one command": helpCard(new Set(), "snooze"),
  "help: one command, for admins": helpCard(new Set(), "grant"),
  "ask: unsure": unsureAsk(unsure, zone, now),
  "ask: which inquiry": ambiguousAsk(
    {
      reply: 90,
      repliedAt: at("2026-01-14T15:05-05:00"),
      channel: "acme-counsel",
      candidates: [acme, chased],
      link: acme.link,
    },
    zone,
    now,
  ),
  "ask: whose channel, shared": channelJoinedAsk({ channel: "acme-counsel", channelId: 7, shared: true }),
  "ask: which inquiry, without a link": ambiguousAsk(
    { reply: 90, repliedAt: now, channel: "Ana and Dana", candidates: [acme, globex] },
    zone,
    now,
  ),
  "ask: whose channel, internal": channelJoinedAsk({ channel: "acme-team", channelId: 8, shared: false }),
  "ask: nobody owns one that waits on the client": ownerlessAsk(
    { ...paused, owner: undefined, pausedUntil: at("2026-01-16T09:00-05:00") },
    zone,
    now,
  ),
  "ask: nobody owns one without a due time": ownerlessAsk({ ...globex, dueAt: undefined }, zone, now),
  "ask: nobody owns it": ownerlessAsk(globex, zone, now, reader.colleagues),
  "reply: taken": replies.taken(acme, zone, now),
  "reply: on it": replies.onIt(acme, zone, now),
  "reply: assigned": replies.assigned(acme, "Ana Ruiz", zone, now),
  "reply: assigned, on leave": replies.assigned(acme, "Ana Ruiz", zone, now, "Lee Sato"),
  "reply: snoozed": replies.snoozed(acme, at("2026-01-14T15:45-05:00"), zone, now),
  "reply: taken, without a matter": replies.taken({ ...acme, matter: undefined }, zone, now),
  "reply: snoozed, nothing due": replies.snoozed(
    { ...acme, dueAt: undefined },
    at("2026-01-14T15:45-05:00"),
    zone,
    now,
  ),
  "reply: taken, nothing due": replies.taken({ ...acme, dueAt: undefined }, zone, now),
  "reply: taken, asked long ago": replies.taken({ ...acme, dueAt: at("2025-03-03T12:00-05:00") }, zone, now),
  "reply: taken, due next month": replies.taken({ ...acme, dueAt: at("2026-02-03T12:00-05:00") }, zone, now),
  "reply: snoozed past due": replies.snoozed(acme, at("2026-01-15T09:00-05:00"), zone, now),
  "reply: paused": replies.paused(acme, undefined, zone, now),
  "reply: paused until": replies.paused(acme, at("2026-01-16T09:00-05:00"), zone, now),
  "reply: resumed": replies.resumed(acme, zone, now),
  "reply: resolved": replies.resolved(acme),
  "reply: reopened": replies.reopened(globex, zone, now),
  "reply: dismissed": replies.dismissed(acme),
  "reply: answered elsewhere": replies.answeredElsewhere(acme),
  "reply: tracked": replies.tracked(acme, zone, now),
  "reply: logged": replies.logged(phoned, false, zone, now),
  "reply: logged, answered": replies.logged(phoned, true, zone, now),
  "reply: two are one person": replies.linked("Kim Park", "K. Park"),
  "reply: two of the same name are one person": replies.linked("Kim Park", "Kim Park"),
  "reply: on leave": replies.onLeave(at("2026-01-19T00:00-05:00"), at("2026-01-24T00:00-05:00"), "Kim Park", zone, now),
  "reply: on leave since today": replies.onLeave(
    at("2026-01-14T00:00-05:00"),
    at("2026-01-17T00:00-05:00"),
    "Kim Park",
    zone,
    now,
  ),
  "reply: on leave today alone": replies.onLeave(
    at("2026-01-14T00:00-05:00"),
    at("2026-01-15T00:00-05:00"),
    "Kim Park",
    zone,
    now,
  ),
  "reply: on leave tomorrow": replies.onLeave(
    at("2026-01-15T00:00-05:00"),
    at("2026-01-16T00:00-05:00"),
    "Kim Park",
    zone,
    now,
  ),
  "reply: channel linked": replies.channelLinked("#acme-counsel", "Acme", "Acme v. Beta"),
  "reply: channel left alone": replies.channelLinked("#lunch", undefined),
  "set-up: just begun": setUpCard(begun, stepsSeen(begun, [], 1, now)),
  "set-up: no holidays are kept": setUpCard(
    { ...begun, jurisdiction: undefined },
    stepsSeen({ ...begun, jurisdiction: undefined }, [], 1, now),
  ),
  "set-up: half way, two at it": setUpCard(
    halfWay,
    stepsSeen(
      halfWay,
      [
        { step: "people", skipped: true, by: { id: 1, name: "Ash Ito" }, at: now },
        { step: "client", skipped: false, by: { id: 2, name: "Lee Sato" }, at: now - 60_000 },
      ],
      1,
      now,
    ),
  ),
  "set-up: done": setUpCard(wholeFirm, stepsSeen(wholeFirm, [], 1, now)),
  "set-up: no channel yet": invited(),
  "set-up: on an admin's page": {
    summary: "You: nothing open",
    parts: [setUpRow(begun, stepsSeen(begun, [], 1, now))],
  },
  "set-up: asked for elsewhere": replies.setUpIsThere(),
  "help: to a greeting": greeting(new Set()),
  "reply: belongs": replies.belongs(acme),
  "reply: belongs to none": replies.belongsToNone(),
  "refusal: mistyped": misunderstood("overdeu"),
  "refusal: a name alone": misunderstood("initech"),
  "refusal: no time": misunderstood("snooze 41"),
  "refusal: a wall, nothing more": misunderstood("wall"),
  "refusal: a wall without a reason": misunderstood('wall "Acme v. Beta" from Kim'),
  "refusal: a wall from nobody": misunderstood('wall "Acme v. Beta" from because so'),
  "refusal: more than walls takes": misunderstood("walls tomorrow"),
  "refusal: a hold, nothing more": misunderstood("hold"),
  "refusal: a hold that says not why": misunderstood("hold Acme"),
  "refusal: a hold on nothing": misunderstood("hold because it is in court"),
  "refusal: which hold": misunderstood("release"),
  "refusal: no number of a hold": misunderstood("release Acme"),
  "refusal: more than releasing takes": misunderstood("release 3 tomorrow"),
  "refusal: more than holds takes": misunderstood("holds tomorrow"),
  "refusal: nothing that is kept": misunderstood("keep pictures 90 days"),
  "refusal: kept for how long": misunderstood("keep words Acme"),
  "refusal: which wall": misunderstood("lift"),
  "refusal: no number of a wall": misunderstood("lift Acme"),
  "refusal: more than lifting takes": misunderstood("lift 3 tomorrow"),
  "refusal: into the past": misunderstood("snooze 41 until yesterday"),
  "refusal: no delegate": misunderstood("leave Monday to Friday"),
  "refusal: more than it takes": misunderstood("mine tomorrow"),
  "refusal: more than setting up takes": misunderstood("setup tomorrow"),
  "refusal: more than a number": misunderstood("take 41 soon"),
  "refusal: several at a time": misunderstood("resolve 41 42"),
  "refusal: which client": misunderstood("client"),
  "refusal: which lawyer": misunderstood("lawyer"),
  "refusal: which inquiry": misunderstood("show"),
  "refusal: a name for a number": misunderstood("take Acme"),
  "refusal: no number of an inquiry": misunderstood("take 4x1"),
  "refusal: to whom": misunderstood("assign 41"),
  "refusal: no readable time": misunderstood("snooze 41 until whenever"),
  "refusal: leave, nothing more": misunderstood("leave"),
  "refusal: leave, no readable days": misunderstood("leave sometime @kim"),
  "refusal: leave that is over": misunderstood("leave 5 January 2026 to 6 January 2026 @kim"),
  "refusal: who is one person": misunderstood("link Kim"),
  "refusal: nearly a command, and not all of it": misunderstood("snoze 41"),
  "refusal: nonsense": misunderstood("§§§"),
  "refusal: more than a set-up": misunderstood("setup the office"),
  "refusal: no role at all": misunderstood("grant"),
  "refusal: a role that is none": misunderstood("grant king of Litigation @kim"),
  "refusal: a lead without a group": misunderstood("grant lead @kim"),
  "refusal: a member without a group": misunderstood("grant member @kim"),
  "refusal: a role without a person": misunderstood("grant admin"),
  "refusal: a role that no group has": misunderstood("grant admin of Litigation @kim"),
  "refusal: a role of a group without a person": misunderstood("grant partner of Litigation"),
  "refusal: more than roles takes": misunderstood("roles of mine"),
  "refusal: no such inquiry": refusals.noSuchInquiry(99),
  "refusal: nobody called so": refusals.nobodyCalled("client", "zebulon", [], (name) => `client ${name}`),
  "refusal: one near": refusals.nobodyCalled("client", "acem", ["Acme"], (name) => `client ${name}`),
  "refusal: several near": refusals.nobodyCalled(
    "person",
    "kin",
    ["Kim Park", "Kit Moss"],
    (name) => `assign 41 ${name}`,
  ),
  "refusal: several called so": refusals.severalCalled(
    "person",
    "kim",
    ["Kim Park", "Ana Kimball"],
    (name) => `assign 41 ${name}`,
  ),
  "refusal: closed already": refusals.already(acme, "resolved"),
  "refusal: paused already": refusals.already(acme, "paused"),
  "refusal: open already, and what it is": refusals.already(acme, "open", "4127"),
  "refusal: past by now": refusals.isPast(4127),
  "refusal: an old button": refusals.outdated("button"),
  "refusal: an old form": refusals.outdated("form"),
  "refusal: open already": refusals.already(acme, "open"),
  "refusal: cannot have it": refusals.cannotHave("Lee Sato"),
  "refusal: not allowed": refusals.refused("not theirs"),
  "refusal: not for lawyers": refusals.refused("for leads and partners"),
  "reply: a role is given": roles.roleChanged("Kim Park", "partner", "Litigation", true),
  "reply: a role of the firm is given": roles.roleChanged("Kim Park", "partner", undefined, true),
  "reply: a role is taken": roles.roleChanged("Kim Park", "admin", undefined, false),
  "reply: a role that they have": roles.hasAlready("Kim Park", "lead", "Litigation"),
  "reply: a role that they never had": roles.hadNo("Kim Park", "risk officer"),
  "reply: the last admin": roles.lastAdmin(),
  "to whom a role is given": roles.toldOfRole(undefined, "partner", "Litigation", true, "Ash Sato"),
  "to whom a role is taken": roles.toldOfRole(undefined, "admin", undefined, false, "Ash Sato"),
  "to a risk officer: a role is given": roles.toldOfRole("Kim Park", "partner", undefined, true, "Ash Sato"),
  "by the firm's file: a role is given": roles.toldOfRoles([{ role: "lead", group: "Litigation", now: true }]),
  "by the firm's file: several roles": roles.toldOfRoles([
    { role: "risk officer", now: true },
    { person: "Kim Park", role: "partner", now: false },
    { person: "Lee Sato", role: "lead", group: "Litigation", now: true },
  ]),
  "by the firm's file: very many roles": roles.toldOfRoles(
    Array.from({ length: 23 }, (_, i) => ({ person: `Person ${i + 1}`, role: "partner", now: true }) as const),
  ),
  "to a risk officer: a role is taken": roles.toldOfRole("Kim Park", "member", "Litigation", false, "Ash Sato"),
  "reply: who is what": roles.rolesCard(
    [
      { id: 1, name: "Kim Park", isAdmin: false, isPartner: true, isRiskOfficer: false, partnerOf: [] },
      { id: 2, name: "Ana Ruiz", isAdmin: true, isPartner: false, isRiskOfficer: false, partnerOf: [7] },
    ],
    [
      { id: 7, name: "Litigation", leadId: 1 },
      { id: 8, name: "Tax", leadId: null },
    ],
  ),
  "refusal: one person already": refusals.oneAlready("Kim Park"),
  "refusal: two people, not one": refusals.twoAccounts("Kim Park", "Ana Ruiz"),
  "refusal: an outsider": refusals.refused("outside"),
  "refusal: for admins": refusals.refused("for admins"),
  "refusal: for partners": refusals.refused("for partners"),
  "refusal: for risk officers": refusals.refused("for risk officers"),
  "refusal: for the writer of a reply": refusals.refused("for its writer"),
  "refusal: went wrong": refusals.wentWrong(),
  "reply: a wall around a matter": wallViews.walled(aWall, 2),
  "reply: a wall from whom one inquiry was": wallViews.walled(aWall, 1),
  "reply: a wall around a client": wallViews.walled(needToKnow, 0),
  "reply: a wall is lifted": wallViews.wallLifted(aWall),
  "refusal: no such wall": wallViews.noSuchWall(9),
  "walls: none": wallViews.wallList([], false, zone, now),
  "walls: never any": wallViews.wallList([], true, zone, now),
  "a wall that stands": wallViews.wallList([aWall], false, zone, now),
  "very many walls": wallViews.wallList(
    Array.from({ length: 42 }, (_, i) => ({ ...needToKnow, id: i + 1 })),
    false,
    zone,
    now,
  ),
  "walls that stand": wallViews.wallList([aWall, needToKnow], false, zone, now),
  "walls that ever stood": wallViews.wallList(
    [
      { ...aWall, liftedAt: now, liftedBy: "Ash Sato" },
      { ...needToKnow, liftedAt: now },
    ],
    true,
    zone,
    now,
  ),
  ...conflictCards,
  "refusal: whose name is listed": misunderstood("adverse"),
  "refusal: more than a name": misunderstood('adverse "Beta Holdings" of Acme'),
  "refusal: more than a prospective name": misunderstood('prospective "Hooli" maybe'),
  "refusal: which possible conflict": misunderstood("conflicts settle"),
  "reply: a hold on a matter": keeping.holdPlaced(3, "Acme, Acme v. Beta", true, "it is in court", zone, now),
  "reply: a hold on a client": keeping.holdPlaced(4, "Initech", false, "an audit is expected", zone, now),
  "refusal: on hold already": keeping.heldAlready("Initech"),
  "refusal: no such hold": keeping.noSuchHold(9),
  "reply: a hold is released": keeping.holdReleased(aHold, zone, now),
  "holds: none": keeping.holdList([], false, zone),
  "holds: never any": keeping.holdList([], true, zone),
  "a hold that is on": keeping.holdList([aHold], false, zone),
  "holds that were ever on": keeping.holdList(
    [
      { ...aHold, id: 5, client: "Initech", matter: undefined, placedBy: undefined },
      { ...aHold, liftedAt: now, liftedBy: "Ash Sato" },
      { ...aHold, id: 6, liftedAt: now },
    ],
    true,
    zone,
  ),
  "very many holds": keeping.holdList(
    Array.from({ length: 42 }, (_, i) => ({ ...aHold, id: i + 1 })),
    false,
    zone,
  ),
  "keeping: no rule": keeping.retentionCard([], new Map()),
  "keeping: rules of the firm and of clients": keeping.retentionCard(
    [
      { kind: "words", days: 558 },
      { kind: "sent", days: 90 },
      { clientId: 1, kind: "words", days: 2562 },
      { clientId: 1, kind: "people", days: 0 },
    ],
    new Map([[1, "Acme"]]),
  ),
  "keeping: very many rules": keeping.retentionCard(
    Array.from({ length: 42 }, (_, i) => ({ clientId: i, kind: "words" as const, days: 90 })),
    new Map(Array.from({ length: 42 }, (_, i) => [i, `Client ${i}`])),
  ),
  "reply: more would be forgotten": keeping.reallyKeep(
    { kind: "words", days: 90, client: "Acme", since: now - 90 * 86_400_000 },
    'keep words 90 days "Acme" really',
    zone,
  ),
  "reply: from now on kept so long": keeping.keptFor({ kind: "sent", days: 31, since: now - 31 * 86_400_000 }, zone),
  "reply: from now on not kept at all": keeping.keptFor({ kind: "people", days: 0, client: "Acme", since: now }, zone),
  "reply: from now on kept for good": keeping.keptFor({ kind: "words", days: undefined, client: "Acme" }, zone),
  "to a risk officer: nobody inside is left": wallViews.nobodyLeftNotice([3]),
  "to an admin: nobody inside is left, and no risk officer": wallViews.nobodyMayBeToldNotice(),
  "to a risk officer: nobody inside of several walls is left": wallViews.nobodyLeftNotice([3, 5]),
  "to a risk officer: a checkpoint of the audit log": notices.checkpointNotice({ seq: 4127, hash: "3f2a".repeat(16) }),
  "to a risk officer: no checkpoint was sent": notices.noCheckpointNotice(
    "A guest, or somebody of another organisation, is in this channel.",
  ),
  "to an admin: an inquiry nobody would hear of again": notices.unattendedNotice([4127]),
  "to an admin: several nobody would hear of again": notices.unattendedNotice([41, 42, 43]),
  "to an admin: very many nobody would hear of again": notices.unattendedNotice(
    Array.from({ length: 14 }, (_, n) => n + 41),
  ),
  "to an admin: a group in which nobody is left": notices.nobodyIsLeft(),
  "to an admin: reminders held back": notices.heldBackNotice(612),
  "to an admin: reminders sent after all": notices.letGoNotice(true),
  "to an admin: nothing was held back": notices.letGoNotice(false),
};

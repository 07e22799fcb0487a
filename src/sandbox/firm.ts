import type { CalendarSpec } from "../domain/calendar/spec.ts";
import type { WorkspaceSeed } from "./slack/seed.ts";

/** The fixture firm: nobody real, so that the bot can be tried and tested without anybody's confidences. */
export const TEAM = "T0FIXTURE";
const OUTSIDE = "T0EXAMPLE";
const ZONE = "America/New_York";

const office: CalendarSpec = {
  zone: ZONE,
  weekly: {
    mon: [["09:00", "17:30"]],
    tue: [["09:00", "17:30"]],
    wed: [["09:00", "17:30"]],
    thu: [["09:00", "17:30"]],
    fri: [["09:00", "16:00"]],
  },
  holidays: [
    { date: "2025-10-13", name: "Columbus Day" },
    { date: "2025-11-11", name: "Veterans Day" },
    { date: "2025-11-27", name: "Thanksgiving Day" },
    { date: "2025-11-28", name: "Day after Thanksgiving" },
    { date: "2025-12-25", name: "Christmas Day" },
    { date: "2025-12-26", name: "Day after Christmas" },
    { date: "2026-01-01", name: "New Year's Day" },
    { date: "2026-01-19", name: "Martin Luther King Jr. Day" },
    { date: "2026-05-25", name: "Memorial Day" },
    { date: "2026-07-03", name: "Independence Day" },
    { date: "2026-09-07", name: "Labor Day" },
    { date: "2026-11-11", name: "Veterans Day" },
    { date: "2026-11-26", name: "Thanksgiving Day" },
    { date: "2026-12-25", name: "Christmas Day" },
  ],
};

/** The firm's people, by their ids in the sandbox workspace. */
export const firmPeople = [
  { id: "UKIM", name: "Kim Fixture", title: "Associate, Litigation" },
  { id: "UANA", name: "Ana Fixture", title: "Associate, Corporate" },
  { id: "UBEN", name: "Ben Fixture", title: "Associate, Litigation" },
  { id: "ULEE", name: "Lee Fixture", title: "Team lead, Litigation" },
  { id: "UPAT", name: "Pat Fixture", title: "Partner" },
  { id: "UASH", name: "Ash Fixture", title: "Office administrator" },
] as const;

/** Clients' people: outsiders, by Slack Connect. */
export const outsiders = [
  { id: "UDANA", name: "Dana Example", title: "General counsel, Acme" },
  { id: "UEVE", name: "Eve Example", title: "Head of property, Acme" },
  { id: "USAM", name: "Sam Example", title: "Chief executive, Globex" },
] as const;

const emailOf = (name: string) => `${name.split(" ")[0]!.toLowerCase()}@fixture.example`;

export const fixtureWorkspace: WorkspaceSeed = {
  team: { id: TEAM, name: "Fixture & Partners", domain: "fixture" },
  otherTeams: [{ id: OUTSIDE, name: "Clients of the fixture", domain: "example" }],
  people: [
    ...firmPeople.map((p) => ({
      id: p.id,
      name: p.name.split(" ")[0]!.toLowerCase(),
      realName: p.name,
      displayName: p.name,
      email: emailOf(p.name),
      title: p.title,
      zone: ZONE,
    })),
    ...outsiders.map((p) => ({
      id: p.id,
      name: p.name.split(" ")[0]!.toLowerCase(),
      realName: p.name,
      displayName: p.name,
      title: p.title,
      zone: ZONE,
      team: OUTSIDE,
    })),
  ],
  channels: [
    channel("CACME", "acme-counsel", ["UDANA", "UEVE", "UKIM", "ULEE", "UPAT"], "shared"),
    channel("CGLOBEX", "globex-lease", ["USAM", "UANA", "UPAT"], "shared"),
    channel("CINITECH", "initech-share-plan", ["UANA", "UBEN", "UPAT"], "internal"),
    { ...channel("CALDER", "initech-alder", ["UANA", "UPAT"], "internal"), kind: "private" },
    channel("CGENERAL", "general", ["UKIM", "UANA", "UBEN", "ULEE", "UPAT", "UASH"], "internal"),
  ],
};

function channel(id: string, name: string, members: string[], kind: "shared" | "internal") {
  return { id, name, members: [...members, "UBOT"], ...(kind === "shared" ? { sharedWith: [OUTSIDE] } : {}) };
}

/** How the store knows a channel of the workspace. */
export function slackChannel(id: string) {
  return { platform: "slack", workspace: TEAM, id };
}

const account = (id: string) => ({ platform: "slack", workspace: TEAM, id });

/** The same firm as its store is set up. Every target here is the fixture's own choice. */
export const fixtureFirm = {
  name: "Fixture & Partners LLP",
  calendar: office,
  jurisdiction: "US-NY",
  people: firmPeople.map((p) => ({
    name: p.name,
    email: emailOf(p.name),
    zone: ZONE,
    partner: p.id === "UPAT",
    admin: p.id === "UASH",
    accounts: [account(p.id)],
  })),
  groups: [
    { name: "Litigation", lead: "Lee Fixture", members: ["Kim Fixture", "Ben Fixture", "Lee Fixture", "Pat Fixture"] },
    { name: "Corporate", lead: "Pat Fixture", members: ["Ana Fixture", "Pat Fixture"] },
  ],
  clients: [
    {
      name: "Acme",
      group: "Litigation",
      responsible: "Kim Fixture",
      matters: [{ name: "Acme v. Beta", responsible: "Kim Fixture" }],
      standard: {
        targets: { answer: 240, "next answer": 240, acknowledge: 120 },
        source: "engagement letter, section 4",
      },
    },
    {
      name: "Globex",
      group: "Corporate",
      responsible: "Ana Fixture",
      matters: [{ name: "lease" }],
      // Two business days of eight and a half hours.
      standard: { targets: { answer: 1020, "next answer": 1020 }, source: "retainer agreement, clause 7" },
    },
    {
      name: "Initech",
      group: "Corporate",
      responsible: "Ana Fixture",
      matters: [{ name: "share plan" }, { name: "Project Alder" }],
    },
  ],
  channels: [
    { ref: slackChannel("CACME"), name: "acme-counsel", kind: "shared", client: "Acme", matter: "Acme v. Beta" },
    { ref: slackChannel("CGLOBEX"), name: "globex-lease", kind: "shared", client: "Globex", matter: "lease" },
    {
      ref: slackChannel("CINITECH"),
      name: "initech-share-plan",
      kind: "internal",
      client: "Initech",
      matter: "share plan",
    },
    // Private: only those who work on the matter are in it.
    {
      ref: slackChannel("CALDER"),
      name: "initech-alder",
      kind: "internal",
      client: "Initech",
      matter: "Project Alder",
    },
    { ref: slackChannel("CGENERAL"), name: "general", kind: "other", shared: false },
  ],
} as const;

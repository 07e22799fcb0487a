import { aligned } from "./firm-changes/align.ts";
import { calendarChanges } from "./firm-changes/calendar.ts";
import { type Change, ended, flag, set } from "./firm-changes/change.ts";
import { keepingChanges, retentionChanges } from "./firm-changes/keeping.ts";
import { standardChanges } from "./firm-changes/standard.ts";
import {
  type FirmPlan,
  type PlannedChannel,
  type PlannedClient,
  type PlannedGroup,
  type PlannedMatter,
  type PlannedPerson,
  samePerson,
  usualQuiet,
  usualSettings,
} from "./firm-plan.ts";
import { businessDay } from "./target.ts";
import type { Minutes } from "./time.ts";

/**
 * In what a firm would differ once it is as planned. What the plan is silent about stays, and is no change. `was`: where there
 * is none yet, everyone and everything is new, and of the firm itself nothing is said.
 */
export function firmChanges(was: FirmPlan | undefined, after: FirmPlan): Change[] {
  const nobody = { ...after, people: [], groups: [], clients: [], channels: [] };
  const { plan: before, renamed } = aligned(was ?? nobody, after);
  const [dayBefore, dayAfter] = [businessDay(before.calendar), businessDay(after.calendar)];
  const day = dayBefore === dayAfter ? dayAfter : undefined;
  return [
    ...set("The firm", "name", before.name, after.name),
    ...calendarChanges(before.calendar, after.calendar),
    ...set("The firm", "place whose holidays it keeps", before.jurisdiction, after.jurisdiction),
    ...set(
      "Holidays",
      "year they were reviewed for",
      year(before.reviewedFor),
      year(after.reviewedFor ?? before.reviewedFor),
    ),
    ...settingChanges(before, after),
    ...(after.standard ? standardChanges("The firm", before.standard, after.standard, day) : []),
    ...retentionChanges("The firm", before.retention, after.retention),
    ...renamed,
    ...after.people.flatMap((p) => personChanges(samePerson(p, before.people), p)),
    ...after.groups.flatMap((g) => groupChanges(named(before.groups, g.name), g, day)),
    ...after.clients.flatMap((c) => clientChanges(named(before.clients, c.name), c, day)),
    ...after.channels.flatMap((ch) =>
      channelChanges(
        before.channels.find((b) => sameRef(b, ch)),
        ch,
      ),
    ),
  ];
}

const year = (n: number | undefined) => (n === undefined ? undefined : String(n));
const named = <T extends { readonly name: string }>(all: readonly T[], name: string) =>
  all.find((one) => one.name === name);
const sameRef = ({ ref: a }: PlannedChannel, { ref: b }: PlannedChannel) =>
  a.platform === b.platform && a.workspace === b.workspace && a.id === b.id;

function settingChanges({ settings: a }: FirmPlan, { settings: b }: FirmPlan): Change[] {
  if (!b) return [];
  const [from, to] = [
    { ...usualSettings, ...a },
    { ...usualSettings, ...b },
  ];
  return [
    ...set("The firm", "minutes within which messages are one inquiry", `${from.mergeMinutes}`, `${to.mergeMinutes}`),
    ...set("The firm", "emoji that tracks a message", from.trackEmoji, to.trackEmoji),
    ...set("The firm", "emoji that resolves an inquiry", from.resolveEmoji, to.resolveEmoji),
    ...set("The firm", "most people written to at once", `${from.mostAtOnce}`, `${to.mostAtOnce}`),
  ];
}

const quietSaid = ({ quiet = usualQuiet }: PlannedPerson) =>
  quiet.from === quiet.to ? "none" : `${quiet.from}-${quiet.to}`;

function personChanges(before: PlannedPerson | undefined, p: PlannedPerson): Change[] {
  const was: PlannedPerson = before ?? { name: p.name };
  const changes = [
    ...set(p.name, "e-mail address", was.email?.toLowerCase(), (p.email ?? was.email)?.toLowerCase()),
    ...set(p.name, "zone", was.zone, p.zone ?? was.zone),
    ...flag(p.name, "a partner", was.partner, p.partner),
    ...flag(p.name, "an admin", was.admin, p.admin),
    ...flag(p.name, "a risk officer", was.riskOfficer, p.riskOfficer),
    ...set(p.name, "quiet hours", quietSaid(was), quietSaid(p)),
    ...ended(p.name, "left", was.left || undefined, (p.left === undefined ? was.left : p.left) || undefined),
  ];
  return before ? changes : [{ is: "new", of: p.name, what: "person", with: changes }];
}

function groupChanges(before: PlannedGroup | undefined, g: PlannedGroup, day: Minutes | undefined): Change[] {
  const was = before ?? { name: g.name, members: [] };
  const changes: Change[] = [
    ...set(g.name, "team lead", was.lead, g.lead),
    ...cameAndWent("member", g.name, was.members, g.members),
    ...cameAndWent("partner", g.name, was.partners, g.partners),
    ...standardChanges(g.name, was.standard, g.standard, day),
  ];
  return before ? changes : [{ is: "new", of: g.name, what: "practice group", with: changes }];
}

function cameAndWent(
  is: "member" | "partner",
  of: string,
  before: readonly string[] = [],
  after: readonly string[] = [],
): Change[] {
  const lacks = (list: readonly string[]) => (who: string) =>
    !list.some((one) => one.toLowerCase() === who.toLowerCase());
  return [
    ...after.filter(lacks(before)).map((who) => ({ is, of, who, now: true })),
    ...before.filter(lacks(after)).map((who) => ({ is, of, who, now: false })),
  ];
}

function clientChanges(before: PlannedClient | undefined, c: PlannedClient, day: Minutes | undefined): Change[] {
  const was: PlannedClient = before ?? { name: c.name };
  const changes = [
    ...set(c.name, "practice group", was.group, c.group),
    ...set(c.name, "responsible lawyer", was.responsible, c.responsible),
    ...standardChanges(c.name, was.standard, c.standard, day),
    ...keepingChanges(c.name, was, c),
  ];
  const matters = (c.matters ?? []).flatMap((m) => matterChanges(c.name, named(was.matters ?? [], m.name), m, day));
  return [...(before ? changes : [{ is: "new" as const, of: c.name, what: "client", with: changes }]), ...matters];
}

function matterChanges(
  client: string,
  before: PlannedMatter | undefined,
  m: PlannedMatter,
  day: Minutes | undefined,
): Change[] {
  const was: PlannedMatter = before ?? { name: m.name };
  const of = `${client}, ${m.name}`;
  const changes = [
    ...set(of, "practice group", was.group, m.group),
    ...set(of, "responsible lawyer", was.responsible, m.responsible),
    ...ended(of, "closed", was.closed, m.closed),
    ...standardChanges(of, was.standard, m.standard, day),
    ...keepingChanges(of, was, m),
  ];
  return before ? changes : [{ is: "new", of, what: "matter", with: changes }];
}

function channelChanges(before: PlannedChannel | undefined, ch: PlannedChannel): Change[] {
  const was = before ?? { ...ch, kind: "other", client: undefined, matter: undefined };
  const of = `#${ch.name}`;
  const changes = [
    ...set(of, "client", was.client, ch.client),
    ...set(of, "matter", was.matter, ch.matter),
    ...set(of, "kind", was.kind, ch.kind),
  ];
  return before ? changes : [{ is: "new", of, what: "channel", with: changes }];
}

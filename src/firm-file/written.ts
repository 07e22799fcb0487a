import { WEEK } from "../domain/calendar/plan.ts";
import type { CalendarSpec } from "../domain/calendar/spec.ts";
import { hoursWritten } from "../domain/firm-changes/calendar.ts";
import { CLOCKS } from "../domain/firm-changes/standard.ts";
import {
  type FirmPlan,
  type PlannedChannel,
  type PlannedClient,
  type PlannedGroup,
  type PlannedMatter,
  type PlannedPerson,
  type PlannedRetention,
  type PlannedStandard,
  usualQuiet,
  usualSettings,
} from "../domain/firm-plan.ts";
import { KINDS, periodWritten } from "../domain/keeping.ts";
import { ladderWritten } from "../domain/nudge/ladder-words.ts";
import { defaultLadder } from "../domain/nudge.ts";
import { defaultSource } from "../domain/standard.ts";
import { businessDay, targetWritten } from "../domain/target.ts";
import type { Minutes } from "../domain/time.ts";
import { idWritten } from "./read-channels.ts";

/** What stands in a file, as plain values: text, numbers, lists, and maps in the order of their lines. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
type Entries = { [key: string]: Plain };

/** A firm as its file says it. `full`: with all that goes without saying, too. */
export function firmWritten(plan: FirmPlan, full: boolean): Entries {
  const day = businessDay(plan.calendar);
  const { zone, holidays = [], exceptions = [] } = plan.calendar;
  const { settings } = plan;
  const usual = usualSettings;
  return only({
    firm: plan.name,
    zone,
    hours: hoursByDay(plan.calendar, full),
    holidays: only({
      of: plan.jurisdiction,
      reviewed: plan.reviewedFor,
      days: Object.fromEntries(byDate(holidays).map((h) => [h.date, h.name])),
    }),
    "special days":
      exceptions.length > 0 || full
        ? Object.fromEntries(byDate(exceptions).map((e) => [e.date, { hours: hoursWritten(e.hours), for: e.name }]))
        : undefined,
    settings: orNone(
      only({
        "merge minutes": unless(settings?.mergeMinutes, usual.mergeMinutes, full),
        "track emoji": unless(settings?.trackEmoji, usual.trackEmoji, full),
        "resolve emoji": unless(settings?.resolveEmoji, usual.resolveEmoji, full),
        "most at once": unless(settings?.mostAtOnce, usual.mostAtOnce, full),
      }),
    ),
    standard: standardWritten(plan.standard, day, full),
    retention: retentionWritten(plan.retention),
    people: plan.people.map((person) => personWritten(person, zone, full)),
    groups: named(plan.groups, (g) => groupWritten(g, day, full)),
    clients: named(plan.clients, (c) => clientWritten(c, day, full)),
    channels: plan.channels.filter((ch) => ch.kind !== "other" || full).map((ch) => channelWritten(ch, full)),
  });
}

const byDate = <T extends { readonly date: string }>(days: readonly T[]) =>
  [...days].sort((a, b) => (a.date < b.date ? -1 : 1));

function hoursByDay({ weekly }: CalendarSpec, full: boolean): Entries {
  const hours = WEEK.map((day) => hoursWritten(weekly[day] ?? []));
  return full ? Object.fromEntries(WEEK.map((day, i) => [day, hours[i]!])) : daysInARow(hours);
}

/** Days in a row with the same hours are one line, `mon-thu`; those closed are none. `hours`: from Monday on. */
export function daysInARow(hours: readonly string[]): { [days: string]: string } {
  const runs: { from: number; to: number }[] = [];
  hours.forEach((said, i) => {
    const last = runs.at(-1);
    if (last && last.to === i - 1 && hours[last.to] === said) last.to = i;
    else if (said !== "closed") runs.push({ from: i, to: i });
  });
  return Object.fromEntries(
    runs.map(({ from, to }) => [from === to ? WEEK[from]! : `${WEEK[from]}-${WEEK[to]}`, hours[from]!]),
  );
}

function standardWritten(s: PlannedStandard | undefined, day: Minutes, full: boolean): Entries | undefined {
  if (!s) return undefined;
  const { answer, "next answer": next } = s.targets;
  const times = CLOCKS.map((kind): [string, Plain | undefined] => {
    const minutes = s.targets[kind];
    if (kind === "next answer" && next === answer && !full) return [kind, undefined];
    if (kind === "next answer" && next === undefined && answer !== undefined) return [kind, "none"];
    return [kind, minutes === undefined ? undefined : targetWritten(minutes, day)];
  });
  const ladder = ladderWritten(s.ladder ?? defaultLadder);
  const isUsual = JSON.stringify(ladder) === JSON.stringify(ladderWritten(defaultLadder));
  return only({
    ...Object.fromEntries(times),
    source: unless(s.source, defaultSource, full),
    ladder: isUsual && !full ? undefined : Object.keys(ladder).length > 0 ? ladder : "none",
  });
}

function personWritten(p: PlannedPerson, firmZone: string, full: boolean): Entries {
  const { quiet = usualQuiet } = p;
  const quietSaid = quiet.from === quiet.to ? "none" : `${quiet.from}-${quiet.to}`;
  return only({
    name: p.name,
    email: p.email,
    partner: unless(p.partner ?? false, false, full),
    admin: unless(p.admin ?? false, false, full),
    "risk officer": unless(p.riskOfficer ?? false, false, full),
    zone: unless(p.zone ?? firmZone, firmZone, full),
    quiet: unless(quietSaid, `${usualQuiet.from}-${usualQuiet.to}`, full),
    left: unless(p.left ?? false, false, full),
  });
}

const groupWritten = (g: PlannedGroup, day: Minutes, full: boolean) =>
  only({
    lead: g.lead,
    members: [...g.members],
    partners: (g.partners ?? []).length > 0 || full ? [...(g.partners ?? [])] : undefined,
    standard: standardWritten(g.standard, day, full),
  });

const clientWritten = (c: PlannedClient, day: Minutes, full: boolean) =>
  orNone(
    only({
      group: c.group,
      responsible: c.responsible,
      standard: standardWritten(c.standard, day, full),
      ...keepingWritten(c),
      retention: retentionWritten(c.retention),
      matters:
        (c.matters ?? []).length > 0 || full ? named(c.matters ?? [], (m) => matterWritten(m, day, full)) : undefined,
    }),
  ) ?? null;

const matterWritten = (m: PlannedMatter, day: Minutes, full: boolean) =>
  orNone(
    only({
      responsible: m.responsible,
      group: m.group,
      closed: m.closed,
      standard: standardWritten(m.standard, day, full),
      ...keepingWritten(m),
    }),
  ) ?? null;

/** Where there is none, nothing is written: what a file leaves out stays. */
const keepingWritten = ({ walls = [], hold }: Pick<PlannedMatter, "walls" | "hold">): { [key: string]: Plain } =>
  only({
    walls:
      walls.length === 0
        ? undefined
        : walls.map(({ kind, people, groups, why }) => ({ [kind]: [...people, ...groups], why })),
    hold: hold || undefined,
  });

const retentionWritten = (days: PlannedRetention = {}): Entries | undefined =>
  orNone(
    only(
      Object.fromEntries(KINDS.map((kind) => [kind, days[kind] === undefined ? undefined : periodWritten(days[kind])])),
    ),
  );

const channelWritten = (ch: PlannedChannel, full: boolean) =>
  only({
    channel: ch.name,
    client: ch.client,
    matter: ch.matter,
    kind: unless(ch.kind, "shared", full),
    id: idWritten(ch.ref),
  });

const named = <T extends { readonly name: string }>(all: readonly T[], write: (one: T) => Plain): Entries =>
  Object.fromEntries(all.map((one) => [one.name, write(one)]));

const unless = <T extends Plain>(value: T | undefined, usual: T, full: boolean): T | undefined =>
  value === usual && !full ? undefined : value;

const only = (entries: { readonly [key: string]: Plain | undefined }): Entries =>
  Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, Plain] => entry[1] !== undefined));

const orNone = (entries: Entries): Entries | undefined => (Object.keys(entries).length > 0 ? entries : undefined);

import { aligned } from "../domain/firm-changes/align.ts";
import { type FirmPlan, type MayKeep, type PlannedSettings, usualSettings } from "../domain/firm-plan.ts";
import { businessDay } from "../domain/target.ts";
import type { Instant } from "../domain/time.ts";
import { isoDate } from "../domain/wall-clock.ts";
import { parseFirm } from "./parse.ts";
import { readCalendar, type Tell } from "./read-calendar.ts";
import { readChannels } from "./read-channels.ts";
import { readClients, readGroups } from "./read-clients.ts";
import { readRetention } from "./read-keeping.ts";
import { readPeople } from "./read-people.ts";
import { readStandard } from "./read-standard.ts";
import type { Problem } from "./said.ts";
import type { FirmFile } from "./shape.ts";

/** What a file is read against. */
export interface Against {
  /** The firm as it is set up; absent: it is not yet. */
  readonly known?: FirmPlan;
  readonly platforms: readonly string[];
  readonly now: Instant;
  /** What of walls and keeping whoever reads it may change; absent: all. */
  readonly may?: MayKeep;
}

const ALL: MayKeep = { walls: true, holds: true, retention: true };

/** Either the firm as it is to be, or what is wrong, in the order of the lines. */
export type ReadFirm =
  | {
      readonly plan: FirmPlan;
      /** What is known and not in the file, in words. It stays. */
      readonly stays: readonly string[];
    }
  | { readonly wrong: readonly { readonly line: number; readonly say: string }[] };

export function readFirmFile(yaml: string, against: Against): ReadFirm {
  const { file, problems, placeOf } = parseFirm(yaml);
  const wrong: Problem[] = [...problems];
  const made = file && planOf(file, against, problems.length > 0, (path, say) => void wrong.push({ path, say }));
  if (made && wrong.length === 0) return made;
  const placed = wrong.map(({ path, say, line }) => ({ ...placeOf(path), ...(line !== undefined && { line }), say }));
  placed.sort((a, b) => a.line - b.line || a.offset - b.offset);
  return { wrong: placed.map(({ line, say }) => ({ line, say })) };
}

/** `torn`: parts of the file are missing, so nothing is said of what may be in them. */
function planOf(file: FirmFile, { known: before, platforms, now, may = ALL }: Against, torn: boolean, tell: Tell) {
  const known = before && aligned(before, calledNow(file, before)).plan;
  const calendar = readCalendar(file, known?.calendar, tell);
  const reading = { day: calendar ? businessDay(calendar) : 480, tell };
  const { holidays } = file;
  const standard = readStandard(file.standard, ["standard"], "the firm", "policy", reading) ?? known?.standard;
  const today = isoDate(now, calendar?.zone ?? "UTC");
  const everyone = readPeople(file, known?.people ?? [], today, tell);
  const { people } = everyone;
  if (!torn && !people.some((p) => p.admin && !p.left))
    tell(["people"], "Nobody is an admin, so nobody would be asked what has no owner. Give one person admin: true.");
  const look = { ...reading, may, people, known: known ?? { groups: [], clients: [] } };
  const { groups, stay: otherGroups } = readGroups(file, look);
  const { clients, stay: otherClients, staying: otherMatters } = readClients(file, groups, look);
  const channels = readChannels(file, known?.channels ?? [], clients, platforms, tell);
  if (!calendar) return undefined;
  const plan: FirmPlan = {
    name: file.firm,
    calendar,
    jurisdiction: holidays ? holidays.of : known?.jurisdiction,
    reviewedFor: holidays?.reviewed ?? known?.reviewedFor,
    settings: file.settings ? readSettings(file.settings, tell) : known?.settings,
    standard,
    retention: readRetention(file.retention, known?.retention, ["retention"], { may, tell }),
    people,
    groups,
    clients,
    channels: channels.channels,
  };
  const stays = [
    ...said(
      "people",
      everyone.stay.filter((p) => !p.left),
    ),
    ...said("groups", otherGroups),
    ...said("clients", otherClients),
    ...said(
      "matters",
      otherMatters.map((name) => ({ name })),
    ),
    ...said("channels", channels.stay),
  ];
  return { plan, stays };
}

/** What the file calls everyone and everything, so that what it leaves out names them so too. */
function calledNow(file: FirmFile, known: FirmPlan): Pick<FirmPlan, "people" | "groups" | "clients"> {
  const names = (entries: object) =>
    Object.entries(entries) as [string, { formerly?: string; matters?: object } | null][];
  return {
    people: file.people?.map(({ name, email, formerly }) => ({ name, email, formerly })) ?? known.people,
    groups: file.groups
      ? names(file.groups).map(([name, g]) => ({ name, formerly: g?.formerly, members: [] }))
      : known.groups,
    clients: file.clients
      ? names(file.clients).map(([name, c]) => ({
          name,
          formerly: c?.formerly,
          matters: names(c?.matters ?? {}).map(([matter, m]) => ({ name: matter, formerly: m?.formerly })),
        }))
      : known.clients,
  };
}

function readSettings(written: NonNullable<FirmFile["settings"]>, tell: Tell): PlannedSettings {
  const emoji = (said: string | undefined, usual: string) => said?.replaceAll(":", "") ?? usual;
  const settings = {
    mergeMinutes: written["merge minutes"] ?? usualSettings.mergeMinutes,
    trackEmoji: emoji(written["track emoji"], usualSettings.trackEmoji),
    resolveEmoji: emoji(written["resolve emoji"], usualSettings.resolveEmoji),
    mostAtOnce: written["most at once"] ?? usualSettings.mostAtOnce,
  };
  if (settings.trackEmoji === settings.resolveEmoji)
    tell(["settings"], `:${settings.trackEmoji}: cannot both track and resolve. Choose another for one of the two.`);
  return settings;
}

const said = (what: string, names: readonly { readonly name: string }[]): string[] =>
  names.length === 0 ? [] : [`${what}: ${names.map(({ name }) => name).join(", ")}`];

import { parseArgs } from "node:util";
import { ConfigError, machineClock, readConfig, storeToRead } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { CalendarError } from "../domain/calendar/values.ts";
import type { Holiday } from "../domain/holidays.ts";
import type { Instant } from "../domain/time.ts";
import { record, within } from "../store/audit.ts";
import { type Db, openStore } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { type FirmHolidays, firmHolidays, keepHolidays, markReviewed } from "../store/holidays.ts";
import { holidaysOf } from "../store/holidays-source.ts";

const HELP = `npm run holidays -- [<year>] [<change> …]

Shows the firm's own list of holidays for a year, beside what the public list of its
jurisdiction has; and changes the firm's list. On a holiday no clock runs.

  <year>               this year, if unset
  --from <place>       compare with this jurisdiction's public list: US-NY, GB-ENG, DE-BE
  --take               add to the firm's list what that public list has
  --add "<date> <name>"    one more, such as --add "2027-05-14 Summer party"
  --remove <date>      the firm works on that day
  --reviewed           someone of the firm has looked at this year's list
  --help               this

The embedded database has room for one program at a time: stop the bot first.`;

interface Asked {
  readonly year: number;
  readonly from?: string;
  readonly take?: boolean;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly reviewed?: boolean;
}

/** Does what is asked, and returns what to print. @throws CalendarError in a sentence */
export async function holidays(db: Db, asked: Asked, now: Instant): Promise<string> {
  const before = await firmHolidays(db);
  const place = asked.from ?? before.jurisdiction;
  const listed = place === undefined ? [] : holidaysOf(place, asked.year);
  const wanted = changed(before, asked, listed);
  await within(db, async (tx) => {
    if (wanted !== before.holidays) await keepHolidays(tx, before, wanted, now);
    if (asked.reviewed) await markReviewed(tx, asked.year);
    if (wanted === before.holidays && !asked.reviewed) return;
    const act = asked.reviewed ? "holidays reviewed" : "calendar changed";
    await record(tx, { ...byTerminal(now), act, subject: { kind: "firm" }, details: { year: asked.year } });
  });
  return shown(await firmHolidays(db), asked.year, place, listed);
}

function changed({ holidays }: FirmHolidays, asked: Asked, listed: readonly Holiday[]): readonly Holiday[] {
  const more = [...(asked.take ? listed : []), ...(asked.add ?? []).map(oneDay)];
  const fresh = more.filter((day) => !holidays.some((had) => had.date === day.date));
  const gone = asked.remove ?? [];
  const missing = gone.find((date) => !holidays.some((had) => had.date === date));
  if (missing) throw new CalendarError(`${missing} is not on the firm's list, so it cannot be taken off it.`);
  return fresh.length + gone.length === 0
    ? holidays
    : [...holidays, ...fresh].filter((day) => !gone.includes(day.date)).sort((a, b) => (a.date < b.date ? -1 : 1));
}

function oneDay(said: string): Holiday {
  const [, date, name] = /^(\d{4}-\d\d-\d\d)\s+(\S.*)$/.exec(said.trim()) ?? [];
  if (!date || !name) throw new CalendarError(`"${said}" is no holiday: write it like "2027-05-14 Summer party".`);
  return { date, name };
}

function shown(firm: FirmHolidays, year: number, place: string | undefined, listed: readonly Holiday[]): string {
  const ofYear = (days: readonly Holiday[]) => days.filter((day) => day.date.startsWith(`${year}-`));
  const own = ofYear(firm.holidays);
  const other = listed.filter((day) => !own.some((had) => had.date === day.date));
  const lines = (days: readonly Holiday[]) => days.map((day) => `  ${day.date}  ${day.name}`);
  const reviewed = (firm.reviewedFor ?? 0) >= year;
  return [
    `The firm is closed on ${own.length} ${own.length === 1 ? "holiday" : "holidays"} in ${year}:`,
    ...lines(own),
    ...(other.length > 0 ? [`On the public list of ${place}, and not on the firm's:`, ...lines(other)] : []),
    reviewed
      ? `Reviewed for ${year}.`
      : `Not reviewed for ${year} yet. Once it is right: npm run holidays -- ${year} --reviewed`,
  ].join("\n");
}

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: "string" },
      take: { type: "boolean" },
      add: { type: "string", multiple: true },
      remove: { type: "string", multiple: true },
      reviewed: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return console.log(HELP);
  const now = machineClock.now();
  const [said = String(new Date(now).getUTCFullYear())] = positionals;
  if (!/^\d{4}$/.test(said)) throw new CalendarError(`"${said}" is no year: write it like 2027.`);
  const store = await openStore(storeToRead(readConfig()));
  try {
    console.log(await holidays(store.db, { year: Number(said), ...values }, now));
  } finally {
    await store.close();
  }
}

if (import.meta.main)
  run().catch((fault: Error & { code?: string }) => {
    const ours = [CalendarError, ConfigError, StoreError].some((kind) => fault instanceof kind);
    const args = fault.code?.startsWith("ERR_PARSE_ARGS");
    console.error(ours || args ? fault.message : "Something went wrong; nothing was changed.");
    process.exitCode = 1;
  });

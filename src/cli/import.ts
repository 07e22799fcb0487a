import { join } from "node:path";
import { parseArgs } from "node:util";
import { slackExport } from "../chat/slack/export.ts";
import { machineClock } from "../config.ts";
import type { CalendarSpec } from "../domain/calendar/spec.ts";
import { CalendarError } from "../domain/calendar/values.ts";
import { openCalendar } from "../domain/calendar.ts";
import { type Past, PastError } from "../domain/past.ts";
import { importPast } from "../flows/past/import.ts";
import { holdsPastAlone, preparePast } from "../flows/past/prepare.ts";
import { tellPast } from "../flows/past/tell.ts";
import { progressBar } from "../import/progress.ts";
import { whoAnswers } from "../import/who-answers.ts";
import { openZip } from "../import/zip.ts";
import { emptyStore } from "../store/afresh.ts";
import { openStore } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { migrate } from "../store/migrate.ts";
import { pastLines } from "../views/past.ts";

const HELP = `npm run import -- <export.zip> --firm <who answers> [options]

Reads a Slack workspace export and shows what the past looked like: what was asked,
what was answered in time, how long it took, and what never was. Sends nothing, and
never touches the database of npm start: it keeps what it read in a folder of its own.
The same export again finds nothing new and shows the same.

  --firm <who>       who answers for the firm: user ids, e-mail addresses, or an e-mail
                     domain, with commas between; everybody else is a client's contact,
                     and each channel a client of the channel's name
  --zone <zone>      the office's time zone, such as Europe/London; UTC if unset
  --hours <hours>    its hours, Monday to Friday; 09:00-17:30 if unset. No holidays
  --into <folder>    where to keep it, embedded; data/import if unset. To look closer:
                     DATA_FOLDER=data/import npm run digest -- --week 2026-W20
  --afresh           forget what an earlier import left in that folder
  --all              list everything that was never answered, not the longest 20 alone
  --help             this

Reactions carry no time in an export, and deleted messages are not in it: neither counts.
`;

if (import.meta.main) await main();

async function main(): Promise<void> {
  try {
    const { values, positionals } = options();
    if (values.help) return void process.stdout.write(HELP);
    if (positionals.length !== 1)
      throw new PastError("Name the export: npm run import -- export.zip --firm example.com");
    process.stdout.write(await look(positionals[0]!, values));
  } catch (thrown) {
    const known = thrown instanceof PastError || thrown instanceof CalendarError || thrown instanceof StoreError;
    // What a database or a library says may hold words of a message; our own sentences do not.
    const said = known
      ? thrown.message.replaceAll("DATA_FOLDER", "--into")
      : `The program failed (${(thrown as Error).name}). What was taken in already is kept, and the same command goes on from there.`;
    process.stderr.write(`${said}\n`);
    process.exitCode = 1;
  }
}

type Options = ReturnType<typeof options>["values"];

async function look(file: string, asked: Options): Promise<string> {
  const calendar = office(asked.zone ?? "UTC", asked.hours ?? "09:00-17:30");
  const folder = await openZip(file);
  try {
    const past = await slackExport(folder);
    const firm = whoAnswers(asked.firm ?? [], past.accounts);
    return await keepAndTell(past, firm, calendar, { ...asked, name: folder.name });
  } finally {
    folder.close();
  }
}

async function keepAndTell(
  past: Past,
  firm: ReadonlySet<string>,
  calendar: CalendarSpec,
  asked: Options & { name: string },
) {
  const into = asked.into ?? join("data", "import");
  const store = await openStore({ folder: into });
  try {
    await migrate(store.db);
    if (asked.afresh) {
      if (!(await holdsPastAlone(store.db)))
        throw new PastError(
          `${into} holds a firm's own data, which is not forgotten here. Take another folder with --into.`,
        );
      await emptyStore(store.db);
    }
    const isFirm = (id: string) => firm.has(id);
    await preparePast(store.db, past, isFirm, calendar);
    const bar = progressBar(
      process.stderr,
      past.channels.reduce((sum, channel) => sum + channel.bytes, 0),
      machineClock.now,
    );
    const imported = await importPast(store.db, past, isFirm, machineClock.now(), bar.add).finally(bar.end);
    const report = await tellPast(store.db, imported);
    return `${pastLines(report, asked.name, asked.all ? Number.POSITIVE_INFINITY : 20).join("\n")}\n\nKept in ${into}.\n`;
  } finally {
    await store.close();
  }
}

/** @throws CalendarError */
function office(zone: string, hours: string): CalendarSpec {
  const [, open, close] = /^\s*(\d\d:\d\d)\s*(?:-|–|to)\s*(\d\d:\d\d)\s*$/.exec(hours) ?? [];
  if (open === undefined || close === undefined)
    throw new PastError(`"${hours}" are no hours: write them like --hours 09:00-17:30.`);
  const day = [[open, close]] as const;
  const spec = { zone, weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } };
  openCalendar(spec);
  return spec;
}

function options() {
  const [text, flag] = [{ type: "string" }, { type: "boolean" }] as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        firm: { ...text, multiple: true },
        zone: text,
        hours: text,
        into: text,
        afresh: flag,
        all: flag,
        help: { ...flag, short: "h" },
      },
    });
  } catch (thrown) {
    throw new PastError(`${(thrown as Error).message.split(". ")[0]}.\nSee npm run import -- --help`);
  }
}

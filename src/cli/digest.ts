import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ConfigError, machineClock, readConfig, storeToRead } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { GOAL } from "../domain/measure.ts";
import { findByName } from "../domain/nearest.ts";
import type { Zone } from "../domain/time.ts";
import { mondayMorning, type Week, weekBefore, weekNamed, weekOf, weekStarting } from "../domain/week.ts";
import { reportsFor } from "../flows/reports.ts";
import { record } from "../store/audit.ts";
import { type Db, openStore } from "../store/db.ts";
import { lastWeekKnown } from "../store/digests.ts";
import { StoreError } from "../store/errors.ts";
import { theFirm } from "../store/firm.ts";
import { pendingMigrations } from "../store/migrate.ts";
import { type Person, people } from "../store/people.ts";
import { trendPicture } from "../views/chart.ts";
import { digestCard } from "../views/digest.ts";
import { plain } from "../views/plain.ts";
import { list } from "../views/words.ts";

const HELP = `npm run digest -- [--week 2026-W46] [--reader <person>] [--picture <file>]

Shows a week's digest here as a partner reads it on Monday morning, and writes its
picture to a file. Sends nothing and changes nothing.

  --week <week>      an ISO week, Monday to Sunday; the last complete one that
                     anything is known of, if unset
  --reader <person>  the partner, by name: their zone, and their own line; the firm's
                     zone, and nobody's own line, if unset
  --picture <file>   where the picture goes; digest-<week>.png if unset
  --help             this

It reads the database that npm start uses. The embedded one has room for one program
at a time: stop the bot first. PostgreSQL has room for both.
`;

/** Said to whoever typed it; everything else is a fault. */
class Refusal extends Error {}

try {
  const { values } = options();
  if (values.help) process.stdout.write(HELP);
  else await preview(values);
} catch (thrown) {
  if (!(thrown instanceof Refusal || thrown instanceof ConfigError || thrown instanceof StoreError)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 1;
}

async function preview(asked: { week?: string; reader?: string; picture?: string }): Promise<void> {
  const at = storeToRead(readConfig());
  if (!at.url && !existsSync(at.folder))
    throw new Refusal(`There is no database in ${at.folder} yet: npm start makes one, or set DATABASE_URL to yours.`);
  const store = await openStore(at);
  try {
    if ((await pendingMigrations(store.db)).length > 0)
      throw new Refusal("The database is not up to date with this program: run npm start once, which brings it there.");
    // One reading, and none that could write but that it was read.
    const reading = store.db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
    const text = await reading.execute((tx) => digest(tx, asked));
    await record(store.db, { ...byTerminal(machineClock.now()), act: "saw report", subject: { kind: "firm" } });
    process.stdout.write(text);
  } finally {
    await store.close();
  }
}

async function digest(db: Db, asked: { week?: string; reader?: string; picture?: string }): Promise<string> {
  const reader = asked.reader === undefined ? undefined : partner(asked.reader, [...(await people(db)).values()]);
  const zone = reader?.zone ?? (await theFirm(db)).zone;
  const week = asked.week === undefined ? await latest(db, zone) : named(asked.week, zone);
  const readers = [...(await people(db)).values()].filter((person) => person.isPartner).map(({ id }) => id);
  const reports = await reportsFor(db, week, readers);
  const report = reader ? await reports.of(reader.id) : reports.shared;
  const png = await trendPicture(report.trend, GOAL);
  const card = digestCard(report, png, mondayMorning(weekBefore(week, -1)));
  const text = `${plain(card)}\n`;
  if (!card.parts.some((part) => "picture" in part)) return text;
  const file = asked.picture ?? `digest-${week.name}.png`;
  await writeFile(file, png).catch((fault: NodeJS.ErrnoException) => {
    throw new Refusal(`The picture could not be written to ${file} (${fault.code}): name another file with --picture.`);
  });
  return `${text}\nThe picture is in ${file}.\n`;
}

function partner(typed: string, everyone: readonly Person[]): Person {
  const partners = everyone.filter((person) => person.isPartner);
  const names = partners.map(({ name }) => name);
  const who = findByName(typed, everyone);
  if ("several" in who)
    throw new Refusal(
      `"${typed}" may be ${list(
        who.several.map((p) => p.name),
        "or",
      )}: write the whole name.`,
    );
  if ("found" in who) {
    if (who.found.isPartner) return who.found;
    throw new Refusal(`${who.found.name} is not a partner, and the digest goes to partners: ${list(names, "or")}.`);
  }
  const meant =
    who.nearest.length > 0
      ? `Did you mean ${list(
          who.nearest.map((p) => p.name),
          "or",
        )}?`
      : `Partners are ${list(names)}.`;
  throw new Refusal(`Nobody at the firm is called "${typed}". ${meant}`);
}

function named(typed: string, zone: Zone): Week {
  const week = weekNamed(typed, zone);
  if (week) return week;
  const known = /^\d{4}-?w53$/i.test(typed.trim())
    ? `${typed.trim().slice(0, 4)} has no week 53`
    : `"${typed}" is not a week`;
  throw new Refusal(`${known}: write it like 2026-W46, which is Monday 9 to Sunday 15 November 2026.`);
}

async function latest(db: Db, zone: Zone): Promise<Week> {
  const known = await lastWeekKnown(db);
  if (!known) throw new Refusal("Nothing has been asked yet, so there is no week to show.");
  const before = weekBefore(weekOf(known.askedAt, zone));
  return known.told !== undefined && known.told > before.monday ? weekStarting(known.told, zone) : before;
}

function options() {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ options: { week: text, reader: text, picture: text, help: { type: "boolean", short: "h" } } });
  } catch (thrown) {
    throw new Refusal(`${(thrown as Error).message.split(". ")[0]}.\nSee npm run digest -- --help`);
  }
}

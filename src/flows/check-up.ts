import type { Chat } from "../chat/platform.ts";
import { businessBetween, openCalendar } from "../domain/calendar.ts";
import { type Finding, ill, well } from "../domain/finding.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { checkup, databaseClock } from "../store/checkup.ts";
import type { Db } from "../store/db.ts";
import { firmHolidays } from "../store/holidays.ts";
import { lastEventAt } from "../store/inbox.ts";
import { pendingMigrations } from "../store/migrate.ts";
import { businessDuration, capital, dayAndTime } from "../views/words.ts";
import { channelsToHear } from "./channels-to-hear.ts";
import { hearDates } from "./platform-clocks.ts";

/** Minutes of business without a single event, after which something is probably wrong: about two days. */
const QUIET = 16 * 60;
/** Milliseconds by which two clocks may be apart. Signatures of platforms allow five minutes. */
const APART = MINUTE;

interface Patient {
  readonly db: Db;
  /** The database in words. */
  readonly describe: string;
  readonly chats: readonly Chat[];
  /** Whether what is sealed can be opened; a program that runs knows that it can. */
  readonly keys?: Finding;
}

/** Everything that a check-up of a firm's program finds, in the order in which it is best put right. Changes nothing. */
export async function checkUp({ db, describe, chats, keys }: Patient, clock: () => Instant): Promise<Finding[]> {
  const database = await migrated(db, describe);
  const heard = hearDates(clock);
  const platforms = await platformsSay(chats);
  const dates = heard.stop();
  if (!database.ok) return [database, ...platforms];
  const [firm, ...store] = await checkup(db, clock());
  const sealed = keys ? [keys] : [];
  if (!firm!.ok) return [database, await clocks(db, clock, dates), ...sealed, firm!, ...platforms];
  const events: Finding[] = [];
  const channels: Finding[] = [];
  for (const chat of chats) {
    events.push(await eventsArrive(db, chat.platform, clock()));
    channels.push(...(await channelsToHear(db, chat)));
  }
  return [database, await clocks(db, clock, dates), ...sealed, firm!, ...platforms, ...events, ...channels, ...store];
}

/** What each platform says of itself. */
export async function platformsSay(chats: readonly Chat[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const chat of chats) {
    const unknown = [well(chat.platform, "Configured; it is tried when the program starts.")];
    found.push(...((await chat.checkup?.()) ?? unknown));
  }
  return found;
}

async function migrated(db: Db, describe: string): Promise<Finding> {
  const pending = await pendingMigrations(db);
  const lacks = `is older than this program: it lacks ${pending.join(", ")}. Start the program once (npm start).`;
  return pending.length > 0
    ? ill("Database", `${capital(describe)} ${lacks}`)
    : well("Database", `${capital(describe)}, up to date.`);
}

/** `platforms`: milliseconds by which each answer of a platform was ahead of this machine. */
async function clocks(db: Db, clock: () => Instant, platforms: readonly number[]): Promise<Finding> {
  const apart = Math.abs((await databaseClock(db)) - clock());
  const seconds = (ms: number) => `${Math.round(ms / 1000)} s apart`;
  if (apart >= APART)
    return ill("Clock", `This machine and the database are ${seconds(apart)}. Set both by a time server (NTP).`);
  const worst = Math.max(0, ...platforms.map(Math.abs));
  if (worst >= APART)
    return ill("Clock", `This machine and the platform's are ${seconds(worst)}. Set this one by a time server (NTP).`);
  const all = platforms.length > 0 ? "This machine, the database and the platforms" : "This machine and the database";
  return well("Clock", `${all} agree on the time.`);
}

async function eventsArrive(db: Db, platform: string, now: Instant): Promise<Finding> {
  const name = `${capital(platform)} events`;
  // A clock that is slow by some minutes has a line of its own.
  const last = await lastEventAt(db, platform, now + 60 * MINUTE);
  const todo =
    "Write to the bot. If that does not arrive: is the program running, and does the app send its events here?";
  if (last === undefined) return ill(name, `None has ever come. ${todo}`);
  const { spec } = await firmHolidays(db);
  const quiet = businessBetween(openCalendar(spec), Math.min(last, now), now);
  const when = dayAndTime(last, spec.zone, now);
  return quiet < QUIET
    ? well(name, `The last came ${when}.`)
    : ill(name, `None for ${businessDuration(quiet)} of business time, the last ${when}. ${todo}`);
}

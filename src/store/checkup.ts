import { sql } from "kysely";
import { type Finding, ill, well } from "../domain/finding.ts";
import { contradictions } from "../domain/standard.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { admins, listed, officers, walledIn, zones } from "./checkup-people.ts";
import { type Db, stamp } from "./db.ts";
import { couldChangeLog } from "./roles.ts";
import { QUIET } from "./sending.ts";
import { standards as allStandards } from "./standards.ts";
import { upkeep } from "./upkeep.ts";

/** What in a migrated store wants somebody's attention, and what is well. Reads only. */
export async function checkup(db: Db, now: Instant): Promise<Finding[]> {
  const findings = [await firm(db)];
  if (!findings[0]!.ok) return findings;
  for (const check of [
    roles,
    setAside,
    stuck,
    upkeep,
    admins,
    officers,
    walledIn,
    clientless,
    ownerless,
    standards,
    holidays,
    zones,
  ])
    findings.push(await check(db, now));
  return findings;
}

/** What time it is by the database's own clock: the only reading of it, and for comparison alone. */
export async function databaseClock(db: Db): Promise<Instant> {
  const { rows } = await sql<{ at: Instant }>`select clock_timestamp() as at`.execute(db);
  return rows[0]!.at;
}

async function firm(db: Db): Promise<Finding> {
  const it = await db.selectFrom("firm").select(["name", "zone"]).executeTakeFirst();
  return it
    ? well("Firm", `${it.name}, in ${it.zone}.`)
    : ill("Firm", "No firm is set up in this database. Start the program once (npm start).");
}

/** Who the program is in the database: evidence is worth more where it could not have been made by whom it is about. */
async function roles(db: Db): Promise<Finding> {
  return (await couldChangeLog(db))
    ? well(
        "Roles",
        "Not split: the program owns the tables it writes, so that only checkpoints tell whether it changed its log. On PostgreSQL: npm run migrate -- --roles",
      )
    : well("Roles", "Split: the program may add to the audit log, and do no more to it.");
}

/** This year's list; from November on, when next year's dates are agreed upon, that one too. */
async function holidays(db: Db, now: Instant): Promise<Finding> {
  const { rows } = await sql<{ year: number; month: number; reviewed: number | null }>`
    select extract(year from ${stamp(now)} at time zone zone)::int as year, extract(month from ${stamp(now)} at time zone zone)::int as month,
      holidays_reviewed_for as reviewed from firm`.execute(db);
  const { year, month, reviewed } = rows[0]!;
  const lacks = (reviewed ?? 0) < year ? year : month >= NOVEMBER && reviewed! <= year ? year + 1 : undefined;
  return lacks === undefined
    ? well("Holidays", `Reviewed for ${reviewed}.`)
    : ill(
        "Holidays",
        `Not reviewed for ${lacks}: a wrong one moves what is due. Look through the firm's list and confirm it: npm run holidays -- ${lacks}`,
      );
}

const NOVEMBER = 11;

async function standards(db: Db): Promise<Finding> {
  const [wrong] = contradictions(await allStandards(db));
  return wrong === undefined ? well("Standards", "None contradicts another.") : ill("Standards", wrong);
}

async function clientless(db: Db): Promise<Finding> {
  const channels = await db
    .selectFrom("channels")
    .select("name")
    .where("bot_in", "=", true)
    .where("shared", "=", true)
    .where("archived", "=", false)
    .where("client_id", "is", null)
    .orderBy("name")
    .execute();
  return channels.length === 0
    ? well("Channels", "Every channel that outsiders can read has its client.")
    : ill(
        "Channels",
        `Outsiders can read these and no client is named: ${listed(channels.map((c) => `#${c.name}`))} Invite the bot there again and answer what it asks.`,
      );
}

async function ownerless(db: Db): Promise<Finding> {
  const open = await db
    .selectFrom("inquiries")
    .select("id")
    .where("waiting_since", "is not", null)
    .where("owner_id", "is", null)
    .orderBy("id")
    .execute();
  return open.length === 0
    ? well("Owners", "Every open inquiry has someone who answers for it.")
    : ill(
        "Owners",
        `Nobody answers for ${listed(open.map((i) => String(i.id)))} Say who: /inquiries assign <id> <person>.`,
      );
}

async function stuck(db: Db, now: Instant): Promise<Finding> {
  const { rows } = await sql<{
    waiting: number;
    tried: number;
    failed: number;
    why: string | null;
    reason: string | null;
  }>`
    select count(*) filter (where state in ('pending', 'sending') and not_before < ${stamp(now - 15 * MINUTE)}) as waiting,
      count(*) filter (where state = 'pending' and not_before >= ${stamp(now - 15 * MINUTE)}) as tried,
      count(*) filter (where state = 'failed') as failed,
      (array_agg(reason order by tried_at desc) filter (where state = 'pending'))[1] as why,
      (array_agg(reason order by settled_at desc) filter (where state = 'failed'))[1] as reason
    from deliveries
    where (state in ('pending', 'sending') and not_before < ${stamp(now - 15 * MINUTE)})
      or (state = 'pending' and attempts > 2 and reason <> ${QUIET})
      or (state = 'failed' and settled_at > ${stamp(now - 7 * 24 * 60 * MINUTE)})`.execute(db);
  const { waiting, tried, failed, why, reason } = rows[0]!;
  if (waiting > 0)
    return ill("Deliveries", `${waiting} should have left more than 15 minutes ago. Is the program running?`);
  if (tried > 0) return ill("Deliveries", `${tried} could not be said so far and are tried again, for a day: ${why}`);
  if (failed > 0)
    return ill("Deliveries", `${failed} failed this week, the last with: ${reason ?? "no reason given"}.`);
  return well("Deliveries", "None is late.");
}

/** Tried so often, over some seven minutes, and not taken up. */
const OFTEN = 4;

async function setAside(db: Db, now: Instant): Promise<Finding> {
  const { rows } = await sql<{ failed: number; late: number; tried: number; reason: string | null }>`
    select count(*) filter (where failed is not null) as failed, max(failed) as reason,
      count(*) filter (where failed is null and coalesce(lease_until, received_at) < ${stamp(now - 15 * MINUTE)}) as late,
      count(*) filter (where failed is null and attempts >= ${OFTEN}) as tried
    from inbox where done_at is null`.execute(db);
  const { failed, late, tried, reason } = rows[0]!;
  if (failed > 0)
    return ill(
      "Inbox",
      `${failed} came in and could not be taken up (${reason}). They are kept. Try them again: npm run retry -- --all; if that does not help, report it with that reason.`,
    );
  if (late > 0) return ill("Inbox", `${late} came in more than 15 minutes ago and wait. Is the program running?`);
  if (tried > 0)
    return ill("Inbox", `${tried} came in and could not be taken up so far. They are kept, and tried again.`);
  return well("Inbox", "Everything that came in was taken up.");
}

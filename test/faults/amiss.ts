import { sql } from "kysely";
import { type QuietHours, quietSpellAt } from "../../src/domain/nudge/quiet.ts";
import { type Instant, MINUTE } from "../../src/domain/time.ts";
import type { Db } from "../../src/store/db.ts";
import { unattended } from "../../src/store/unattended.ts";
import type { Ground } from "./ground.ts";
import type { Played } from "./play.ts";

export interface Amiss {
  readonly wrong: string[];
  /** Copies too many of what was said. */
  readonly doubled: number;
}

/** What is not as promised once everything has come to rest, in sentences. */
export async function amiss(db: Db, ground: Ground, played: Played, now: Instant): Promise<Amiss> {
  const twice = await saidTwice(db, ground);
  const wrong = [
    ...twice,
    ...(await leftOver(db, now)),
    ...(await twiceMeant(db)),
    ...(await answeredAlready(db, ground, played)),
    ...(await overtaken(db, ground, played)),
    ...(await nobodyTold(db, now)),
    ...(await wrongTime(db, ground)),
    ...ground.outside().map((where) => `Something was written in ${where}, where outsiders read.`),
    ...(await unattended(db, now)).map((id) => `Nobody would ever hear of inquiry ${id} again.`),
  ];
  return { wrong, doubled: twice.length };
}

/** Promise 4: one copy, unless nobody could know, and nothing more would be said of it. */
async function saidTwice(db: Db, ground: Ground): Promise<string[]> {
  const { rows } = await sql<{
    mark: string;
    purpose: string;
    state: string;
    to: string;
    attempts: number;
    last: boolean;
  }>`
    select d.mark::text, d.purpose, d.state, p.name as to, d.attempts, d.purpose <> 'nudge' or not exists (
      -- Of what was taken back, which step it was is not known any more: it may have been the last.
      select from delivery_inquiries a join nudges n on n.id = a.nudge_id where a.delivery_id = d.id
    ) or exists (
      select from delivery_inquiries a join nudges n on n.id = a.nudge_id where a.delivery_id = d.id and not exists (
        select from nudges o where o.clock_id = n.clock_id and o.version = n.version and o.step > n.step
      )
    ) as last
    from deliveries d join people p on p.id = d.person_id where d.attempts > 0`.execute(db);
  if (ground.looks)
    return [...Map.groupBy(ground.copies(), ({ mark }) => mark)].flatMap(([mark, { length }]) => {
      const delivery = rows.find((row) => row.mark === mark);
      // What an older backup does not know was said before it was put back.
      return length > 1 && delivery ? `${length} copies of one ${delivery.purpose} were said (${delivery.state}).` : [];
    });
  const copies = Map.groupBy(ground.copies(), ({ to }) => to);
  return [...copies].flatMap(([to, { length }]) => {
    const theirs = rows.filter((row) => row.to === to);
    const most = theirs.reduce((sum, { last, attempts }) => sum + (last ? attempts : 1), 0);
    const answers = ground.answers?.().get(to) ?? 0;
    return length > most + answers
      ? `${length} messages came to ${to}, of at most ${most} that are in the outbox.`
      : [];
  });
}

async function leftOver(db: Db, now: Instant): Promise<string[]> {
  const at = new Date(now).toISOString();
  const { rows } = await sql<{ what: string }>`
    select 'Something is still to be said: ' || purpose || ' ' || state || ' ' || coalesce(reason, '') as what
      from deliveries where state = 'sending' or state = 'pending' and not_before <= ${at}::timestamptz
    union all select 'Something that came in was not dealt with: ' || identity || ' ' || coalesce(failed, '') from inbox where done_at is null
    union all select 'A gap was not closed: ' || external_id || ' ' || coalesce(gap_failed, '') from channels
      -- Where nothing was heard for hours it is looked for in the round after this: nothing need be amiss.
      where gap_from is not null and (gap_noticed_at is not null or gap_tries > 0)
    union all select 'Something was given up: ' || d.purpose || ', ' || coalesce(d.reason, '') from deliveries d join people p on p.id = d.person_id
      where d.state = 'failed' and d.purpose = 'nudge' and p.left_at is null
    union all select 'Something was set aside: ' || job || ' ' || reason from troubles where again_at is null`.execute(
    db,
  );
  return rows.map(({ what }) => what);
}

/** Promise 3, and that nobody is told the same step of the same clock in two messages. */
async function twiceMeant(db: Db): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select 'Two nudges for one step of one clock' as what from nudges group by clock_id, version, step having count(*) > 1
    union all
    select 'A nudge about inquiry ' || n.inquiry_id || ' counts as said, and no message speaks of it' from nudges n
    where n.outcome = 'sent' and not exists (select from delivery_inquiries a where a.inquiry_id = n.inquiry_id and a.nudge_id is not null)
    union all
    select 'One nudge went to one person in ' || count(*) || ' messages'
    from delivery_inquiries a join deliveries d on d.id = a.delivery_id
    where a.nudge_id is not null and d.state = 'sent' group by a.nudge_id, d.person_id having count(*) > 1`.execute(db);
  return rows.map(({ what }) => what);
}

/** Promises 6 and 10: nobody is written to twice in a minute, in their quiet hours, or long before a nudge is due. */
async function wrongTime(db: Db, ground: Ground): Promise<string[]> {
  if (!ground.looks) return [];
  const { rows } = await sql<{ mark: string; to: string; due: Instant; atOnce: boolean }>`
    select d.mark::text, p.name as to, min(n.due_at) as due, d.attempts = 1 as "atOnce"
    from deliveries d join people p on p.id = d.person_id join delivery_inquiries a on a.delivery_id = d.id
      join nudges n on n.id = a.nudge_id
    where d.purpose = 'nudge' group by d.mark, p.name, d.attempts`.execute(db);
  const quiet = await quietHours(db);
  const nudges = ground.copies().flatMap((copy) => {
    const row = rows.find(({ mark }) => mark === copy.mark);
    return row ? [{ ...copy, due: row.due, atOnce: row.atOnce }] : [];
  });
  // One whose first try was cut short may come beside the summary: into what was perhaps said nothing can be added.
  const minutes = Map.groupBy(
    nudges.filter(({ atOnce }) => atOnce),
    ({ to, at }) => `${to} at ${new Date(at).toISOString().slice(0, 16)}`,
  );
  return [
    ...[...minutes]
      .filter(([, { length }]) => length > 1)
      .map(([who, all]) => `${all.length} nudges came to ${who}, and not one message.`),
    ...nudges
      .filter(({ to, at }) => quietSpellAt(quiet.get(to)!, at))
      .map(({ to, at }) => `A nudge came to ${to} in their quiet hours, at ${new Date(at).toISOString()}.`),
    ...nudges
      .filter(({ at, due }) => at < due - 11 * MINUTE)
      .map(
        ({ to, at, due }) =>
          `A nudge came to ${to} at ${new Date(at).toISOString()} that was due at ${new Date(due).toISOString()}.`,
      ),
  ];
}

/** Of everyone, by name: those too who have left the firm since. */
async function quietHours(db: Db): Promise<Map<string, QuietHours>> {
  const { rows } = await sql<QuietHours & { name: string }>`
    select p.name, p.quiet_from as from, p.quiet_to as to,
      coalesce(p.zone, (select a.zone from accounts a where a.person_id = p.id and a.zone is not null order by a.id limit 1), f.zone, 'UTC') as zone
    from people p left join firm f on true`.execute(db);
  return new Map(rows.map(({ name, ...hours }) => [name, hours]));
}

/** Promise 5, to the moment: what was answered between the claim and the call is not said. */
async function overtaken(db: Db, ground: Ground, played: Played): Promise<string[]> {
  if (!ground.looks || played.overtaken.length === 0) return [];
  const { rows } = await sql<{ mark: string; asks: string[] }>`
    select d.mark::text, array_agg(c.external_id || ' ' || m.external_id) as asks
    from deliveries d join delivery_inquiries a on a.delivery_id = d.id join messages m on m.inquiry_id = a.inquiry_id and m.side = 'client'
      join channels c on c.id = m.channel_id
    where d.purpose = 'nudge' group by d.mark`.execute(db);
  return played.overtaken.flatMap(({ ask, at, said }) =>
    ground
      .copies()
      .filter((copy) => copy.at >= at && copy.at < at + MINUTE && !said.has(copy.mark))
      .filter(({ mark }) => rows.find((row) => row.mark === mark)?.asks.every((one) => one === ask))
      .map(({ to }) => `A nudge came to ${to} that had been answered while it was on its way.`),
  );
}

/** Promise 7, as anybody would see it: what is overdue was said to somebody, unless it is put off or waits on the client. */
async function nobodyTold(db: Db, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: number }>`
    select i.id from inquiries i
    where i.state = 'open' and i.waiting_since is not null and not i.unsure
      and i.due_at < ${new Date(now - 13 * 60 * MINUTE).toISOString()}::timestamptz
      and not exists (
        select from delivery_inquiries a join deliveries d on d.id = a.delivery_id
        where a.inquiry_id = i.id and d.purpose = 'nudge' and d.state in ('sent', 'unknown')
      )`.execute(db);
  return rows.map(({ id }) => `Inquiry ${id} is overdue, and nobody was told.`);
}

/** Promise 5. What the store knew before the nudge was last taken up counts; where words were changed or taken back, nothing is said. */
async function answeredAlready(db: Db, ground: Ground, { knownAt }: Played): Promise<string[]> {
  const { rows: tries } = await sql<{ mark: string; inquiry: number; tried: Instant }>`
    select d.mark::text, a.inquiry_id as inquiry, d.tried_at as tried from deliveries d join delivery_inquiries a on a.delivery_id = d.id
    where d.purpose = 'nudge' and d.state in ('sent', 'unknown')`.execute(db);
  const { rows: facts } = await sql<{
    inquiry: number;
    kind: string;
    at: Instant;
    key: string | null;
    changed: boolean;
  }>`
    select f.inquiry_id as inquiry, f.kind, f.at, coalesce(c.external_id || ' ' || m.external_id, f.key) as key,
      coalesce(m.deleted_at is not null or m.revised_at > m.at, false) as changed
    from facts f left join messages m on m.id = f.message_id left join channels c on c.id = m.channel_id`.execute(db);
  // Whoever takes over from a dead one finds what was said before.
  const saidAt = new Map(ground.copies().map(({ mark, at }) => [mark, at]));
  const sent = tries.map((row) => ({ ...row, tried: Math.min(row.tried, saidAt.get(row.mark) ?? row.tried) }));
  const about = Map.groupBy(facts, ({ inquiry }) => inquiry);
  const isAnswered = (inquiry: number, tried: Instant) => {
    const all = about.get(inquiry) ?? [];
    if (all.some(({ changed, kind }) => changed || kind === "reopened" || kind === "held")) return false;
    const asked = Math.max(...all.filter(({ kind, at }) => kind === "asked" && at <= tried).map(({ at }) => at));
    return all.some(
      ({ kind, at, key }) =>
        ["answered", "resolved", "dismissed"].includes(kind) &&
        at >= asked &&
        at < tried &&
        (key === null || (knownAt.get(key) ?? Number.POSITIVE_INFINITY) < tried),
    );
  };
  return [...Map.groupBy(sent, ({ mark }) => mark).values()]
    .filter((all) => all.every(({ inquiry, tried }) => isAnswered(inquiry, tried)))
    .map((all) => `A nudge about inquiry ${all[0]!.inquiry} left after its answer was known.`);
}

import { sql } from "kysely";
import { type Instant, MINUTE } from "../../src/domain/time.ts";
import type { Db } from "../../src/store/db.ts";
import { bodyOf } from "../../src/store/words.ts";
import { testVault } from "../vault.ts";

/** What the store remembers of inquiries, said in what people did: numbers come in the order of arrival and are left out. */
export interface Remembered {
  readonly messages: readonly string[];
  readonly inquiries: readonly string[];
  /** Asks that await an answer, and of which somebody was told. */
  readonly told: readonly string[];
  /** Those of which somebody was told for a clock that still runs: what was said just before an answer may as well not have been. */
  readonly toBeTold: readonly string[];
  /** When somebody was first told of an ask. */
  readonly firstTold: ReadonlyMap<string, Instant>;
}

/** `labels`: the number of the step that posted each message, by channel and id. */
export async function remembered(db: Db, labels: ReadonlyMap<string, number>): Promise<Remembered> {
  const { rows: kept } = await sql<Record<string, unknown> & { channel_id: number; id: string; body: Buffer | null }>`
    select c.external_id as channel, m.channel_id, m.external_id as id, m.at, m.deleted_at is not null as deleted, m.body, m.side, m.verdict,
      m.grade, m.promised_for
    from messages m join channels c on c.id = m.channel_id`.execute(db);
  const vault = testVault();
  const messages = await Promise.all(
    kept.map(async ({ channel_id, body, ...rest }): Promise<Record<string, unknown>> => {
      const words = body && (await vault.open(db, body, bodyOf(channel_id, rest.id as string), Date.now()));
      // Since when it says what it says now: of an edit that nobody could see before the next, nobody knows.
      const at = rest.verdict === "not" ? null : rest.at;
      return { ...rest, at, body: words };
    }),
  );
  const { rows: inquiries } = await sql<{ id: number } & Record<string, unknown>>`
    select i.id, i.state, i.unsure, i.waiting_since, i.due_at, i.paused_until, i.snoozed_until, p.name as owner, c.external_id as channel
    from inquiries i left join people p on p.id = i.owner_id left join channels c on c.id = i.channel_id`.execute(db);
  const { rows: facts } = await sql<
    { inquiry_id: number; channel: string; id: string | null } & Record<string, unknown>
  >`
    select f.inquiry_id, f.kind, f.at, f.until_at, c.external_id as channel, m.external_id as id, p.name as by, t.name as to
    from facts f left join messages m on m.id = f.message_id left join channels c on c.id = m.channel_id
      left join people p on p.id = f.person_id left join people t on t.id = f.to_person_id`.execute(db);
  const { rows: clocks } = await sql<{ inquiry_id: number } & Record<string, unknown>>`
    select inquiry_id, kind, started_at, due_at, stopped_at, minutes,
      -- Whether one that runs is breached is told by its due; it is written down when its inquiry is looked at next.
      case when stopped_at is null and state in ('running', 'breached') then 'running' else state end as state
    from clocks`.execute(db);
  const { rows: told } = await sql<{ channel: string; id: string; runs: boolean }>`
    select c.external_id as channel, m.external_id as id, bool_or(exists (
      select from nudges n join clocks k on k.id = n.clock_id where n.id = a.nudge_id and k.stopped_at is null)) as runs
    from inquiries i join messages m on m.inquiry_id = i.id and m.side = 'client' and m.at = i.asked_at join channels c on c.id = m.channel_id
      join delivery_inquiries a on a.inquiry_id = i.id join deliveries d on d.id = a.delivery_id
    where i.waiting_since is not null and i.state = 'open' and d.purpose = 'nudge' and d.state in ('sent', 'unknown')
    group by c.external_id, m.external_id`.execute(db);
  const { rows: firstTold } = await sql<{ channel: string; id: string; at: Instant }>`
    select c.external_id as channel, m.external_id as id, min(d.tried_at) as at
    from inquiries i join messages m on m.inquiry_id = i.id and m.side = 'client' and m.at = i.asked_at join channels c on c.id = m.channel_id
      join delivery_inquiries a on a.inquiry_id = i.id join deliveries d on d.id = a.delivery_id
    where d.purpose = 'nudge' and d.state in ('sent', 'unknown') group by c.external_id, m.external_id`.execute(db);
  const label = (channel: unknown, id: unknown) =>
    id === null ? "by hand" : `#${labels.get(`${channel} ${id}`) ?? id}`;
  return {
    messages: messages
      .map(({ channel, id, ...rest }) => [label(channel, id), channel, ...values(rest)].join(" "))
      .sort(),
    inquiries: inquiries
      .map(({ id, ...inquiry }) =>
        [
          values(inquiry).join(" "),
          ...facts
            .filter((fact) => fact.inquiry_id === id)
            .map(
              ({ inquiry_id, channel, id: message, ...fact }) =>
                `  ${label(channel, message)} ${values(fact).join(" ")}`,
            )
            .sort(),
          ...clocks
            .filter((clock) => clock.inquiry_id === id)
            .map(({ inquiry_id, ...clock }) => `  clock ${values(clock).join(" ")}`)
            .sort(),
        ].join("\n"),
      )
      .filter((told) => told.includes("\n"))
      .sort(),
    firstTold: new Map(firstTold.map(({ channel, id, at }) => [label(channel, id), at])),
    toBeTold: told.flatMap(({ channel, id, runs }) => (runs ? [label(channel, id)] : [])),
    told: told.map(({ channel, id }) => label(channel, id)).sort(),
  };
}

const values = (row: Record<string, unknown>): string[] =>
  Object.entries(row)
    .filter(([, value]) => value !== null && value !== false)
    .map(([name, value]) => `${name}=${typeof value === "number" && value > 1e11 ? toTheSecond(value) : value}`);

/** Slack tells messages of one instant apart by how they are numbered: ten that the bot said first are a thousandth of a second. */
const toTheSecond = (at: Instant): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

/** Lines of the one that the other has not, each with whose it is. */
export function differences(undisturbed: Remembered, disturbed: Remembered): string[] {
  const found: string[] = [];
  for (const what of ["messages", "inquiries"] as const) {
    const left = [...disturbed[what]];
    for (const line of undisturbed[what]) {
      const there = left.indexOf(line);
      if (there >= 0) left.splice(there, 1);
      else found.push(`${what}, undisturbed only: ${line}`);
    }
    for (const line of left) found.push(`${what}, under faults only: ${line}`);
  }
  const unheard = undisturbed.toBeTold.filter((one) => !disturbed.told.includes(one));
  return [...found, ...unheard.map((one) => `Nobody was ever told of ${one}, which awaits an answer.`)];
}

/** What is due soon comes along with what is due. */
const EARLY = 11 * MINUTE;
const LATE = 15 * MINUTE;
/** What keeps nobody from saying what is due. */
const DELAYS_NOTHING = /^(?:event: (?:duplicate|hold|unacknowledged)|restarted|all restarted in turn)$/;

/**
 * Nobody is told earlier than where nothing is wrong, whatever the clocks say; nor later, where nothing struck that delays. What was
 * done (`doneAt`) in the very minute of a nudge comes before it or after.
 */
export function atOtherTimes(
  undisturbed: Remembered,
  disturbed: Remembered,
  struck: ReadonlyMap<string, number>,
  doneAt: readonly Instant[],
): string[] {
  const onTime = [...struck.keys()].every((kind) => DELAYS_NOTHING.test(kind));
  return [...undisturbed.firstTold].flatMap(([ask, right]) => {
    const at = disturbed.firstTold.get(ask);
    if (at === undefined) return [];
    if (doneAt.some((done) => Math.abs(done - at) < MINUTE)) return [];
    const wrong = at < right - EARLY ? "early" : onTime && at > right + LATE ? "late" : undefined;
    return wrong ? [`Somebody was told of ${ask} at ${iso(at)}, ${wrong}: it was to be at ${iso(right)}.`] : [];
  });
}

const iso = (at: Instant) => new Date(at).toISOString();

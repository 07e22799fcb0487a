import { byItself } from "../domain/audit.ts";
import { GOAL, type Report } from "../domain/measure.ts";
import { isAllowed } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import { DAY } from "../domain/wall-clock.ts";
import { mondayMorning, nextMondayMorning, type Week, weekBefore, weekOf } from "../domain/week.ts";
import { record } from "../store/audit.ts";
import type { Within } from "../store/counted.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import { anythingBefore, postedSince, recordDigest, reportOf } from "../store/digests.ts";
import { groups, type Person, people } from "../store/people.ts";
import { aboutPerson } from "../store/rights.ts";
import type { Card } from "../views/card.ts";
import { trendPicture } from "../views/chart.ts";
import { ofGroups } from "../views/digest/of-groups.ts";
import { digestCard } from "../views/digest.ts";
import { actingAs } from "./actor.ts";
import { attempt } from "./attempt.ts";
import { judgeNow } from "./authorise.ts";
import type { Deps } from "./deps.ts";

/**
 * From Monday 08:30 in each partner's zone, last week's digest, once: a Monday that was missed is made up for within the
 * week. Returns how many were put into the outbox.
 */
export async function postDigests(deps: Pick<Deps, "db" | "tell">, now: Instant): Promise<number> {
  const { db } = deps;
  const due = await dueNow(db, now);
  const weeks = new Map<string, Promise<Drawn | undefined>>();
  let posted = 0;
  for (const { reader, week } of due) {
    const done = await attempt(deps, `digest of ${reader.id} for ${week.monday}`, now, async () => {
      const within = groupsRead(reader);
      if (!(await mayRead(deps, reader, within, now))) return undefined;
      // One reckoning serves all readers of a zone who may see the same.
      const circle = `${reader.zone} ${within ?? "all"}`;
      const drawn = await (weeks.get(circle) ?? weeks.set(circle, draw(db, week, within, now)).get(circle)!);
      return drawn && postOne(db, reader, week, drawn, now);
    });
    if (done) posted++;
  }
  return posted;
}

/** The first instant after `after` at which a digest becomes due; undefined where there is no partner. */
export async function nextDigestAt(db: Db, after: Instant): Promise<Instant | undefined> {
  const mornings = (await partners(db)).map(({ zone }) => nextMondayMorning(after, zone));
  return mornings.length === 0 ? undefined : Math.min(...mornings);
}

/** The picture is kept in a column of its own, not in the card. */
const withoutPng = (card: Card) => ({
  ...card,
  parts: card.parts.map((part) => {
    if (!("picture" in part)) return part;
    const { png, ...rest } = part.picture;
    return { picture: rest };
  }),
});

interface Drawn {
  readonly report: (readerId?: number) => Report;
  readonly png: Uint8Array;
}

const partners = async (db: Db): Promise<Person[]> =>
  [...(await people(db)).values()].filter((p) => p.isPartner || p.partnerOf.length > 0);

/** Undefined: the whole firm's. */
const groupsRead = (reader: Person): readonly number[] | undefined => (reader.isPartner ? undefined : reader.partnerOf);

async function mayRead(deps: Pick<Deps, "db">, reader: Person, within: Within, now: Instant): Promise<boolean> {
  const judge = await judgeNow(deps.db, now);
  const who = actingAs(reader, await people(deps.db), [], now);
  const each = within?.map((group) => ({ ...aboutPerson(), groups: [group] })) ?? [aboutPerson()];
  return each.every((about) => isAllowed(judge(who, "read figures", about)));
}

async function dueNow(db: Db, now: Instant): Promise<{ reader: Person; week: Week }[]> {
  const due = (await partners(db)).flatMap((reader) => {
    const current = weekOf(now, reader.zone);
    return now < mondayMorning(current) ? [] : [{ reader, week: weekBefore(current) }];
  });
  if (due.length === 0) return [];
  const posted = await postedSince(db, due.map(({ week }) => week.monday).sort()[0]!);
  return due.filter(({ reader, week }) => !posted.has(`${reader.id} ${week.monday}`));
}

/** Undefined for a week that was over before the first inquiry: then the firm has only just begun. */
async function draw(db: Db, week: Week, within: Within, now: Instant): Promise<Drawn | undefined> {
  const missedMonday = weekOf(now, week.zone).from + DAY <= now;
  if (missedMonday && !(await anythingBefore(db, week.to))) return undefined;
  const report = await reportOf(db, week, within);
  return { report, png: await trendPicture(report().trend, GOAL) };
}

async function postOne(db: Db, reader: Person, week: Week, { report, png }: Drawn, now: Instant): Promise<boolean> {
  const key = `digest:${reader.id}:${week.name}`;
  const whole = digestCard(report(reader.id), png, now);
  const within = groupsRead(reader);
  const read = (await groups(db)).filter(({ id }) => within?.includes(id)).map(({ name }) => name);
  const card = within ? ofGroups(whole, read) : whole;
  const picture = card.parts.some((part) => "picture" in part) ? png : undefined;
  return db.transaction().execute(async (tx) => {
    const { oldest, attention } = report(reader.id);
    const named = [oldest, ...attention.map((one) => one.oldest)].flatMap((one) => one?.inquiryId ?? []);
    const details = { person: reader.id, week: week.name };
    const subject = { kind: "person", id: reader.id } as const;
    await record(tx, { ...byItself(now), act: "report made", subject, inquiries: named, details });
    const fresh = await post(tx, { purpose: "digest", key, personId: reader.id, card: withoutPng(card), picture }, now);
    return (await recordDigest(tx, reader.id, week, key, now)) && fresh;
  });
}

import { byItself } from "../domain/audit.ts";
import { GOAL } from "../domain/measure.ts";
import { isAllowed } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import { DAY } from "../domain/wall-clock.ts";
import { mondayMorning, nextMondayMorning, type Week, weekBefore, weekOf, weekStarting } from "../domain/week.ts";
import { record } from "../store/audit.ts";
import type { Within } from "../store/counted.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import { anythingBefore, digestOf, noteWalled, postedSince, recordDigest } from "../store/digests.ts";
import { groups, type Person, people } from "../store/people.ts";
import { aboutPerson } from "../store/rights.ts";
import { walledFrom } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { trendPicture } from "../views/chart.ts";
import { ofGroups } from "../views/digest/of-groups.ts";
import { digestCard } from "../views/digest.ts";
import { actingAs } from "./actor.ts";
import { attempt } from "./attempt.ts";
import { judgeNow } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { withoutPicture } from "./pictured.ts";
import { reportsFor } from "./reports.ts";

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

interface Drawn {
  readonly reports: Awaited<ReturnType<typeof reportsFor>>;
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
  // Of the same groups, or of the firm.
  const readers = (await partners(db)).filter((one) => sameGroups(groupsRead(one), within)).map(({ id }) => id);
  const reports = await reportsFor(db, week, readers, within);
  return { reports, png: await trendPicture(reports.shared.trend, GOAL) };
}

const sameGroups = (a: Within, b: Within) => String(a ?? "all") === String(b ?? "all");

async function cardFor(db: Db, reader: Person, { reports, png }: Drawn, now: Instant): Promise<Card> {
  const whole = digestCard(await reports.of(reader.id), png, now);
  const within = groupsRead(reader);
  const read = (await groups(db)).filter(({ id }) => within?.includes(id)).map(({ name }) => name);
  return within ? ofGroups(whole, read) : whole;
}

/** A digest that waits, drawn anew because more is walled from its reader than when it was drawn; undefined for no digest. */
export async function redrawDigest(db: Db, deliveryId: number, now: Instant): Promise<Card | undefined> {
  const of = await digestOf(db, deliveryId);
  const reader = of && (await people(db)).get(of.readerId);
  if (!reader) return undefined;
  const walled = await walledFrom(db, [reader.id]);
  const drawn = await draw(db, weekStarting(of.week, reader.zone), groupsRead(reader), now);
  if (!drawn) return undefined;
  await noteWalled(db, deliveryId, walled);
  return cardFor(db, reader, drawn, now);
}

async function postOne(db: Db, reader: Person, week: Week, drawn: Drawn, now: Instant): Promise<boolean> {
  const key = `digest:${reader.id}:${week.name}`;
  const walled = await walledFrom(db, [reader.id]);
  const card = await cardFor(db, reader, drawn, now);
  const { oldest, attention } = await drawn.reports.of(reader.id);
  const picture = card.parts.some((part) => "picture" in part) ? drawn.png : undefined;
  return db.transaction().execute(async (tx) => {
    const named = [oldest, ...attention.map((one) => one.oldest)].flatMap((one) => one?.inquiryId ?? []);
    const details = { person: reader.id, week: week.name };
    const subject = { kind: "person", id: reader.id } as const;
    await record(tx, { ...byItself(now), act: "report made", subject, inquiries: named, details });
    const fresh = await post(
      tx,
      { purpose: "digest", key, personId: reader.id, card: withoutPicture(card), picture },
      now,
    );
    return (await recordDigest(tx, reader.id, week, key, walled, now)) && fresh;
  });
}

import { GOAL } from "../domain/measure.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { DAY } from "../domain/wall-clock.ts";
import { mondayMorning, nextMondayMorning, type Week, weekBefore, weekOf, weekStarting } from "../domain/week.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import { anythingBefore, digestOf, noteWalled, postedSince, recordDigest } from "../store/digests.ts";
import { type Person, people } from "../store/people.ts";
import { walledFrom } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { trendPicture } from "../views/chart.ts";
import { digestCard } from "../views/digest.ts";
import { attempt } from "./attempt.ts";
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
  const weeks = new Map<Zone, Promise<Drawn | undefined>>();
  let posted = 0;
  for (const { reader, week } of due) {
    const done = await attempt(deps, `digest of ${reader.id} for ${week.monday}`, now, async () => {
      // One reckoning serves all readers of a zone, and what they may see is the same for every partner.
      const drawn = await (weeks.get(reader.zone) ?? weeks.set(reader.zone, draw(db, week, now)).get(reader.zone)!);
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

const partners = async (db: Db): Promise<Person[]> => [...(await people(db)).values()].filter((p) => p.isPartner);

async function dueNow(db: Db, now: Instant): Promise<{ reader: Person; week: Week }[]> {
  const due = (await partners(db)).flatMap((reader) => {
    const current = weekOf(now, reader.zone);
    return now < mondayMorning(current) ? [] : [{ reader, week: weekBefore(current) }];
  });
  if (due.length === 0) return [];
  const posted = await postedSince(db, due.map(({ week }) => week.monday).sort()[0]!);
  return due.filter(({ reader, week }) => !posted.has(`${reader.id} ${week.monday}`));
}

/** A digest that waits, drawn anew because more is walled from its reader than when it was drawn; undefined for no digest. */
export async function redrawDigest(db: Db, deliveryId: number, now: Instant): Promise<Card | undefined> {
  const of = await digestOf(db, deliveryId);
  const reader = of && (await people(db)).get(of.readerId);
  if (!reader) return undefined;
  const walled = await walledFrom(db, [reader.id]);
  const drawn = await draw(db, weekStarting(of.week, reader.zone), now);
  if (!drawn) return undefined;
  await noteWalled(db, deliveryId, walled);
  return digestCard(await drawn.reports.of(reader.id), drawn.png, now);
}

/** Undefined for a week that was over before the first inquiry: then the firm has only just begun. */
async function draw(db: Db, week: Week, now: Instant): Promise<Drawn | undefined> {
  const missedMonday = weekOf(now, week.zone).from + DAY <= now;
  if (missedMonday && !(await anythingBefore(db, week.to))) return undefined;
  const readers = (await partners(db)).map(({ id }) => id);
  const reports = await reportsFor(db, week, readers);
  return { reports, png: await trendPicture(reports.shared.trend, GOAL) };
}

async function postOne(db: Db, reader: Person, week: Week, { reports, png }: Drawn, now: Instant): Promise<boolean> {
  const key = `digest:${reader.id}:${week.name}`;
  const walled = await walledFrom(db, [reader.id]);
  const card = digestCard(await reports.of(reader.id), png, now);
  const picture = card.parts.some((part) => "picture" in part) ? png : undefined;
  return db.transaction().execute(async (tx) => {
    const fresh = await post(
      tx,
      { purpose: "digest", key, personId: reader.id, card: withoutPicture(card), picture },
      now,
    );
    return (await recordDigest(tx, reader.id, week, key, walled, now)) && fresh;
  });
}

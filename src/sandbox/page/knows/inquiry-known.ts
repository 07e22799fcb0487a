import type { Instant, Zone } from "../../../domain/time.ts";
import { explain } from "../../../domain/why.ts";
import { assessedNow } from "../../../flows/assess-inquiries.ts";
import { calendarVersions } from "../../../store/calendars.ts";
import type { Db } from "../../../store/db.ts";
import { theFirm } from "../../../store/firm.ts";
import { type Inquiry, inquiryById } from "../../../store/inquiries.ts";
import { deliveriesInside, nudgesInside } from "../../../store/inside.ts";
import { namesFor } from "../../../store/names.ts";
import { people } from "../../../store/people.ts";
import { about } from "../../../views/owed.ts";
import { plain } from "../../../views/plain.ts";
import { factWords, STATES } from "../../../views/show.ts";
import { whyCard } from "../../../views/why.ts";
import { capital, dayAndTime } from "../../../views/words.ts";
import { deliveryKnown } from "./delivery-known.ts";
import type { InquiryKnown } from "./shown.ts";
import { timeLine } from "./time-line.ts";

/** All that is known of an inquiry; undefined where there is none of this number. */
export async function inquiryKnown(db: Db, id: number, zone: Zone, now: Instant): Promise<InquiryKnown | undefined> {
  const inquiry = await inquiryById(db, id);
  if (!inquiry) return undefined;
  const { facts, clocks, state } = await assessedNow(db, inquiry, now);
  const { contacts, ...names } = await namesFor(db, id);
  const named = { contacts, people: new Map([...(await people(db)).values()].map((one) => [one.id, one.name])) };
  const deliveries = await deliveriesInside(db, 50, { inquiryId: id });
  const told = clocks.map((clock) => ({ clock, lines: explain(clock, now).lines }));
  const drawing = {
    facts: facts.map((fact) => ({ at: fact.at, words: factWords(fact, named, zone, now) })),
    clocks,
    nudges: await nudgesInside(db, id),
    calendar: clocks.findLast(({ terms }) => terms)?.terms?.calendar ?? (await firmCalendar(db)),
    zone,
  };
  return {
    id,
    title: `${id} · ${about(names)}`,
    words: `${capital(STATES[state])}. ${asked(inquiry, names, zone, now)}`,
    now,
    zone,
    line: timeLine(drawing, now),
    why: plain(whyCard({ inquiryId: id, client: names.client, matter: names.matter }, told, zone, now))
      .split("\n")
      .slice(1)
      .join("\n"),
    deliveries: deliveries.map((one) => deliveryKnown(one, zone, now)),
  };
}

const asked = (
  { askedAt, unsure }: Inquiry,
  { owner, channel, via }: { owner?: string; channel?: string; via?: string },
  zone: Zone,
  now: Instant,
) =>
  [
    `Asked ${dayAndTime(askedAt, zone, now)}${channel ? ` in #${channel}` : via ? ` by ${via}` : ""}.`,
    owner ? `${owner} answers for it.` : "Nobody has it yet.",
    ...(unsure ? ["It is not sure that it asks anything."] : []),
  ].join(" ");

async function firmCalendar(db: Db) {
  const { calendarId } = await theFirm(db);
  return (await calendarVersions(db)).find((one) => one.calendarId === calendarId)!.calendar;
}

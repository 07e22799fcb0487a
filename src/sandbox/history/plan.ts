import { at, type Instant, MINUTE } from "../../domain/time.ts";
import { DAY } from "../../domain/wall-clock.ts";
import { type Course, course, type Say, sayings } from "./course.ts";
import type { Deed } from "./deeds.ts";
import { leaves, type Place, places, weeks } from "./places.ts";
import { type Random, randomFrom } from "./random.ts";
import { type Topic, topics } from "./topics.ts";
import { businessMinutes, later } from "./when-words.ts";

export const BEGINS: Instant = at("2025-10-27T08:45-04:00");
/** Half an hour before story.ts begins. */
export const ENDS: Instant = at("2026-01-23T15:00-05:00");

/** Everything that people do in these twelve weeks, in order of time. The same seed gives the same. */
export function plan(seed: number, until = ENDS): Deed[] {
  const random = randomFrom(seed);
  const say = sayings(random);
  const banks = new Map(places.map((place) => [place, topics(place.bank, random)]));
  const courses = weeks.flatMap(({ monday, questions, strain }) =>
    places.flatMap((place) =>
      moments(monday, Math.round(questions * place.share + (random.next() - 0.5) * 0.9), random)
        .map((t) => ({ t, topic: banks.get(place)!.shift() }))
        .filter((one): one is { t: Instant; topic: Topic } => one.topic !== undefined)
        .map(({ t, topic }, n) =>
          course({ name: `${place.channel} ${monday} ${n}`, place, topic, at: t, strain }, random, say),
        )
        .filter((one) => isWanted(one, place)),
    ),
  );
  const others = beside(random, say);
  const open = [
    ...courses,
    ...leftLying.flatMap((deed) => openFrom(deed, ENDS)),
    ...others.flatMap((deed) => openFrom(deed, later(deed.at, 80))),
  ];
  return [...courses.flatMap((one) => threaded(one, open, random)), ...others]
    .filter((deed) => deed.at < until && deed.at < ENDS)
    .sort((a, b) => a.at - b.at);
}

/** Questions come on weekdays, mostly in office hours; a few in the evening, fewer at the weekend. Their own are 20 minutes apart. */
function moments(monday: string, many: number, random: Random): Instant[] {
  const found: Instant[] = [];
  const start = at(`${monday}T00:00-05:00`);
  for (let tries = 0; found.length < many && tries < 400; tries++) {
    const day = random.weighted([0, 1, 2, 3, 4, 5, 6], (n) => [22, 21, 20, 20, 16, 1, 2][n]!);
    const evening = random.chance(0.08);
    const minute = evening ? random.between(18 * 60, 21 * 60) : random.between(9 * 60 + 5, 17 * 60 + 10);
    const t = start + day * DAY + minute * MINUTE;
    const open = businessMinutes(t, t + MINUTE) > 0;
    if (!open && !evening && day < 5 && !random.chance(0.15)) continue;
    if (found.every((other) => Math.abs(other - t) > 20 * MINUTE)) found.push(t);
  }
  return found.sort((a, b) => a - b);
}

/** The story speaks in these channels right after: what would still be open there then was never asked. */
const isWanted = ({ from, to }: Course, { cleared }: Place): boolean => from < ENDS && (!cleared || to < ENDS);

/** A reply stands in the channel where nothing else is open there just then; else, and sometimes all the same, in the thread. */
function threaded(one: Course, all: readonly Open[], random: Random): Deed[] {
  const others = all.filter((other) => other !== one && other.channel === one.channel);
  const loose = others.every((other) => other.to < one.from || other.from > one.to) && random.chance(0.6);
  return one.deeds.map((deed) => {
    if (!loose || !("says" in deed.does) || /chaser|again|more/.test(deed.does.name)) return deed;
    const { thread: _, ...does } = deed.does;
    return { ...deed, does };
  });
}

/** A reply in the channel would be taken for one to this, too. */
type Open = Pick<Course, "channel" | "from" | "to">;

const openFrom = ({ at, does }: Deed, to: Instant): Open[] =>
  "says" in does && does.thread === undefined ? [{ channel: does.channel, from: at, to }] : [];

/** What goes on beside the questions: leave, status, chatter. */
function beside(random: Random, say: Say): Deed[] {
  const deeds: Deed[] = leaves.map(({ who, says, at: when }) => ({ at: at(when), who, does: { asks: says } }));
  for (const [n, { monday }] of weeks.entries()) {
    const start = at(`${monday}T00:00-05:00`);
    const on = (day: number, minute: number) => start + day * DAY + minute * MINUTE;
    const talk = (who: string, channel: string, text: string, t: Instant) =>
      deeds.push({ at: t, who, does: { says: text, channel, name: `talk ${deeds.length}` } });
    talk("UASH", "CGENERAL", say("general"), on(random.between(0, 2), random.between(600, 960)));
    if (random.chance(0.5))
      talk(
        random.pick(["UPAT", "ULEE", "UBEN"]),
        "CGENERAL",
        say("general"),
        on(random.between(2, 4), random.between(600, 930)),
      );
    if (random.chance(0.4))
      talk(
        random.pick(["UDANA", "UEVE"]),
        "CACME",
        say("chatter"),
        on(random.between(0, 4), random.between(600, 1000)),
      );
    if (random.chance(0.3))
      talk("USAM", "CGLOBEX", say("chatter"), on(random.between(0, 4), random.between(600, 1000)));
    deeds.push({ at: on(0, 9 * 60 + random.between(5, 40)), who: "ULEE", does: { asks: "team" } });
    if (n % 3 === 1) deeds.push({ at: on(3, 15 * 60), who: "UPAT", does: { asks: "overdue" } });
    if (n % 3 === 0 && n < 12)
      deeds.push(...inTwoMinds(`unsure ${n}`, say("unsure"), on(random.between(1, 3), random.between(620, 900))));
  }
  for (const [t, who, channel, text] of seasonal)
    deeds.push({ at: at(t), who, does: { says: text, channel, name: `talk ${deeds.length}` } });
  deeds.push(...leftLying);
  for (const who of ["UKIM", "UANA", "ULEE", "UPAT"])
    deeds.push({ at: ENDS - 10 * MINUTE, who, does: { opens: "home" } });
  return deeds;
}

const seasonal = [
  ["2025-11-26T12:10-05:00", "UASH", "CGENERAL", "The mail room closes at four today. Happy Thanksgiving, everyone."],
  ["2025-12-15T10:20-05:00", "UASH", "CGENERAL", "The office is closed on the 25th and 26th, and on New Year's Day."],
  ["2025-12-23T15:40-05:00", "USAM", "CGLOBEX", "Happy holidays to all of you!"],
  ["2025-12-24T11:15-05:00", "UDANA", "CACME", "Merry Christmas, and thank you for this year."],
  ["2026-01-05T09:25-05:00", "UASH", "CGENERAL", "Welcome back. Mail from the holidays is in the usual trays."],
] as const;

/** What is open when the story begins: one overdue since its promise was not kept, one that has time. */
const leftLying: readonly Deed[] = [
  {
    at: at("2026-01-21T11:05-05:00"),
    who: "UBEN",
    does: {
      says: "Initech asks whether options of a consultant go on when she is employed.",
      channel: "CINITECH",
      name: "lying",
    },
  },
  {
    at: at("2026-01-21T14:20-05:00"),
    who: "UANA",
    does: { says: "I'll get back to them by noon tomorrow.", channel: "CINITECH", name: "lying held", thread: "lying" },
  },
  {
    at: at("2026-01-23T14:10-05:00"),
    who: "UPAT",
    does: {
      says: "The client needs the grant letter for the new head of sales from us.",
      channel: "CINITECH",
      name: "fresh",
    },
  },
];

/** Something of which the bot is not sure, until its owner says that it is nothing. */
const inTwoMinds = (name: string, text: string, t: Instant): Deed[] => [
  { at: t, who: "UDANA", does: { says: text, channel: "CACME", name } },
  { at: later(t, 70), who: "UKIM", does: { presses: "Not an inquiry", about: name, else: "dismiss {n}" } },
];

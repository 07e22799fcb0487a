import { type Instant, MINUTE } from "../../domain/time.ts";
import { firmPeople, outsiders } from "../firm.ts";
import { phrases, questionsBack } from "./bank/phrases.ts";
import type { Deed } from "./deeds.ts";
import type { Place } from "./places.ts";
import type { Random } from "./random.ts";
import type { Topic } from "./topics.ts";
import { dated, later, promise } from "./when-words.ts";

/** One question from being asked to being thanked for. Replies name the thread they would be in; plan.ts decides whether they are. */
export interface Course {
  readonly name: string;
  readonly channel: string;
  readonly from: Instant;
  /** When the last answer was given. */
  readonly to: Instant;
  readonly deeds: readonly Deed[];
}

/** Phrases, each drawn from its own deck so that none comes twice in a row. */
export type Say = (kind: keyof typeof phrases) => string;

export const sayings = (random: Random): Say => {
  const decks = new Map(Object.entries(phrases).map(([kind, all]) => [kind, random.deck<string>(all)]));
  return (kind) => decks.get(kind)!();
};

interface Asked {
  readonly name: string;
  readonly place: Place;
  readonly topic: Topic;
  readonly at: Instant;
  /** How many of ten answers are late just now. */
  readonly strain: number;
}

/** Drawn once for each question: how it goes. */
export function course(asked: Asked, random: Random, say: Say): Course {
  const { name, place, topic, at } = asked;
  const who = place.answerer(topic.asker, at, random);
  const reply = (t: Instant, text: string, n: string): Deed => ({
    at: t,
    who,
    does: {
      says: text.replaceAll("{name}", firstName(topic.asker)),
      channel: place.channel,
      name: `${name} ${n}`,
      thread: name,
    },
  });
  const deeds: Deed[] = [...asking(asked, random)];
  const late = random.chance(asked.strain / 10);
  const due = later(at, place.answer);
  let answerAt = later(at, place.answer * (late ? random.pick([1.04, 1.1, 1.25, 1.5, 2.1]) : share(random)));
  let sorry = late ? say("late") : "";
  const before = answerAt;
  const kind = random.weighted(KINDS, ([, weight]) => weight)[0];
  if (late && random.chance(0.35) && !place.inside) {
    const chased = later(at, place.answer * (1.05 + random.next() * 0.3));
    deeds.push({
      at: chased,
      who: topic.asker,
      does: { says: say("chasers"), channel: place.channel, name: `${name} chaser`, thread: name },
    });
    answerAt = later(chased, random.between(8, 70));
  } else if (late && random.chance(0.6))
    deeds.push({ at: later(due, random.between(4, 20)), who, does: { presses: "I'm on it", about: name } });
  if (
    kind === "acknowledges" ||
    (before > later(at, place.acknowledge * 0.9) && kind === "answers" && random.chance(0.8))
  )
    deeds.push(reply(later(at, random.between(6, place.acknowledge * 0.8)), say("acknowledgements"), "ack"));
  if (kind === "holds") {
    const heldAt = later(at, random.between(5, place.acknowledge * 0.7));
    const kept = !random.chance(0.14);
    const promised = promise(
      heldAt,
      kept ? Math.max(answerAt + 40 * MINUTE, later(answerAt, 20)) : answerAt - 10 * MINUTE,
    );
    const words = say(place.inside ? "holdingInside" : "holding");
    deeds.push(reply(heldAt, promised ? words.replace("{when}", promised.words) : say("vague"), "held"));
    answerAt = Math.max(answerAt, later(heldAt, 30));
    if (promised && !kept && !sorry) sorry = say("late");
  }
  if (kind === "asks back" && !place.inside) {
    const back = later(at, random.between(10, place.acknowledge * 0.7));
    const told = later(back, random.between(25, 200));
    const [question, said] = random.pick(questionsBack);
    deeds.push(reply(back, question, "back"));
    if (random.chance(0.6)) deeds.push({ at: back + MINUTE, who, does: { asks: "pause {n}", about: name } });
    deeds.push({
      at: told,
      who: topic.asker,
      does: { says: said, channel: place.channel, name: `${name} told`, thread: name },
    });
    answerAt = Math.max(answerAt, later(told, random.between(10, 90)));
    if (!late) sorry = "";
  }
  deeds.push(reply(answerAt, sorry + dated(topic.answer, answerAt), "answer"));
  deeds.push(...afterwards(asked, who, answerAt, random, say));
  // Nobody says "got it" after the answer.
  const sensible = deeds.filter(
    ({ at: t, does }) => !("says" in does && / (ack|held)$/.test(does.name)) || t < answerAt - 10 * MINUTE,
  );
  const to = Math.max(...deeds.flatMap((deed) => ("says" in deed.does && deed.who === who ? [deed.at] : [])));
  return { name, channel: place.channel, from: at, to, deeds: sensible };
}

/** What share of the time an answer in time takes: soon, more often than not. */
const share = (random: Random): number => 0.06 + 0.84 * ((random.next() + random.next() * random.next()) / 2);

const KINDS = [
  ["answers", 54],
  ["acknowledges", 16],
  ["holds", 22],
  ["asks back", 8],
] as const;

/** Now and then with a slip that is put right a minute later. */
function asking({ name, place: { channel }, topic: { asker, ask }, at }: Asked, random: Random): Deed[] {
  const slip = random.chance(0.05) ? ask.replace(/\b(\w)the\b|\bthe\b/, "teh") : ask;
  const asked: Deed = { at, who: asker, does: { says: slip, channel, name } };
  return slip === ask
    ? [asked]
    : [asked, { at: at + random.between(1, 3) * MINUTE, who: asker, does: { edits: name, to: ask } }];
}

/** They fit whatever was answered. */
const FOLLOW_UPS = [
  ["Is anything left for us to do on this?", "Nothing on your side. We take it from here."],
  ["Can we have that in writing for our file?", "It is in your mailbox, as a one-page letter."],
  ["Does anyone else at our end need to know?", "No, keep it between us for now."],
  ["How sure are we of that?", "As sure as one can be: it is settled practice here."],
  ["Should I tell the board about this?", "It can wait for the next regular meeting."],
  ["Can you remind us of this before the end of the month?", "It is in our calendar for the last week."],
] as const;

/** Thanks, a thumb up, a tick, another question, or nothing at all. */
function afterwards({ name, place, topic }: Asked, who: string, answered: Instant, random: Random, say: Say): Deed[] {
  const { channel } = place;
  const soon = (least: number, most: number) => answered + random.between(least, most) * MINUTE;
  if (place.inside)
    return random.chance(0.5)
      ? [{ at: soon(2, 60), who: topic.asker, does: { reacts: "+1", on: `${name} answer` } }]
      : [];
  if (random.chance(0.09)) {
    const [ask, answer] = random.pick(FOLLOW_UPS);
    const asked = soon(5, 50);
    return [
      { at: asked, who: topic.asker, does: { says: ask, channel, name: `${name} again`, thread: name } },
      {
        at: later(asked, place.answer * share(random)),
        who,
        does: { says: answer, channel, name: `${name} more`, thread: name },
      },
    ];
  }
  const deeds: Deed[] = [];
  if (random.chance(0.42))
    deeds.push({
      at: soon(2, 45),
      who: topic.asker,
      does: { says: say("thanks").replace("{name}", firstName(who)), channel, name: `${name} thanks`, thread: name },
    });
  else if (random.chance(0.35))
    deeds.push({
      at: soon(1, 30),
      who: topic.asker,
      does: { reacts: random.pick(["+1", "pray"]), on: `${name} answer` },
    });
  if (random.chance(0.08)) deeds.push({ at: soon(50, 90), who, does: { reacts: "white_check_mark", on: name } });
  return deeds;
}

const firstName = (id: string): string =>
  [...firmPeople, ...outsiders].find((person) => person.id === id)!.name.split(" ")[0]!;

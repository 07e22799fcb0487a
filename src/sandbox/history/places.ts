import { at, type Instant, type Minutes } from "../../domain/time.ts";
import { acme } from "./bank/acme.ts";
import { acmeProperty } from "./bank/acme-property.ts";
import { globex } from "./bank/globex.ts";
import { alder, initech } from "./bank/initech.ts";
import type { Random } from "./random.ts";

/** A channel as people live in it. */
export interface Place {
  readonly channel: string;
  readonly bank: string;
  /** Its share of a week's questions. */
  readonly share: number;
  /** What was agreed, in business minutes: what people have in the back of their minds. */
  readonly acknowledge: Minutes;
  readonly answer: Minutes;
  /** Colleagues among themselves: nobody says thanks to a client there. */
  readonly inside: boolean;
  /** Nothing is left open here when the story begins: it speaks here. */
  readonly cleared: boolean;
  answerer(asker: string, t: Instant, random: Random): string;
}

/** Who is away, by whom they are stood in for, and when they tell the bot. Days are of the fixture firm's zone. */
export const leaves = [
  {
    who: "UBEN",
    from: "2025-11-20",
    to: "2025-11-21",
    by: "UKIM",
    says: "leave 20 Nov to 21 Nov kim",
    at: "2025-11-18T16:20-05:00",
  },
  {
    who: "UANA",
    from: "2025-12-22",
    to: "2026-01-02",
    by: "UPAT",
    says: "leave 22 Dec to 2 Jan pat",
    at: "2025-12-18T16:40-05:00",
  },
  {
    who: "UKIM",
    from: "2025-12-29",
    to: "2026-01-02",
    by: "ULEE",
    says: "leave 29 Dec to 2 Jan lee",
    at: "2025-12-23T11:05-05:00",
  },
  {
    who: "UBEN",
    from: "2026-01-15",
    to: "2026-01-16",
    by: "UANA",
    says: "leave 15 Jan to 16 Jan ana",
    at: "2026-01-13T09:30-05:00",
  },
] as const;

const away = (who: string, t: Instant): boolean =>
  leaves.some(
    (leave) => leave.who === who && t >= at(`${leave.from}T00:00-05:00`) && t < at(`${leave.to}T24:00-05:00`),
  );

const instead = (who: string, t: Instant): string =>
  away(who, t) ? instead(leaves.find((leave) => leave.who === who && away(who, t))!.by, t) : who;

export const places: readonly Place[] = [
  {
    ...{
      channel: "CACME",
      bank: `${acme}\n${acmeProperty}`,
      share: 0.46,
      acknowledge: 120,
      answer: 240,
      inside: false,
      cleared: true,
    },
    answerer: (_, t, random) =>
      instead(
        random.weighted(["UKIM", "UKIM", "UKIM", "ULEE"], () => 1),
        t,
      ),
  },
  {
    ...{ channel: "CGLOBEX", bank: globex, share: 0.255, acknowledge: 240, answer: 1020, inside: false, cleared: true },
    answerer: (_, t, random) => instead(random.chance(0.85) ? "UANA" : "UPAT", t),
  },
  {
    ...{ channel: "CINITECH", bank: initech, share: 0.24, acknowledge: 240, answer: 510, inside: true, cleared: false },
    answerer: (asker, t, random) => {
      const one = asker !== "UANA" && random.chance(0.75) ? "UANA" : asker === "UBEN" ? "UPAT" : "UBEN";
      const who = instead(one, t);
      return who === asker ? (asker === "UPAT" ? instead("UBEN", t) : "UPAT") : who;
    },
  },
  {
    ...{ channel: "CALDER", bank: alder, share: 0.045, acknowledge: 240, answer: 510, inside: true, cleared: false },
    answerer: (asker) => (asker === "UPAT" ? "UANA" : "UPAT"),
  },
];

/** Each week from its Monday: how many questions come, and how many of ten answers are late. */
export const weeks: readonly { readonly monday: string; readonly questions: number; readonly strain: number }[] = [
  { monday: "2025-10-27", questions: 19, strain: 1.6 },
  { monday: "2025-11-03", questions: 22, strain: 1.4 },
  { monday: "2025-11-10", questions: 20, strain: 1.5 },
  { monday: "2025-11-17", questions: 23, strain: 0.9 },
  { monday: "2025-11-24", questions: 13, strain: 1.6 },
  { monday: "2025-12-01", questions: 22, strain: 1.7 },
  { monday: "2025-12-08", questions: 26, strain: 2.4 },
  { monday: "2025-12-15", questions: 27, strain: 3.2 },
  { monday: "2025-12-22", questions: 9, strain: 2.4 },
  { monday: "2025-12-29", questions: 7, strain: 1 },
  { monday: "2026-01-05", questions: 21, strain: 1.8 },
  { monday: "2026-01-12", questions: 24, strain: 0.9 },
  { monday: "2026-01-19", questions: 21, strain: 0.6 },
];

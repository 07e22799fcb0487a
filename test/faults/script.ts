import { at, type Instant, MINUTE } from "../../src/domain/time.ts";
import type { Chance } from "./random.ts";

/** What people do in a round. `of` names an earlier step by its number: the one that posted what this one is about. */
export type Deed =
  | {
      readonly does: "says";
      readonly who: string;
      readonly where: string;
      readonly words: string;
      readonly of?: number;
    }
  | { readonly does: "edits"; readonly of: number; readonly words: string }
  | { readonly does: "edits twice"; readonly of: number; readonly first: string; readonly words: string }
  | { readonly does: "deletes"; readonly of: number }
  | { readonly does: "reacts"; readonly who: string; readonly of: number; readonly emoji: string }
  /** A command about the inquiry that a message belongs to; `#` in it stands for its number. */
  | { readonly does: "commands"; readonly who: string; readonly of: number; readonly words: string }
  /** A button of a card about the inquiry, or, where it has not come, the command that does the same. */
  | {
      readonly does: "presses";
      readonly who: string;
      readonly of: number;
      readonly button: Button;
      readonly or: string;
    }
  | { readonly does: "goes on leave"; readonly who: string; readonly words: string }
  | { readonly does: "leaves the firm"; readonly who: string }
  | { readonly does: "shares"; readonly where: string }
  | { readonly does: "waits" };

export type Button = "claim" | "pause" | "take";

interface Step {
  readonly at: Instant;
  readonly deed: Deed;
  /** Done just while a nudge is on its way: it is claimed, and its reader being looked up. */
  readonly onTheWay?: true;
}

export interface Script {
  readonly start: Instant;
  readonly steps: readonly Step[];
  /** Until then time passes after the last step. */
  readonly end: Instant;
}

const DAYS = ["2026-01-12", "2026-01-13", "2026-01-14", "2026-01-16", "2026-03-06", "2026-03-09", "2026-05-22"];

const ROOMS = [
  { where: "CACME", clients: ["UDANA", "UEVE"], firm: ["UKIM", "ULEE", "UPAT"] },
  { where: "CGLOBEX", clients: ["USAM"], firm: ["UANA", "UPAT"] },
] as const;

const ASKS = [
  "When is our reply brief due?",
  "Could you send us the signed order, please?",
  "Can we still change clause 4 of the lease?",
  "Who will attend the hearing for us?",
];
const NOT_ASKS = ["Thank you!", ":tada:"];
const ANSWERS = ["It is due on 2 February.", "Yes, until Friday; the notice goes out tomorrow."];
const HOLDS = ["I'll come back to you by noon tomorrow.", "Let me check.", "Got it."];

/** What a round lets happen; some of it cannot be found again by every way in. */
export interface Allowed {
  readonly handed: boolean;
  readonly gone: boolean;
  readonly moves: boolean;
  readonly lost: boolean;
  /** Two edits at once have an order, by which they are told apart. */
  readonly twice: boolean;
  /** Things are done just while a nudge is on its way. */
  readonly onTheWay: boolean;
}

/** The first nudge of an ask in this room comes an hour after it. */
const AN_HOUR = { where: "CACME", after: 60 * MINUTE };

/** A day or two of work at the fixture firm. */
export function scriptOf(by: Chance, allowed: Allowed): Script {
  const start = at(`${by.pick(DAYS)}T09:05:00-05:00`);
  const steps: Step[] = [];
  let now = start;
  const posted: { n: number; who: string; client: boolean; where: string; root: number; gone: boolean }[] = [];
  const gone = new Set<string>();
  const snoozed = new Set<number>();
  let isShared = false;
  const count = by.between(5, 10);
  for (let n = 0; n < count; n++) {
    const due = steps.findLast(({ deed }) => deed.does === "says" && isWaiting(deed))?.at;
    if (allowed.onTheWay && due !== undefined && due + AN_HOUR.after > now && by.percent(60)) {
      now = due + AN_HOUR.after;
      steps.push({ at: now, deed: by.pick([answer, answer, command, move, remove])(), onTheWay: true });
      continue;
    }
    now += (by.percent(70) ? by.between(1, 40) : by.between(60, 300)) * MINUTE;
    const deed =
      n === 0 ? ask() : by.pick([ask, ask, reply, reply, reply, edit, remove, react, command, press, move, wait])();
    steps.push({ at: now, deed });
  }
  return { start, steps, end: now + 26 * 60 * MINUTE };

  /** Asked where the first nudge comes within the morning. */
  function isWaiting({ where, who }: { where: string; who: string }): boolean {
    return where === AN_HOUR.where && /^U(DANA|EVE)$/.test(who);
  }

  function someone(where: string): string | undefined {
    const there = ROOMS.find((room) => room.where === where)!.firm.filter((who) => !gone.has(who));
    return there.length > 0 ? by.pick(there) : undefined;
  }

  /** To what was asked last where its nudge is on its way. */
  function answer(): Deed {
    const to = posted.filter((one) => one.client && !one.gone && one.where === AN_HOUR.where).at(-1);
    const who = someone(AN_HOUR.where);
    return to && who ? said(to.where, who, false, by.pick(ANSWERS), to.n) : ask();
  }

  function said(where: string, who: string, client: boolean, words: string, of?: number): Deed {
    const n = steps.length;
    const root = of === undefined ? n : posted.find((one) => one.n === of)!.root;
    posted.push({ n, who, client, where, root, gone: false });
    return { does: "says", who, where, words, ...(of === undefined ? {} : { of: root }) };
  }

  function ask(): Deed {
    const { where, clients } = by.pick(ROOMS);
    const thread = by.percent(20) ? posted.filter((one) => one.where === where && !one.gone).at(-1) : undefined;
    return said(where, by.pick(clients), true, by.pick(by.percent(85) ? ASKS : NOT_ASKS), thread?.n);
  }

  function reply(): Deed {
    const asked = posted.filter((one) => one.client && !one.gone);
    if (asked.length === 0) return ask();
    const to = by.pick(asked);
    const who = someone(to.where);
    if (!who) return ask();
    return said(to.where, who, false, by.pick(by.percent(55) ? ANSWERS : HOLDS), by.percent(60) ? to.n : undefined);
  }

  function edit(): Deed {
    // What was posted and changed while nobody listened is found as it was left: how it read at first nobody can know.
    // Nor does Slack tell of a thread in which only words were changed.
    const isFound = ({ n, root }: { n: number; root: number }) => n < steps.length - 4 && root === n;
    const live = posted.filter((one) => !one.gone && !gone.has(one.who) && (!allowed.lost || isFound(one)));
    if (live.length === 0) return ask();
    const { n, client } = by.pick(live);
    const words = client ? [...ASKS, ...NOT_ASKS] : [...ANSWERS, ...HOLDS];
    if (allowed.twice && by.percent(50)) {
      const first = by.pick(words);
      return { does: "edits twice", of: n, first, words: by.pick(words.filter((other) => other !== first)) };
    }
    return { does: "edits", of: n, words: by.pick(words) };
  }

  function remove(): Deed {
    // A thread goes on under what is left of its beginning; here none is begun anew under one.
    const live = posted.filter((one) => !one.gone && !gone.has(one.who));
    if (!allowed.gone || live.length === 0) return reply();
    const one = by.pick(live);
    one.gone = true;
    return { does: "deletes", of: one.n };
  }

  function react(): Deed {
    const live = posted.filter((one) => one.client && !one.gone);
    if (!allowed.gone || live.length === 0) return reply();
    const { n, where } = by.pick(live);
    const who = someone(where);
    if (!who) return reply();
    return { does: "reacts", who, of: n, emoji: by.pick(["white_check_mark", "eyes", "pushpin"]) };
  }

  function command(): Deed {
    const live = posted.filter((one) => one.client && !one.gone);
    if (!allowed.handed || live.length === 0) return reply();
    const { n, where } = by.pick(live);
    const who = someone(where);
    if (!who) return reply();
    const words = by.pick([
      "take #",
      "assign # Ben Fixture",
      "snooze # in 2 hours",
      "snooze # until 21:00",
      "pause #",
      "resume #",
      "dismiss # twice",
    ]);
    if (words.startsWith("snooze")) snoozed.add(n);
    return { does: "commands", who, of: n, words };
  }

  function press(): Deed {
    const live = posted.filter((one) => one.client && !one.gone);
    if (!allowed.handed || live.length === 0) return reply();
    const { n, where } = by.pick(live);
    const owner = where === "CACME" ? "UKIM" : "UANA";
    const who = gone.has(owner) || by.percent(20) ? "UPAT" : owner;
    // "I'm on it" leaves a snooze as it is, and taking it does not.
    const button = who === "UPAT" ? "take" : snoozed.has(n) || by.percent(40) ? "pause" : "claim";
    return { does: "presses", who, of: n, button, or: button === "pause" ? "pause #" : "take #" };
  }

  function move(): Deed {
    if (!allowed.moves) return ask();
    const kind = by.pick(["leave", "leave", "gone", "shared"] as const);
    if (kind === "leave" && !gone.has("UKIM"))
      return { does: "goes on leave", who: "UKIM", words: 'leave today to tomorrow "Ben Fixture"' };
    if (kind === "gone" && gone.size === 0) {
      const who = by.pick(["UKIM", "UANA"]);
      gone.add(who);
      return { does: "leaves the firm", who };
    }
    if (isShared) return ask();
    isShared = true;
    return { does: "shares", where: "CINITECH" };
  }

  function wait(): Deed {
    return { does: "waits" };
  }
}

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
  | { readonly does: "deletes"; readonly of: number }
  | { readonly does: "reacts"; readonly who: string; readonly of: number; readonly emoji: string }
  /** A command about the inquiry that a message belongs to; `#` in it stands for its number. */
  | { readonly does: "commands"; readonly who: string; readonly of: number; readonly words: string }
  | { readonly does: "goes on leave"; readonly who: string; readonly words: string }
  | { readonly does: "leaves the firm"; readonly who: string }
  | { readonly does: "shares"; readonly where: string }
  | { readonly does: "waits" };

interface Step {
  readonly at: Instant;
  readonly deed: Deed;
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
}

/** A day or two of work at the fixture firm. */
export function scriptOf(by: Chance, allowed: Allowed): Script {
  const start = at(`${by.pick(DAYS)}T09:05:00-05:00`);
  const steps: Step[] = [];
  let now = start;
  const posted: { n: number; who: string; client: boolean; where: string; root: number; gone: boolean }[] = [];
  const count = by.between(5, 10);
  for (let n = 0; n < count; n++) {
    now += (by.percent(70) ? by.between(1, 40) : by.between(60, 300)) * MINUTE;
    const deed = n === 0 ? ask() : by.pick([ask, ask, reply, reply, reply, edit, remove, react, command, move, wait])();
    steps.push({ at: now, deed });
  }
  return { start, steps, end: now + 26 * 60 * MINUTE };

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
    const { firm } = ROOMS.find(({ where }) => where === to.where)!;
    return said(
      to.where,
      by.pick(firm),
      false,
      by.pick(by.percent(55) ? ANSWERS : HOLDS),
      by.percent(60) ? to.n : undefined,
    );
  }

  function edit(): Deed {
    // What was posted and changed while nobody listened is found as it was left: how it read at first nobody can know.
    const live = posted.filter((one) => !one.gone && (!allowed.lost || one.n < steps.length - 4));
    if (live.length === 0) return ask();
    const { n, client } = by.pick(live);
    return { does: "edits", of: n, words: by.pick(client ? [...ASKS, ...NOT_ASKS] : [...ANSWERS, ...HOLDS]) };
  }

  function remove(): Deed {
    // A thread goes on under what is left of its beginning; here none is begun anew under one.
    const live = posted.filter((one) => !one.gone);
    if (!allowed.gone || live.length === 0) return reply();
    const one = by.pick(live);
    one.gone = true;
    return { does: "deletes", of: one.n };
  }

  function react(): Deed {
    const live = posted.filter((one) => one.client && !one.gone);
    if (!allowed.gone || live.length === 0) return reply();
    const { n, where } = by.pick(live);
    const { firm } = ROOMS.find((room) => room.where === where)!;
    return { does: "reacts", who: by.pick(firm), of: n, emoji: by.pick(["white_check_mark", "eyes", "pushpin"]) };
  }

  function command(): Deed {
    const live = posted.filter((one) => one.client && !one.gone);
    if (!allowed.handed || live.length === 0) return reply();
    const { n, where } = by.pick(live);
    const { firm } = ROOMS.find((room) => room.where === where)!;
    const words = by.pick([
      "take #",
      "assign # Ben Fixture",
      "snooze # in 2 hours",
      "pause #",
      "resume #",
      "dismiss # twice",
    ]);
    return { does: "commands", who: by.pick(firm), of: n, words };
  }

  function move(): Deed {
    if (!allowed.moves) return ask();
    return by.pick<Deed>([
      { does: "goes on leave", who: "UKIM", words: 'leave today to tomorrow "Ben Fixture"' },
      { does: "leaves the firm", who: by.pick(["UKIM", "UANA"]) },
      { does: "shares", where: "CINITECH" },
    ]);
  }

  function wait(): Deed {
    return { does: "waits" };
  }
}

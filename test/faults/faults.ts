import type { EventTrouble, Refusal } from "./ground.ts";
import type { Chance } from "./random.ts";
import type { Allowed, Script } from "./script.ts";

/** Something that goes wrong, before a step of the script. `at`: which of the processes; `when`: at which of its words. */
export type Fault = { readonly step: number; readonly at: number } & (
  | { readonly kind: "killed"; readonly when: Moment; readonly steps: number }
  | { readonly kind: "killed once it was said"; readonly count: number }
  | { readonly kind: "stopped"; readonly when: Moment; readonly steps: number }
  | { readonly kind: "restarted" | "all restarted in turn" }
  | { readonly kind: "all killed for a while" | "database away for a while"; readonly steps: number }
  | { readonly kind: "database connections cut"; readonly when: Moment }
  | { readonly kind: "database connections silent"; readonly when: Moment }
  | { readonly kind: "database restarted" | "database busy" }
  | { readonly kind: "refused"; readonly how: Refusal; readonly times: number }
  | { readonly kind: "storm of errors"; readonly times: number }
  | { readonly kind: "token revoked"; readonly steps: number }
  | { readonly kind: "event"; readonly how: EventTrouble; readonly times: number }
  | { readonly kind: "events held back" }
  | { readonly kind: "clock wrong"; readonly by: number }
  | { readonly kind: "older backup put back"; readonly steps: number }
);

/** Before the database hears its `count`th word from now, or after it has answered it and before the process hears that. */
export interface Moment {
  readonly count: number;
  readonly side: "before" | "after";
}

const HOUR = 3_600_000;

export interface Kinds {
  readonly restarts: boolean;
  readonly steps: Script["steps"];
  readonly processes: number;
  /** The platform holds events back where there are too many. */
  readonly heldBack: boolean;
}

/** What goes wrong in a round. */
export function faultsOf(by: Chance, allowed: Allowed, { restarts, steps, processes, heldBack }: Kinds): Fault[] {
  const moment = (): Moment => ({ count: by.between(1, 60), side: by.pick(["before", "after"]) });
  const a = (make: (at: number) => object) => () => {
    const [step, at] = [by.between(0, steps.length - 1), by.between(0, processes - 1)];
    return { step, at, ...make(at) } as Fault;
  };
  // What cannot be found again must be heard by somebody before the platform no longer brings it: after some minutes.
  const away = (at: number) => (allowed.lost || (processes > 1 && at === 0) ? by.between(0, 2) : 0);
  const often = [
    a((at) => ({ kind: "killed", when: moment(), steps: away(at) })),
    a(() => ({ kind: "killed once it was said", count: 1 })),
    a(() => ({ kind: "database connections cut", when: moment() })),
    a(() => ({ kind: "refused", how: by.pick(REFUSALS), times: by.between(1, 3) })),
    a(() => ({ kind: "refused", how: by.pick(REFUSALS), times: by.between(1, 3) })),
    a(() => ({ kind: "storm of errors", times: by.between(2, 6) })),
    a(() => ({ kind: "event", how: by.pick(TROUBLES), times: by.between(1, 3) })),
    a(() => ({ kind: "event", how: by.pick(TROUBLES), times: by.between(1, 3) })),
    a((at) => ({ kind: "stopped", when: moment(), steps: away(at) })),
    a(() => ({ kind: "restarted" })),
    a(() => ({ kind: "all restarted in turn" })),
    a(() => ({ kind: "clock wrong", by: by.pick([-HOUR, HOUR, 72 * HOUR]) })),
  ];
  const seldom = [
    a(() => ({ kind: "database connections silent", when: moment() })),
    a(() => ({ kind: "database busy" })),
    a(() => ({ kind: "refused", how: by.pick(["silence", "done in silence"]), times: 1 })),
    a(() => ({ kind: "token revoked", steps: by.between(0, 1) })),
    ...(restarts ? [a(() => ({ kind: "database restarted" }))] : []),
  ];
  const lost = [
    ...(heldBack ? [a(() => ({ kind: "events held back" }))] : []),
    a(() => ({ kind: "all killed for a while", steps: by.between(1, 3) })),
    a(() => ({ kind: "database away for a while", steps: by.between(1, 3) })),
    ...(allowed.gone ? [] : [a(() => ({ kind: "older backup put back", steps: by.between(1, 3) }))]),
  ];
  const made: Fault[] = steps.flatMap(({ deed }, step): Fault[] =>
    deed.does === "edits twice" && by.percent(60) ? [{ step, at: 0, kind: "event", how: "hold", times: 1 }] : [],
  );
  const count = by.between(2, 5);
  for (let n = 0; n < count; n++) made.push(by.pick(by.percent(12) ? seldom : often)());
  if (allowed.lost && by.percent(60)) made.push(by.pick(lost)());
  // What is done by hand is dated by the clock of whoever sees to it: no platform says when it was, in all that it sends.
  const isDated = ({ kind, step }: Fault) => kind !== "clock wrong" || !BY_HAND.test(steps[step]!.deed.does);
  // A deletion that the platform tells of to nobody is in no history: what was deleted is absent there, and so is what it never had.
  // Nor does one show what was said and deleted before anybody could look.
  const isGone = (step: number) => steps.some(({ deed }) => deed.does === "deletes" && deed.of === step);
  const isFound = ({ kind, step }: Fault) =>
    kind !== "events held back" || (["says", "edits"].includes(steps[step]!.deed.does) && !isGone(step));
  return made.filter((fault) => isDated(fault) && isFound(fault)).sort((one, other) => one.step - other.step);
}

const BY_HAND = /commands|presses|leave|shares/;

const REFUSALS: readonly Refusal[] = [
  "reset before",
  "reset after",
  "server error",
  "broken off half-way",
  "slow down",
  "no such luck for a while",
  "token expired",
];
const TROUBLES: readonly EventTrouble[] = ["drop", "duplicate", "hold", "unacknowledged"];

export const nameOf = (fault: Fault): string =>
  fault.kind === "refused"
    ? `message: ${fault.how}`
    : fault.kind === "event"
      ? `event: ${fault.how}`
      : fault.kind === "clock wrong"
        ? `clock ${fault.by > 0 ? "+" : "−"}${Math.abs(fault.by) / HOUR} h`
        : fault.kind;

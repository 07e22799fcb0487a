import type { PlannedWall } from "../firm-plan.ts";

/** One thing in which two plans of a firm differ. `of`: what it is about, such as "Acme"; values are as one writes them down. */
export type Change =
  | { readonly is: "new"; readonly of: string; readonly what: string; readonly with: readonly Change[] }
  | { readonly is: "gone"; readonly of: string; readonly what: string }
  | { readonly is: "renamed"; readonly of: string; readonly what: string; readonly from: string }
  | { readonly is: "set"; readonly of: string; readonly what: string; readonly from?: string; readonly to?: string }
  | { readonly is: "flag"; readonly of: string; readonly what: string; readonly now: boolean }
  | {
      readonly is: "ended";
      readonly of: string;
      readonly how: "left" | "closed";
      readonly from?: string;
      readonly to?: string;
    }
  | { readonly is: "wall"; readonly of: string; readonly wall: PlannedWall; readonly now: boolean }
  | {
      readonly is: "member" | "partner";
      readonly of: string;
      readonly who: string;
      readonly now: boolean;
    };

/** A value that differs; nothing where it does not. */
export const set = (of: string, what: string, from: string | undefined, to: string | undefined): Change[] =>
  from === to ? [] : [{ is: "set", of, what, from, to }];

export const flag = (of: string, what: string, from = false, now = false): Change[] =>
  from === now ? [] : [{ is: "flag", of, what, now }];

/** Dates on which somebody left or a matter was closed; absent: they are here, it is open. */
export const ended = (
  of: string,
  how: "left" | "closed",
  from: string | undefined,
  to: string | undefined,
): Change[] => (from === to ? [] : [{ is: "ended", of, how, from, to }]);

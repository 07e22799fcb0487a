import type { Audience } from "../../domain/nudge.ts";
import type { Owed } from "../../domain/owed.ts";
import type { Zone } from "../../domain/time.ts";
import type { Option } from "../card.ts";

/** What is owed, and why this reader is told. */
export interface Nudged extends Owed {
  /** The reader's place on the ladder for this one; an admin is told of what nobody owns. */
  readonly to: Audience | "admin";
  /** Who is on leave, where the reader stands in for them. */
  readonly insteadOf?: string;
}

export interface NudgeReader {
  readonly zone: Zone;
  /** To whom it could be handed; the value is a person's id. None: the button opens a form instead. */
  readonly colleagues?: readonly Option[];
}

import type { Step } from "../domain/set-up.ts";
import type { Instant } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";

/** Who did something about a step last: skipped it, or began it. */
export interface StepNote {
  readonly step: string;
  readonly skipped: boolean;
  readonly personId: number | null;
  readonly at: Instant;
}

export const stepNotes = (db: Db): Promise<StepNote[]> =>
  db.selectFrom("set_up_steps").select(["step", "skipped", "person_id as personId", "at"]).execute();

/** Skipped, or gone into: the last of either holds. */
export const noteStep = (db: Db, step: Step, skipped: boolean, personId: number, now: Instant) =>
  db
    .insertInto("set_up_steps")
    .values({ step, skipped, person_id: personId, at: stamp(now) })
    .onConflict((c) => c.column("step").doUpdateSet({ skipped, person_id: personId, at: stamp(now) }))
    .execute();

import type { MayKeep } from "../domain/firm-plan.ts";
import { isAllowed, type Right } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { type FirmSight, firmSightOf, wholeFirm } from "../store/firm-sight.ts";
import { personByEmail } from "../store/merge-people.ts";
import { leavesFrom, people } from "../store/people.ts";
import { aboutPerson } from "../store/rights.ts";
import { actingAs } from "./actor.ts";
import { judgeNow } from "./authorise.ts";

/** In whose name a firm's file is read or written: what there is for them, and what they may change of it. */
export interface FirmReader {
  readonly sight: FirmSight;
  readonly may: MayKeep;
  /** Absent: whoever runs the program, who sees all that is in the store, and makes no walls. */
  readonly id?: number;
}

/** @returns undefined where nobody who is at the firm is called so. */
export async function firmReader(db: Db, called: string | undefined, now: Instant): Promise<FirmReader | undefined> {
  if (called === undefined) return { sight: wholeFirm, may: { walls: false, holds: true, retention: true } };
  const everyone = await people(db);
  const named = [...everyone.values()].filter(({ name }) => name.toLowerCase() === called.toLowerCase());
  const person = everyone.get((await personByEmail(db, called)) ?? 0) ?? (named.length === 1 ? named[0] : undefined);
  if (!person) return undefined;
  const who = actingAs(person, everyone, await leavesFrom(db, now), now);
  const judge = await judgeNow(db, now);
  const has = (right: Right) => isAllowed(judge(who, right, aboutPerson()));
  const keeper = has("keep walls");
  const groups = new Set([...person.memberOf, ...person.leads]);
  return {
    id: person.id,
    sight: await firmSightOf(db, { id: person.id, keeper, holds: has("place holds"), groups }),
    may: { walls: keeper, holds: has("place holds"), retention: has("set retention") },
  };
}

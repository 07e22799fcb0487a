import type { Instant } from "../domain/time.ts";
import { type Conflict, conflicts, isAnyUntold, toBeTold } from "../store/conflicts.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import { keepsList } from "../store/listed-names.ts";
import { type Person, people } from "../store/people.ts";
import { takeTurn } from "../store/turns.ts";
import { seesNow } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { noOfficerInside, noRiskOfficer } from "../views/conflicts.ts";
import type { Deps } from "./deps.ts";
import { shownTo, shownWhere } from "./draw-conflicts.ts";
import { listedNow } from "./listed.ts";
import { riskOfficers } from "./risk-officers.ts";

/** Minutes between two notices, however much is found: each has all that was found since the last. */
const HOUR = 60;
const WEEK = 7 * 24 * HOUR;

/**
 * The risk officers are told at once of all that was found, each of what they may hear of, and no sooner than an hour after the last
 * time. What none of them may hear of waits for one who may. @returns how many were told of something
 */
export async function tellOfConflicts(deps: Deps, now: Instant): Promise<number> {
  const { db } = deps;
  const everyone = await people(db);
  const admins = [...everyone.values()].filter((p) => p.isAdmin);
  const officers = riskOfficers(everyone);
  // Once a week, whether or not anything was found: that they are told is to tell nobody that there is something.
  if (officers.length === 0)
    return (await keepsList(db)) ? tell(db, admins, "no risk officer", noRiskOfficer(), now) : 0;
  if (!(await isAnyUntold(db)) || !(await takeTurn(db, "tell of conflicts", HOUR, now))) return 0;
  return db.transaction().execute(async (tx) => {
    const within = { ...deps, db: tx };
    const hidden = new Set((await shownWhere(within, () => true, "untold", now)).map(({ id }) => id));
    const hearing: Person[] = [];
    for (const officer of officers) {
      const shown = await shownTo(within, officer, "untold", now);
      for (const { id } of shown) hidden.delete(id);
      if (shown.length > 0) hearing.push(officer);
    }
    const untold = await conflicts(tx, "untold");
    const told = untold.filter(({ id }) => !hidden.has(id)).map(({ id }) => id);
    await toBeTold(tx, told, now);
    // Drawn when it is said, and kept by nobody but its reader: who is listed is not written down in the open.
    for (const { id } of hearing)
      await post(tx, { purpose: "notice", key: `${CONFLICTS}:${now}:${id}`, personId: id }, now);
    const inside = await insideOf(
      within,
      untold.filter(({ id }) => hidden.has(id)),
      admins,
      now,
    );
    return hearing.length + (await tell(tx, inside, "no risk officer inside", noOfficerInside(), now));
  });
}

/**
 * The admins for whom one of these is there, that nothing else tells them so. Of what somebody asked about they are not told: who
 * asked might be one of them, and outside.
 */
async function insideOf(deps: Deps, hidden: readonly Conflict[], admins: readonly Person[], now: Instant) {
  const sees = await seesNow(deps.db);
  const { names } = await listedNow(deps, now);
  return admins.filter((admin) =>
    hidden.some((one) => {
      const name = names.get(one.nameId ?? 0);
      return name && sees(admin.id, one) && sees(admin.id, name);
    }),
  );
}

/** What a notice's key begins with. */
const CONFLICTS = "conflicts";

export const isOfConflicts = (key: string): boolean => key.startsWith(`${CONFLICTS}:`);

export const toldAtOf = (key: string): Instant => Number(key.split(":")[1]);

/** No more than once a week. */
async function tell(db: Db, readers: readonly Person[], what: string, card: Card, now: Instant): Promise<number> {
  if (readers.length === 0 || !(await takeTurn(db, what, WEEK, now))) return 0;
  for (const { id } of readers)
    await post(db, { purpose: "notice", key: `${what}:${now}:${id}`, personId: id, card }, now);
  return readers.length;
}

import type { Instant } from "../domain/time.ts";
import { isAnyUntold, toBeTold } from "../store/conflicts.ts";
import { post } from "../store/deliveries.ts";
import { keepsList } from "../store/listed-names.ts";
import { people } from "../store/people.ts";
import { takeTurn } from "../store/turns.ts";
import { noRiskOfficer } from "../views/conflicts.ts";
import type { Deps } from "./deps.ts";
import { riskOfficers } from "./risk-officers.ts";

/** Minutes between two notices, however much is found: each has all that was found since the last. */
const HOUR = 60;
const WEEK = 7 * 24 * HOUR;

/** Every risk officer is told at once of all that was found, and no sooner than an hour after the last time. @returns how many are */
export async function tellOfConflicts({ db }: Deps, now: Instant): Promise<number> {
  const untold = await isAnyUntold(db);
  const everyone = await people(db);
  const officers = riskOfficers(everyone);
  if (officers.length === 0)
    return tellAdmins(
      db,
      [...everyone.values()].filter((p) => p.isAdmin).map(({ id }) => id),
      now,
    );
  if (!untold || !(await takeTurn(db, "tell of conflicts", HOUR, now))) return 0;
  return db.transaction().execute(async (tx) => {
    if ((await toBeTold(tx, now)) === 0) return 0;
    // Drawn when it is said, and kept by nobody but its reader: who is listed is not written down in the open.
    for (const { id } of officers)
      await post(tx, { purpose: "notice", key: `${CONFLICTS}:${now}:${id}`, personId: id }, now);
    return officers.length;
  });
}

/** What a notice's key begins with. */
const CONFLICTS = "conflicts";

export const isOfConflicts = (key: string): boolean => key.startsWith(`${CONFLICTS}:`);

export const toldAtOf = (key: string): Instant => Number(key.split(":")[1]);

/** Once a week, whether or not anything was found: that they are told is to tell nobody that there is something. */
async function tellAdmins(db: Deps["db"], admins: readonly number[], now: Instant): Promise<number> {
  if (!(await keepsList(db)) || !(await takeTurn(db, "no risk officer", WEEK, now))) return 0;
  for (const id of admins)
    await post(
      db,
      { purpose: "notice", key: `no risk officer:${now}:${id}`, personId: id, card: noRiskOfficer() },
      now,
    );
  return admins.length;
}

import { beyond, type Report } from "../domain/measure.ts";
import type { Week } from "../domain/week.ts";
import type { Within } from "../store/counted.ts";
import type { Db } from "../store/db.ts";
import { reportOf } from "../store/digests.ts";
import { asViewer } from "../store/viewer.ts";
import { walledFrom } from "../store/walls.ts";

/**
 * A week for several readers. What is told of the firm is what all of them may know, the same for each: of two digests that lie
 * side by side the one takes nothing from the other that was kept from it. What lies behind walls that a reader is inside of, and
 * another is not, stands in that reader's beside it, and is in no total.
 */
export async function reportsFor(db: Db, week: Week, readerIds: readonly number[], within?: Within) {
  const shared = await asViewer(db, readerIds, (view) => reportOf(view, week, within));
  const walled = await walledFrom(db, readerIds);
  return {
    shared: shared(),
    async of(readerId: number): Promise<Report> {
      const same = shared(readerId);
      if (isSame(await walledFrom(db, [readerId]), walled)) return same;
      const theirs = (await asViewer(db, readerId, (view) => reportOf(view, week, within)))(readerId);
      const behind = beyond(theirs.figures, same.figures);
      return { ...same, ...(theirs.own && { own: theirs.own }), ...(behind && { behind }) };
    },
  };
}

type Walled = Awaited<ReturnType<typeof walledFrom>>;
const isSame = (a: Walled, b: Walled) => JSON.stringify(a) === JSON.stringify(b);

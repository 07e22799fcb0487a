import { type By, byTerminal } from "../domain/audit.ts";
import type { Change } from "../domain/firm-changes/change.ts";
import { firmChanges } from "../domain/firm-changes.ts";
import type { FirmPlan } from "../domain/firm-plan.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { lockFirm } from "../store/firm.ts";
import { wholeFirm } from "../store/firm-sight.ts";
import { openInquiries, regroupOpen } from "../store/open-inquiries.ts";
import { people } from "../store/people.ts";
import { putFirm } from "../store/put-firm.ts";
import { readFirm } from "../store/read-firm.ts";
import { setUpWithin } from "../store/set-up.ts";
import { asViewer } from "../store/viewer.ts";
import type { Deps } from "./deps.ts";
import type { FirmReader } from "./firm-reader.ts";
import { reassess } from "./reassess.ts";
import { noteRoleChanges } from "./roles-changed.ts";

/** What was changed, and how many open inquiries were planned again after it. */
export interface Applied {
  readonly changes: readonly Change[];
  readonly reassessed: number;
}

/**
 * Makes the firm what a plan says, all of it or nothing; then looks anew at everything that is owed, for its owner, group and
 * nudges may be others now. What a clock started under stays with it. On an empty store it sets the firm up.
 * `planned` is given the firm as it is at that moment; where it gives nothing back, nothing is done.
 */
export async function applyFirm(
  deps: Deps,
  planned: (known: FirmPlan | undefined) => FirmPlan | undefined,
  now: Instant,
  by: By = byTerminal(now),
  reader: Pick<FirmReader, "sight" | "may" | "id"> = whoRunsIt,
): Promise<Applied | undefined> {
  const { sight, id: as } = reader;
  const { vault } = deps;
  const keeping = { sight, vault, by, as };
  const changes = await deps.db.transaction().execute(async (tx) => {
    await lockFirm(tx);
    const before = await readFirm(tx, now, sight, vault);
    const plan = planned(before);
    if (!plan) return undefined;
    const changes = firmChanges(before, plan);
    if (before && changes.length === 0) return [];
    if (changesWalls(changes) && !reader.may.walls)
      throw new Error("Only a risk officer changes walls. Nothing was changed.");
    const had = await people(tx);
    await (before ? putFirm(tx, plan, now, keeping) : setUpWithin(tx, plan, now, keeping));
    if (before) await noteRoleChanges(tx, had, by);
    const inquiries = await regroupOpen(tx);
    const details = { changes: changes.length, as };
    await record(tx, { ...by, act: "firm changed", subject: { kind: "firm" }, inquiries, details });
    const left = firmChanges(await readFirm(tx, now, sight, vault), plan);
    if (left.length > 0) throw new Error("What was written is not what was planned.");
    return changes;
  });
  if (!changes) return undefined;
  const open = changes.length > 0 ? await openInquiries(deps.db) : [];
  for (const id of open) await reassess(deps, id, now);
  const seen = as === undefined ? open : await asViewer(deps.db, as, (view) => openInquiries(view));
  return { changes, reassessed: changes.length > 0 ? seen.length : 0 };
}

const whoRunsIt: FirmReader = { sight: wholeFirm, may: { walls: false, holds: true, retention: true } };

const changesWalls = (changes: readonly Change[]): boolean =>
  changes.some((change) => change.is === "wall" || (change.is === "new" && changesWalls(change.with)));

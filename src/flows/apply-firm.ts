import { type By, byTerminal } from "../domain/audit.ts";
import type { Change } from "../domain/firm-changes/change.ts";
import { firmChanges } from "../domain/firm-changes.ts";
import type { FirmPlan } from "../domain/firm-plan.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { lockFirm } from "../store/firm.ts";
import { openInquiries, regroupOpen } from "../store/open-inquiries.ts";
import { putFirm } from "../store/put-firm.ts";
import { readFirm } from "../store/read-firm.ts";
import { setUpWithin } from "../store/set-up.ts";
import type { Deps } from "./deps.ts";
import { reassess } from "./reassess.ts";

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
): Promise<Applied | undefined> {
  const changes = await deps.db.transaction().execute(async (tx) => {
    await lockFirm(tx);
    const before = await readFirm(tx, now);
    const plan = planned(before);
    if (!plan) return undefined;
    const changes = firmChanges(before, plan);
    if (before && changes.length === 0) return [];
    await (before ? putFirm(tx, plan, now) : setUpWithin(tx, plan, now));
    const inquiries = await regroupOpen(tx);
    const details = { changes: changes.length };
    await record(tx, { ...by, act: "firm changed", subject: { kind: "firm" }, inquiries, details });
    const left = firmChanges(await readFirm(tx, now), plan);
    if (left.length > 0) throw new Error("What was written is not what was planned.");
    return changes;
  });
  if (!changes) return undefined;
  const open = changes.length > 0 ? await openInquiries(deps.db) : [];
  for (const id of open) await reassess(deps, id, now);
  return { changes, reassessed: open.length };
}

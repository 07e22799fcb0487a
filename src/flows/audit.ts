import type { Instant } from "../domain/time.ts";
import { post } from "../store/deliveries.ts";
import { inquiriesById } from "../store/inquiries.ts";
import { people } from "../store/people.ts";
import { takeTurn } from "../store/turns.ts";
import { unattended } from "../store/unattended.ts";
import { asViewer } from "../store/viewer.ts";
import { unattendedNotice } from "../views/notices.ts";
import type { Deps } from "./deps.ts";
import { reassess } from "./reassess.ts";

const HOUR = 60;

/**
 * Each hour proves that every open inquiry has a next action, or a reason for having none. One that has neither is planned anew;
 * where that does not help, the admins are told, once a day. Returns how many were left.
 */
export async function audit(deps: Deps, now: Instant): Promise<number> {
  if (!(await takeTurn(deps.db, "audit", HOUR, now))) return 0;
  const found = await unattended(deps.db, now);
  for (const id of found) await reassess(deps, id, now);
  const left = found.length === 0 ? [] : await unattended(deps.db, now);
  deps.tell({ what: "audited", count: left.length, mended: found.length - left.length });
  if (left.length === 0) return 0;
  const day = new Date(now).toISOString().slice(0, 10);
  for (const admin of [...(await people(deps.db)).values()].filter((p) => p.isAdmin)) {
    const seen = await asViewer(deps.db, admin.id, (view) => inquiriesById(view, left));
    if (seen.length === 0) continue;
    const about = seen.map(({ id }) => ({ inquiryId: id }));
    const key = `unattended:${day}:${admin.id}`;
    const card = unattendedNotice(seen.map(({ id }) => id));
    await post(deps.db, { purpose: "notice", key, personId: admin.id, card, about }, now);
  }
  return left.length;
}

import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { noteWhetherLeft } from "../store/gone.ts";
import { owedBy } from "../store/inquiries.ts";
import type { Deps } from "./deps.ts";
import { lookUpAccount } from "./know.ts";
import { reassess } from "./reassess.ts";

/** A new name, zone or place in the workspace; what someone owed who has left goes to whoever answers next. True where they left or came back. */
export async function accountChanged(deps: Deps, ref: AccountRef, now: Instant): Promise<boolean> {
  const { personId } = await lookUpAccount(deps, ref, now);
  if (personId === null || !(await noteWhetherLeft(deps.db, personId, now))) return false;
  for (const id of await owedBy(deps.db, personId)) await reassess(deps, id, now);
  return true;
}

import { type Act, type AuditEntry, byPerson } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import type { Deps } from "./deps.ts";

type Seen = Extract<Act, `saw ${string}`>;

/** Notes who is shown what, before it is shown. `inquiries`: those that can be told apart in it. */
export const saw = (
  { db }: Pick<Deps, "db">,
  who: { readonly id: number },
  act: Seen,
  { subject, inquiries, details }: Pick<AuditEntry, "subject" | "inquiries" | "details">,
  now: Instant,
): Promise<void> => record(db, { ...byPerson(who.id, now), act, subject, inquiries, details });

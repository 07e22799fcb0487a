import { done } from "../domain/dated.ts";
import type { AccountRef } from "../domain/message.ts";
import type { Leave } from "../domain/nudge/leave.ts";
import { standIn } from "../domain/nudge/leave.ts";
import type { ActingPerson } from "../domain/rights/capacities.ts";
import type { Instant } from "../domain/time.ts";
import { noteActive } from "../store/accounts.ts";
import { record } from "../store/audit.ts";
import { leavesFrom, type Person, people } from "../store/people.ts";
import type { Deps } from "./deps.ts";
import { lookUpAccount } from "./know.ts";

/** Someone of the firm who does something, with what they are there, and everyone they may name. */
export interface Actor extends Person, ActingPerson {
  readonly colleagues: ReadonlyMap<number, Person>;
  /** By which account they do it. */
  readonly by?: AccountRef;
  /** When they did it, where the platform says so: what is done a while later, as after an end, or by a clock that is wrong, was done then. */
  readonly at?: Instant;
}

/** Undefined for an outsider, a bot, or someone who has left: nothing here is for them. @throws where it cannot be asked */
export async function actor(deps: Deps, ref: AccountRef, now: Instant, at?: Instant): Promise<Actor | undefined> {
  // What was found out a while ago is not known just now: a colleague may be a guest, or gone. That it cannot be asked is a no.
  const account = await lookUpAccount(deps, ref, now);
  if (account.outside || account.bot || account.personId === null || account.deactivated) {
    const subject = { kind: "account", id: account.id } as const;
    const details = { why: account.bot ? "bot" : account.outside ? "outside" : "gone" };
    await record(deps.db, { actor: { outsider: account.id }, at: now, act: "refused", subject, details });
    return undefined;
  }
  await noteActive(deps.db, account.id, now);
  const colleagues = await people(deps.db);
  const person = colleagues.get(account.personId);
  if (!person) return undefined;
  const did = at === undefined ? {} : { at: done(at, now) };
  return { ...actingAs(person, colleagues, await leavesFrom(deps.db, now), now), colleagues, by: ref, ...did };
}

/** Somebody of the firm as who they are just now: their roles, and for whom they stand in. */
export function actingAs(
  person: Person,
  everyone: ReadonlyMap<number, Person>,
  leaves: readonly Leave[],
  now: Instant,
): Person & ActingPerson {
  const away = [...new Set(leaves.map((leave) => leave.personId))];
  const covers = away.filter((id) => id !== person.id && standIn(id, leaves, now) === person.id);
  // Who stands in for a team lead or a partner is told what they would be told.
  const asWell = [person, ...covers.flatMap((id) => everyone.get(id) ?? [])];
  return {
    ...person,
    roles: {
      memberOf: person.memberOf,
      leads: asWell.flatMap((one) => one.leads),
      partnerOf: asWell.some((one) => one.isPartner) ? "the firm" : asWell.flatMap((one) => one.partnerOf),
      riskOfficer: person.isRiskOfficer,
      admin: person.isAdmin,
    },
    covers: covers.filter((id) => everyone.has(id)),
  };
}

import { type KeptKind, keptSince } from "../domain/keeping.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { type Due, forgetDeleted, forgetPeople, forgetSent, forgetWords } from "../store/forget.ts";
import { retentions } from "../store/retentions.ts";
import type { Deps } from "./deps.ts";

/** So many rows of a kind a round: people who wait come first. */
const AT_A_TIME = 500;

/** What was kept as long as it was to be is forgotten, but for what a legal hold keeps. Where no words are kept, those that are there go too. */
export async function forget({ db, vault }: Deps, now: Instant): Promise<number> {
  const rules = await retentions(db);
  const all = vault.keepsText ? rules : [...rules.filter(({ kind }) => kind !== "words"), NO_WORDS];
  let count = await forgetDeleted(db, now, AT_A_TIME);
  for (const kind of ["words", "people", "sent"] as const)
    for (const due of dueOf(all, kind, now)) count += await going[kind](db, due, now);
  return count;
}

const NO_WORDS = { kind: "words", days: 0 } as const;

/** Each client with a rule of its own, then everybody else by the firm's. */
function dueOf(rules: Parameters<typeof keptSince>[0], kind: KeptKind, now: Instant): Due[] {
  const own = rules.flatMap((rule) => (rule.kind === kind && rule.clientId !== undefined ? [rule.clientId] : []));
  const whose = [...own, undefined];
  return whose.flatMap((clientId) => {
    const before = keptSince(rules, kind, clientId, now);
    return before === undefined ? [] : [{ clientId, before, except: clientId === undefined ? own : [] }];
  });
}

const going: Readonly<Record<KeptKind, (db: Db, due: Due, now: Instant) => Promise<number>>> = {
  words: (db, due, now) => forgetWords(db, due, now, AT_A_TIME),
  people: (db, due, now) => forgetPeople(db, due, now, AT_A_TIME),
  sent: (db, due) => forgetSent(db, due, AT_A_TIME),
};

import { byPerson } from "../domain/audit.ts";
import type { Command } from "../domain/command/verbs.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { mergePeople, personByEmail, sharesAPlace } from "../store/merge-people.ts";
import type { Person } from "../store/people.ts";
import { aboutPerson } from "../store/rights.ts";
import type { Card } from "../views/card.ts";
import { oneAlready, twoAccounts } from "../views/refusals.ts";
import { linked } from "../views/replies.ts";
import type { Actor } from "./actor.ts";
import { refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { personNamed } from "./find.ts";

type Named = Extract<Command, { do: "link" }>;

/**
 * An admin says that two people, whose accounts have no e-mail address in common, are one. The first keeps their name;
 * everything of both is theirs from then on. Cannot be undone.
 */
export async function linkPeople(deps: Deps, who: Actor, named: Named, now: Instant): Promise<Card> {
  const refusal = await refusedTo(deps, who, "link people", aboutPerson(), now);
  if (refusal) return refusal;
  return deps.db.transaction().execute(async (tx) => {
    const both = namesakes(who, named);
    const find = async (typed: string, rewrite: (name: string) => string) =>
      who.colleagues.get((await personByEmail(tx, typed)) ?? 0) ?? personNamed(who, typed, rewrite);
    const kept = both?.[0] ?? (await find(named.person, (name) => `link ${quoted(name)} ${quoted(named.other)}`));
    if ("card" in kept) return kept.card;
    const gone = both?.[1] ?? (await find(named.other, (name) => `link ${quoted(named.person)} ${quoted(name)}`));
    if ("card" in gone) return gone.card;
    if (kept.id === gone.id) return oneAlready(kept.name);
    if (await sharesAPlace(tx, kept.id, gone.id)) return twoAccounts(kept.name, gone.name);
    await mergePeople(tx, kept.id, gone.id, now);
    // Whatever was the one's is the other's: that is about more than the two.
    const details = { kept: kept.id, gone: gone.id };
    await record(tx, { ...byPerson(who.id, now), act: "people merged", subject: { kind: "firm" }, details });
    return linked(kept.name, gone.name);
  });
}

/** The same name twice, and two people who bear it: they are meant. */
function namesakes(who: Actor, { person, other }: Named): readonly Person[] | undefined {
  if (person.toLowerCase() !== other.toLowerCase()) return undefined;
  const found = findByName(person, [...who.colleagues.values()]);
  return "several" in found && found.several.length === 2 ? found.several : undefined;
}

const quoted = (name: string) => (name.includes(" ") ? `"${name}"` : name);

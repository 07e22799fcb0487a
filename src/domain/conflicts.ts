import { isAlike, trigramsOf } from "./conflicts/alike.ts";
import { namedIn, waysOf } from "./conflicts/in-words.ts";
import { type Name, nameOf } from "./conflicts/names.ts";
import type { Instant } from "./time.ts";

/** adverse: against somebody whom the firm acts for. prospective: may become a client, and is nobody's business yet. */
export type ListedKind = "adverse" | "prospective";

/** A name that the firm must not meet unawares. */
export interface ListedName {
  readonly id: number;
  readonly kind: ListedKind;
  /** For whom it is listed; null: the firm itself. */
  readonly clientId: number | null;
  readonly matterId: number | null;
  /** The name, then what it is or was called besides. */
  readonly names: readonly [name: string, ...also: string[]];
  readonly listedAt: Instant;
}

/** Where a listed name may turn up. */
export type Subject = "client" | "matter" | "contact" | "account" | "channel" | "search";

/** All that are listed, put together so that a message is looked through in no time. */
export interface Screen<T extends { readonly id: number }> {
  /** Whose name is like this one, or is part of it: "Acme v. Beta" has Beta in it. */
  like(name: string): T[];
  /** Who is named in a text. */
  within(text: string): T[];
}

/**
 * The names are looked up by their trigrams in memory, and not by pg_trgm: they are sealed in the database, which so never learns
 * who is listed, nor by the time that a query takes whether somebody is.
 */
export function screenOf<T extends { readonly id: number; readonly names: readonly string[] }>(
  listed: readonly T[],
): Screen<T> {
  const byId = new Map(listed.map((one) => [one.id, one]));
  const ways = waysOf(listed);
  let likely: ((name: Name) => number[]) | undefined;
  const some = (ids: Iterable<number>): T[] => [...new Set(ids)].map((id) => byId.get(id)!);
  return {
    like(typed) {
      // Put together when it is first asked for: most of the time messages are looked through.
      likely ??= likeness(listed);
      return some([...likely(nameOf(typed)), ...namedIn(ways, typed, true)]).sort((a, b) => a.id - b.id);
    },
    within: (text) => some(namedIn(ways, text)),
  };
}

/** From a name to the ids of those that are like it. A closer look is taken at whoever has as much in common as any two alike have. */
function likeness(listed: readonly { readonly id: number; readonly names: readonly string[] }[]) {
  const entries = listed.flatMap(({ id, names }) => names.map((name) => ({ id, name: nameOf(name) })));
  const byTrigram = new Map<string, number[]>();
  for (const [i, { name }] of entries.entries())
    for (const one of looked(name)) {
      const there = byTrigram.get(one);
      if (there) there.push(i);
      else byTrigram.set(one, [i]);
    }
  return (name: Name): number[] => {
    const counts = new Uint16Array(entries.length);
    const found: number[] = [];
    for (const one of looked(name)) for (const i of byTrigram.get(one) ?? []) if (++counts[i]! === FEW) found.push(i);
    return found.filter((i) => isAlike(entries[i]!.name, name)).map((i) => entries[i]!.id);
  };
}

const looked = ({ core }: Name): Set<string> => trigramsOf([...core, core.join("")]);

/** A surname of one letter has two. */
const FEW = 2;

/**
 * Whether a listed name turns up where it belongs: who is against a client is spoken of in that client's matters and channels, and
 * that is no news. As another client, as a contact, or in somebody else's channel it is.
 */
export function isExpected(
  listed: Pick<ListedName, "clientId" | "matterId">,
  where: { readonly subject: Subject; readonly clientId: number | null },
): boolean {
  if (listed.clientId === null || listed.clientId !== where.clientId) return false;
  return where.subject === "client" || where.subject === "matter" || where.subject === "channel";
}

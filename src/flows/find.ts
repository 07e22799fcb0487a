import { type ByName, findByName } from "../domain/nearest.ts";
import type { Person } from "../store/people.ts";
import type { Card } from "../views/card.ts";
import { type Named, nobodyCalled, severalCalled } from "../views/refusals.ts";
import type { Actor } from "./actor.ts";

type Found<T> = T | { readonly card: Card };

/** Whom a typed name means; else what to say. "me" is the one who asks. */
export function personNamed(who: Actor, typed: string, rewrite: (name: string) => string): Found<Person> {
  if (/^@?me$/i.test(typed)) return who;
  return orSay("person", typed, findByName(typed, [...who.colleagues.values()]), rewrite);
}

export function orSay<T extends { readonly name: string }>(
  what: Named,
  typed: string,
  by: ByName<T>,
  rewrite: (name: string) => string,
): Found<T> {
  if ("found" in by) return by.found;
  const names = ("several" in by ? by.several : by.nearest).map((one) => one.name);
  return {
    card: "several" in by ? severalCalled(what, typed, names, rewrite) : nobodyCalled(what, typed, names, rewrite),
  };
}

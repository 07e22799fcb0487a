import { isExpected, type ListedName, type Screen, screenOf } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { askedAbout } from "../store/listed-names.ts";
import {
  allNamed,
  jobOf,
  keptWords,
  type Met,
  type Named,
  namedBy,
  namesScreened,
  newNames,
  noteMet,
  screened,
  searchScreened,
  type Waiting,
  waitingToBeScreened,
} from "../store/screening.ts";
import { bodyOf } from "../store/words.ts";
import { attempt } from "./attempt.ts";
import type { Deps } from "./deps.ts";
import { type Listed, listedNow } from "./listed.ts";

/** So many that are new in a round, and so many pairs of a name and what is looked at: nobody's message waits for it. */
const AT_A_TIME = 200;
const PAIRS = 200_000;

/**
 * Looks whatever is new up in the list, and whatever is newly listed up in all that is there. Nobody waits for it, so that how long
 * anything takes tells nobody whether something was found.
 */
export async function screenAll(deps: Deps, now: Instant): Promise<number> {
  return (await screenNew(deps, now)) + (await screenNewNames(deps, now)) + (await screenAsked(deps, now));
}

async function screenNew(deps: Deps, now: Instant): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    const within = { ...deps, db: tx };
    const most = Math.floor(PAIRS / Math.max(1, (await listedNow(within, now)).names.size));
    const waiting = await waitingToBeScreened(tx, Math.min(AT_A_TIME, Math.max(1, most)), now);
    if (waiting.length === 0) return 0;
    // Read after what waits: who is listed only later finds that itself.
    const listed = await listedNow(within, now);
    let count = 0;
    for (const one of waiting)
      await attempt(within, jobOf(one), now, async () => {
        count += await noteMet(tx, await metBy(within, one, listed, now), now);
        await screened(tx, one);
      });
    return count;
  });
}

async function metBy(
  { db, vault }: Pick<Deps, "db" | "vault">,
  one: Waiting,
  { screen, names }: Listed,
  now: Instant,
): Promise<Met[]> {
  if (names.size === 0) return [];
  if (one.subject !== "message") return (await namedBy(db, one)).flatMap((subject) => metUnder(screen, subject));
  const kept = await keptWords(db, one.id);
  if (!kept?.body) return [];
  const { channelId, externalId, clientId, at } = kept;
  const words = await vault.open(db, kept.body, bodyOf(channelId, externalId), now);
  return metIn(screen, words, { id: channelId, clientId }, { id: externalId, at });
}

/** Who of the listed this may be. */
const metUnder = (screen: Screen<ListedName>, subject: Named): Met[] =>
  screen
    .like(subject.name)
    .filter((listed) => !isExpected(listed, subject))
    .map(({ id }) => ({ nameId: id, subject: subject.subject, id: subject.id }));

/** Who of the listed is named in a message of a client's channel. */
export const metIn = (
  screen: Screen<ListedName>,
  words: string,
  channel: { readonly id: number; readonly clientId: number | null },
  message: Met["message"],
): Met[] =>
  screen
    .within(words)
    .filter((listed) => !isExpected(listed, { subject: "channel", clientId: channel.clientId }))
    .map(({ id }) => ({ nameId: id, subject: "channel", id: channel.id, message }));

/** A name that was just listed may have been there for years. */
async function screenNewNames(deps: Deps, now: Instant): Promise<number> {
  const fresh = await newNames(deps.db, AT_A_TIME);
  if (fresh.length === 0) return 0;
  const { names } = await listedNow(deps, now);
  const there = await allNamed(deps.db);
  const some = fresh.slice(0, Math.max(1, Math.floor(PAIRS / Math.max(1, there.length))));
  const screen = screenOf(some.flatMap((id) => names.get(id) ?? []));
  const met = there.flatMap((subject) => metUnder(screen, subject));
  return deps.db.transaction().execute(async (tx) => {
    const count = await noteMet(tx, met, now);
    await namesScreened(tx, some, now);
    return count;
  });
}

async function screenAsked(deps: Deps, now: Instant): Promise<number> {
  const asked = await askedAbout(deps.db, deps.vault, "new", now);
  if (asked.length === 0) return 0;
  const { screen } = await listedNow(deps, now);
  const there = await allNamed(deps.db);
  let count = 0;
  for (const { id, name } of asked)
    await deps.db.transaction().execute(async (tx: Db) => {
      const isAny = screen.like(name).length > 0 || likeAmong(there, name).length > 0;
      if (isAny) count += await noteMet(tx, [{ nameId: null, subject: "search", id }], now);
      await searchScreened(tx, id, now);
    });
  return count;
}

/** Clients, matters and people of clients that may be who somebody asks about. */
export function likeAmong(there: readonly Named[], name: string): Named[] {
  const screen = screenOf([{ id: 1, names: [name] }]);
  return there.filter((one) => one.subject !== "channel" && screen.like(one.name).length > 0);
}

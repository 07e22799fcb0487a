import type { ListedName } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import { type Conflict, conflicts, reasonsOf, type Which } from "../store/conflicts.ts";
import { askedAbout } from "../store/listed-names.ts";
import { type Person, people } from "../store/people.ts";
import { allNamed, type Named } from "../store/screening.ts";
import { standingWalls } from "../store/walls.ts";
import type { Card } from "../views/card.ts";
import { conflictNotice, type FoundShown, inMatter, type LikeShown } from "../views/conflict-notice.ts";
import type { Deps } from "./deps.ts";
import { type Listed, listedNow } from "./listed.ts";
import { mayHearOf } from "./risk-officers.ts";
import { likeAmong } from "./screen.ts";

/** A notice as it is true now; nothing where all in it is settled, or none of it may be told to its reader by now. */
export async function drawConflicts(
  deps: Deps,
  readerId: number,
  toldAt: Instant,
  now: Instant,
): Promise<Card | undefined> {
  const reader = (await people(deps.db)).get(readerId);
  if (!reader?.isRiskOfficer) return undefined;
  const found = await shownTo(deps, reader, { toldAt }, now);
  return found.some(({ outcome }) => outcome === null) ? conflictNotice(found, reader.zone, now) : undefined;
}

/** The same once something on it was settled: that it was, is told in it. */
export async function redrawConflicts(deps: Deps, reader: Person, toldAt: Instant, now: Instant): Promise<Card> {
  return conflictNotice(await shownTo(deps, reader, { toldAt }, now), reader.zone, now);
}

/** What a risk officer may hear of, with the names that it is told by. */
export const shownTo = async (deps: Deps, reader: Person, which: Which, now: Instant): Promise<FoundShown[]> =>
  shownWhere(deps, mayHearOf(await standingWalls(deps.db), reader), which, now);

/** The same for whoever may hear of what `may` says. */
export async function shownWhere(
  deps: Deps,
  may: ReturnType<typeof mayHearOf>,
  which: Which,
  now: Instant,
): Promise<FoundShown[]> {
  const { db, vault, chats } = deps;
  const listed = await listedNow(deps, now);
  const found = await conflicts(db, which);
  const there = await allNamed(db);
  const asked = await askedAbout(
    db,
    vault,
    found.filter((one) => one.subject === "search").map((one) => one.subjectId),
    now,
  );
  const reasons = await reasonsOf(db, vault, found, now);
  const [everyone, forWhom] = [await people(db), listedFor(there)];
  return found.flatMap((one): FoundShown[] => {
    const name = one.nameId === null ? undefined : listed.names.get(one.nameId);
    if (!may(one) || (name && !may(name)) || (one.nameId !== null && !name)) return [];
    const link =
      one.channel && one.message ? chats.get(one.channel.platform)?.link(one.channel, one.message) : undefined;
    const shown = { ...settledShown(one, reasons.get(one.id)), where: whereOf(one), ...(link && { link }) };
    if (name) return [{ ...shown, name: name.names[0], kind: name.kind, forWhom: forWhom(name) }];
    const search = asked.find(({ id }) => id === one.subjectId);
    const like = search ? likeShown(listed, there, search.name, may) : [];
    if (!search || like.length === 0) return [];
    return [
      { ...shown, name: search.name, like, askedBy: everyone.get(search.askedBy)?.name ?? "Somebody who has left" },
    ];
  });
}

const settledShown = ({ id, outcome, settledBy, messageAt }: Conflict, because: string | undefined) => ({
  id,
  outcome,
  ...(settledBy !== null && { settledBy }),
  ...(because !== undefined && { because }),
  ...(messageAt !== null && { messageAt }),
});

const whereOf = ({ subject, called, client, message }: Conflict): FoundShown["where"] => ({
  is: subject === "channel" && message !== null ? "words" : subject,
  called: called ?? "",
  ...(client !== null && { client }),
});

const called = (there: readonly Named[], what: Named["subject"]): ReadonlyMap<number | null, string> =>
  new Map(there.filter(({ subject }) => subject === what).map(({ id, name }) => [id, name]));

/** The client for whom a name is listed, and in which matter; undefined: the firm itself. */
export function listedFor(there: readonly Named[]) {
  const [clients, matters] = [called(there, "client"), called(there, "matter")];
  return ({ clientId, matterId }: Pick<ListedName, "clientId" | "matterId">): string | undefined =>
    clientId === null ? undefined : inMatter(clients.get(clientId) ?? "a client who was erased", matters.get(matterId));
}

/** All that is like a name, of what a risk officer may hear of. The work is the same whether there is anything, walled or not. */
export function likeShown(
  listed: Listed,
  there: readonly Named[],
  name: string,
  may: ReturnType<typeof mayHearOf>,
): LikeShown[] {
  const clients = called(there, "client");
  const forWhom = listedFor(there);
  const names = listed.screen.like(name).filter(may);
  const subjects = likeAmong(there, name).filter(may);
  return [
    ...names.map((one) => ({ is: one.kind, called: one.names[0], of: forWhom(one) })),
    ...subjects.map(({ subject, name: called, clientId }) => ({
      is: subject,
      called,
      of: subject === "client" ? undefined : clients.get(clientId),
    })),
  ];
}

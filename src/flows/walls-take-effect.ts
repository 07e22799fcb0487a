import type { Instant } from "../domain/time.ts";
import { accountOfPerson } from "../store/accounts.ts";
import { inquiriesById } from "../store/inquiries.ts";
import { notesOf } from "../store/notes.ts";
import { openInquiriesOf } from "../store/open-inquiries.ts";
import { leavesFrom, people } from "../store/people.ts";
import { lastWall, readersOutside } from "../store/walled-pages.ts";
import { seesNow } from "../store/walls.ts";
import { actingAs } from "./actor.ts";
import type { Deps } from "./deps.ts";
import { reassess } from "./reassess.ts";
import { showHome } from "./show-home.ts";

/**
 * Once a wall around a client, or a matter of theirs, is made or lifted: who answers for what is open there is found anew, and the
 * pages of those who had some of it are drawn anew. What stands in chats is withdrawn from the program's next round on: whoever
 * asked for the wall waits for an answer, and a platform takes changes one by one. Returns how many went to somebody else.
 */
export async function takeEffect(deps: Deps, clientId: number, now: Instant): Promise<number> {
  const open = await openInquiriesOf(deps.db, { clientId });
  const before = await inquiriesById(deps.db, open);
  for (const id of open) await reassess(deps, id, now);
  const sees = await seesNow(deps.db);
  const out = before.filter((one) => one.ownerId !== null && !sees(one.ownerId, one));
  const owners = [...new Set(out.map((one) => one.ownerId!))];
  await Promise.all(owners.map((ownerId) => drawPage(deps, ownerId, now)));
  return out.length;
}

const NOTES = "walls";
const DRAWN = "pages drawn up to";

/**
 * A wall that was made where no chat is at hand, by the firm's file: pages that were drawn before it and told of what is behind it
 * are drawn anew, by the round that comes next. Returns how many.
 */
export async function heedWalls(deps: Deps, now: Instant): Promise<number> {
  const notes = notesOf(deps.db, NOTES);
  const last = await lastWall(deps.db);
  const drawn = Number((await notes.get(DRAWN)) ?? 0);
  if (last <= drawn) return 0;
  const readers = await readersOutside(deps.db, drawn);
  for (const reader of readers) await drawPage(deps, reader, now);
  await notes.put(DRAWN, String(last));
  return readers.length;
}

/** A page stands as it was last drawn, until its reader opens it again. */
async function drawPage(deps: Deps, personId: number, now: Instant): Promise<void> {
  const account = await accountOfPerson(deps.db, personId);
  const chat = account && deps.chats.get(account.ref.platform);
  const colleagues = await people(deps.db);
  const person = colleagues.get(personId);
  const [to] = (account && (await chat?.privately([account.ref]))) ?? [];
  if (!chat || !person || !to || "refused" in to) return;
  const who = { ...actingAs(person, colleagues, await leavesFrom(deps.db, now), now), colleagues };
  await chat.home(to, await showHome(deps, who, now)).catch(() => {});
}

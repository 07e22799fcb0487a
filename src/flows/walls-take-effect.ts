import type { Instant } from "../domain/time.ts";
import { accountOfPerson } from "../store/accounts.ts";
import { inquiriesById } from "../store/inquiries.ts";
import { openInquiriesOf } from "../store/open-inquiries.ts";
import { leavesFrom, people } from "../store/people.ts";
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

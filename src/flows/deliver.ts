import type { Chat, Sent } from "../chat/platform.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { accountOfPerson } from "../store/accounts.ts";
import { tellAgain } from "../store/nudges.ts";
import { type Claimed, claimDeliveries, putBack, settleOtherwise, settleSent, tryLater } from "../store/sending.ts";
import type { Card } from "../views/card.ts";
import { accountChanged } from "./account-changed.ts";
import { drawAsk } from "./ask-owner.ts";
import { type Deps, kindOf } from "./deps.ts";
import { drawNudge } from "./draw-nudge.ts";
import { meetPerson } from "./meet-person.ts";

const BATCH = 50;
/** Minutes to wait after each try that was not accepted; after the last it is given up. */
const WAITS = [1, 2, 5, 15, 30, 60, 120];

/** Of a last word whose outcome nobody knows: two beat none. The platform is looked at first, whether it is there. */
const TRIES_IN_DOUBT = 3;

interface Drawn {
  readonly delivery: Claimed;
  readonly card: Card;
}

/** The one door: what is claimed is checked once more, and only then said, to one person, where nobody else reads. */
export async function deliver(deps: Deps, now: Instant): Promise<number> {
  const drawn = await deps.db.transaction().execute(async (tx) => {
    const ready: Drawn[] = [];
    for (const delivery of await claimDeliveries(tx, now, BATCH)) {
      const card = await draw({ ...deps, db: tx }, delivery, now);
      if (card) ready.push({ delivery, card });
      else {
        await settleOtherwise(tx, delivery.id, "superseded", "nothing in it is owed any more", now);
        deps.tell({ what: "superseded", purpose: delivery.purpose, deliveryId: delivery.id });
      }
    }
    return ready;
  });
  for (const [i, one] of drawn.entries()) {
    if (deps.stopping?.aborted) {
      await putBack(
        deps.db,
        drawn.slice(i).map(({ delivery }) => delivery.id),
      );
      break;
    }
    await send(deps, one, now);
  }
  return drawn.length;
}

async function draw(deps: Deps, delivery: Claimed, now: Instant): Promise<Card | undefined> {
  if (delivery.moot) return undefined;
  if (delivery.purpose === "nudge") return drawNudge(deps, delivery.personId, delivery.inquiryIds, now);
  if (delivery.purpose === "ask" && delivery.card === null) return drawAsk(deps, delivery, now);
  const card = delivery.card as Card;
  const { picture } = delivery;
  if (!picture) return card;
  return {
    ...card,
    parts: card.parts.map((part) => ("picture" in part ? { picture: { ...part.picture, png: picture } } : part)),
  };
}

async function send(deps: Deps, { delivery, card }: Drawn, now: Instant): Promise<void> {
  const { db, tell } = deps;
  const about = { purpose: delivery.purpose, deliveryId: delivery.id };
  const { outcome, platform } = await attempt(deps, delivery, card, now).catch(
    (fault): Attempt => ({ outcome: { later: kindOf(fault) } }),
  );
  if ("sent" in outcome) {
    await settleSent(db, delivery.id, outcome.sent, withoutPicture(card), now);
    return tell({ what: "sent", ...about });
  }
  if ("unknown" in outcome && !(delivery.last && delivery.attempts < TRIES_IN_DOUBT)) {
    await settleOtherwise(db, delivery.id, "unknown", outcome.unknown, now);
    return tell({ what: "outcome unknown", ...about, platform, reason: outcome.unknown });
  }
  const again = "later" in outcome ? outcome.later : "unknown" in outcome ? outcome.unknown : undefined;
  const wait = again && (("afterMs" in outcome && outcome.afterMs) || waitAfter(delivery.attempts));
  if (again !== undefined && wait) {
    await tryLater(db, delivery.id, again, now + wait);
    return tell({ what: "put off", ...about, platform, reason: again });
  }
  const reason = "failed" in outcome ? outcome.failed : `${again}, ${delivery.attempts} times`;
  await settleOtherwise(db, delivery.id, "failed", reason, now);
  tell({ what: "failed", ...about, platform, reason });
}

interface Attempt {
  readonly outcome: Sent;
  /** Who was asked. */
  readonly platform?: string;
}

async function attempt(deps: Deps, delivery: Claimed, card: Card, now: Instant): Promise<Attempt> {
  const { db, chats } = deps;
  const account = (await accountOfPerson(db, delivery.personId)) ?? (await meetPerson(deps, delivery.personId, now));
  const chat: Chat | undefined = account && chats.get(account.ref.platform);
  if (!account || !chat) return { outcome: { failed: "They have no account on a chat platform that is configured." } };
  const { platform } = account.ref;
  const destination = await chat.privately(account.ref);
  if (!("refused" in destination)) return { platform, outcome: await chat.send(destination, card, delivery.mark) };
  if (!destination.forGood) return { platform, outcome: { later: destination.refused } };
  // Not every platform tells that somebody has left: whoever answers next hears of it instead.
  if (await accountChanged(deps, account.ref, now)) await tellAgain(db, delivery.id);
  return { platform, outcome: { failed: destination.refused } };
}

function waitAfter(attempts: number): number | undefined {
  const minutes = WAITS[attempts - 1];
  return minutes === undefined ? undefined : minutes * MINUTE;
}

const withoutPicture = (card: Card) => ({
  ...card,
  parts: card.parts.map((part) =>
    "picture" in part ? { picture: { title: part.picture.title, alt: part.picture.alt } } : part,
  ),
});

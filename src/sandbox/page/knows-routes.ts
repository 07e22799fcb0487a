import { comingUp } from "../../engine.ts";
import { theFirm } from "../../store/firm.ts";
import { deliveriesInside, deliveryCounts, latestInquiries } from "../../store/inside.ts";
import { about } from "../../views/owed.ts";
import { STATES } from "../../views/show.ts";
import { capital, dayAndTime } from "../../views/words.ts";
import { cannot } from "../slack/people/can.ts";
import { deliveryKnown, STATE } from "./knows/delivery-known.ts";
import { inquiryKnown } from "./knows/inquiry-known.ts";
import { messageKnown } from "./knows/message-known.ts";
import type { InquiryKnown, MessageKnown, Overview } from "./knows/shown.ts";
import type { PageParts } from "./parts.ts";
import { type Routes, wanted } from "./routes.ts";
import { nextWords } from "./time/next-words.ts";

interface Looking {
  readonly db: PageParts["db"];
  readonly clock: Pick<PageParts["clock"], "now">;
}

/** What the bot knows, read from its store: a look inside that no firm's own program has. */
export function knowsRoutes({ db, clock }: Looking): Routes {
  return {
    "GET /api/knows": () => overview({ db, clock }),
    "GET /api/knows/message": async ({ query }): Promise<MessageKnown> => {
      const at = { channel: wanted(query, "channel"), ts: wanted(query, "ts") };
      return messageKnown(db, at, (await theFirm(db)).zone, clock.now());
    },
    "GET /api/knows/inquiry": async ({ query }): Promise<InquiryKnown> => {
      const id = wanted(query, "id");
      const known = await inquiryKnown(db, Number(id), (await theFirm(db)).zone, clock.now());
      return known ?? cannot(`There is no inquiry ${id}.`);
    },
  };
}

async function overview({ db, clock }: Looking): Promise<Overview> {
  const { zone } = await theFirm(db);
  const now = clock.now();
  const ahead = (await comingUp(db, now)).find(({ at }) => at > now);
  const inquiries = await latestInquiries(db, 30);
  return {
    zone,
    ...(ahead && { next: { at: ahead.at, what: await nextWords(db, ahead) } }),
    inquiries: inquiries.map(({ id, client, matter, state, askedAt }) => ({
      id,
      title: about({ client: client ?? "No client", matter: matter ?? undefined }),
      words: `${capital(STATES[state])}, asked ${dayAndTime(askedAt, zone, now)}`,
    })),
    deliveries: (await deliveriesInside(db, 30)).map((one) => deliveryKnown(one, zone, now)),
    counts: (await deliveryCounts(db)).map(({ state, count }) => `${count} ${STATE[state]}`),
  };
}

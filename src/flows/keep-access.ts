import type { Worry } from "../chat/platform.ts";
import type { Instant } from "../domain/time.ts";
import { post } from "../store/deliveries.ts";
import { people } from "../store/people.ts";
import { accessNotice } from "../views/access.ts";
import { type Deps, kindOf } from "./deps.ts";

/**
 * Each platform renews what lets the bot in, whether anything happens there or not. Admins hear once of what cannot be renewed,
 * while they can still be reached.
 */
export async function keepAccess(deps: Deps, now: Instant): Promise<number> {
  const worries: (Worry & { readonly platform: string })[] = [];
  for (const chat of deps.chats.values()) {
    try {
      const found = (await chat.keepAccess?.(now)) ?? [];
      worries.push(...found.map((worry) => ({ ...worry, platform: chat.platform })));
    } catch (fault) {
      deps.tell({ what: "flow failed", flow: "keep access", reason: kindOf(fault) });
    }
  }
  if (worries.length === 0) return 0;
  const admins = [...(await people(deps.db)).values()].filter((person) => person.isAdmin);
  for (const worry of worries)
    for (const { id: personId, zone } of admins) {
      const key = `access:${worry.platform}:${worry.key}:${personId}`;
      await post(deps.db, { purpose: "notice", key, personId, card: accessNotice(worry, zone, now) }, now);
    }
  return worries.length;
}

import type { Instant } from "../domain/time.ts";
import { rewrapKeys } from "../store/firm-keys.ts";
import { listKeys } from "../store/listed-keys.ts";
import { resealReasons } from "../store/reasons.ts";
import { resealMessages, resealOwn, sealTheOpen } from "../store/reseal.ts";
import type { Deps } from "./deps.ts";

/** So many messages a round: people who wait come first. */
const AT_A_TIME = 200;

/**
 * Keys turn while the program runs. What the firm's key in use did not wrap, it wraps; what a retired key sealed, its successor
 * seals; keys that nobody needs leave the memory; and the list beside the firm's key is what the database holds.
 */
export async function turnKeys({ db, vault }: Deps, now: Instant): Promise<number> {
  vault.wipe(now);
  const opened = await sealTheOpen(db, vault, now, AT_A_TIME);
  const wrapped = await rewrapKeys(db, vault, AT_A_TIME, now);
  const messages = await resealMessages(db, vault, now, AT_A_TIME);
  const reasons = await resealReasons(db, vault, now, AT_A_TIME);
  const own = await resealOwn(db, vault, now);
  await vault.list?.(await listKeys(db));
  return opened + wrapped + messages + reasons + own;
}

import type { Imported, Past } from "../domain/past.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { theFirm } from "../store/firm.ts";
import { cast } from "./cast-past.ts";
import { importChannel } from "./import-channel.ts";

/**
 * Takes a past in as if it had been heard live: each channel is a client's shared channel, read and sorted in one transaction.
 * The second time it finds nothing new. Nothing is sent, and nothing that was planned is left. The store must be prepared.
 * `isFirm`: who answers, by account id; everybody else asks. `now` is the machine's: nothing later is believed.
 */
export async function importPast(
  db: Db,
  past: Past,
  isFirm: (id: string) => boolean,
  now: Instant,
  progress: (bytes: number, channel: string) => void = () => {},
): Promise<Imported> {
  const { zone } = await theFirm(db);
  const everyone = cast(past, isFirm, now);
  const total = { entries: 0, said: 0, fresh: 0, notices: 0, channels: 0, internal: 0 };
  const skipped = [...past.skipped];
  for (const channel of past.channels) {
    const { between = [], bytes, name } = channel;
    if (between.length > 0 && between.every(isFirm)) {
      total.internal++;
      progress(bytes, name);
      continue;
    }
    const found = await db
      .transaction()
      .execute((tx) => importChannel(tx, past.days(channel), channel, { everyone, zone, now }, progress));
    total.channels++;
    for (const what of ["entries", "said", "fresh", "notices"] as const) total[what] += found[what];
    skipped.push(...found.skipped);
  }
  return { ...total, unknown: everyone.unknown(), skipped };
}

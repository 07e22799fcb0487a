import type { Instant } from "../domain/time.ts";
import type { Place } from "../seal/cipher.ts";
import type { Db } from "./db.ts";
import type { Pen, Vault } from "./vault.ts";

/** A message's words are sealed for it alone: by its channel here, and by its id there. */
export const bodyOf = (channelId: number, externalId: string): Place => ({
  column: "messages.body",
  row: [channelId, externalId],
});

/** What to seal the words of a channel's messages with; nothing where no words are kept. */
export const penFor = async (
  vault: Vault,
  db: Db,
  { id, clientId }: { readonly id: number; readonly clientId: number | null },
  now: Instant,
): Promise<Pen | undefined> =>
  vault.keepsText ? vault.pen(db, clientId === null ? `channel:${id}` : `client:${clientId}`, now) : undefined;

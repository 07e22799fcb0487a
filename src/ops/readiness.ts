import type { Chat } from "../chat/platform.ts";
import { kindOf } from "../flows/deps.ts";
import type { Db } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { pendingMigrations } from "../store/migrate.ts";

interface Part {
  readonly ok: boolean;
  /** What is not well; no name, no address, no secret. */
  readonly say?: string;
}

/** Whether it can do its work just now, and what of it cannot. */
export interface Readiness extends Part {
  readonly parts: Readonly<Record<string, Part>>;
}

/** Milliseconds after which a database that says nothing is taken for away. */
const PATIENCE = 3_000;

export async function readiness(db: Db, chats: readonly Chat[]): Promise<Readiness> {
  const pending = await inTime(pendingMigrations(db)).catch((fault: unknown) => fault);
  const reached = Array.isArray(pending) || isNewer(pending);
  const parts: Record<string, Part> = {
    database: reached ? { ok: true } : { ok: false, say: `Does not answer (${kindOf(pending)}).` },
    migrations: migrated(pending),
  };
  for (const { platform, connected } of chats)
    parts[platform] = connected?.() === false ? { ok: false, say: "Not connected." } : { ok: true };
  return { ok: Object.values(parts).every(({ ok }) => ok), parts };
}

const isNewer = (fault: unknown) => fault instanceof StoreError && /^The database is newer/.test(fault.message);

function migrated(pending: unknown): Part {
  if (Array.isArray(pending) && pending.length === 0) return { ok: true };
  if (Array.isArray(pending))
    return { ok: false, say: `The database lacks ${pending.length} of this program's migrations.` };
  return { ok: false, say: isNewer(pending) ? "The database is newer than this program." : "Not known." };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("No answer in time.")), PATIENCE);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

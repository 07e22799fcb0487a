import { sql } from "kysely";
import type { Finding } from "../domain/finding.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { unattended } from "./unattended.ts";

/** Whether the program's own work goes on: nothing held back, set aside or left unread. The first that wants somebody is told. */
export async function upkeep(db: Db, now: Instant): Promise<Finding> {
  const { rows } = await sql<{
    heldBack: boolean;
    jobs: number;
    reason: string | null;
    channels: string[];
    why: string | null;
  }>`
    select exists (select from firm where held_back_at is not null) as "heldBack",
      (select count(*) from troubles where again_at is null) as jobs,
      (select max(reason) from troubles where again_at is null) as reason,
      (select coalesce(array_agg(name order by name), '{}') from channels where gap_failed is not null) as channels,
      (select max(gap_failed) from channels where gap_failed is not null) as why`.execute(db);
  const { heldBack, jobs, reason, channels, why } = rows[0]!;
  if (heldBack)
    return ill(
      "Reminders to very many people are held back. An admin has a message from the bot: press Send them there.",
    );
  const silent = await unattended(db, now);
  if (silent.length > 0)
    return ill(
      `No reminder is planned for ${silent.join(", ")}, which are open. Is the program running? Else report it.`,
    );
  if (jobs > 0)
    return ill(
      `${jobs} of the program's own tasks failed too often (${reason}). Try them again: npm run retry -- --all`,
    );
  const [first] = channels;
  if (first !== undefined)
    return ill(
      `What was said in #${first}${channels.length > 1 ? ` and ${channels.length - 1} more` : ""} while the program was away could not be read (${why}). Try again: npm run retry -- --all`,
    );
  return { name: NAME, ok: true, say: "Nothing is held back, set aside or left unread." };
}

const NAME = "Upkeep";
const ill = (say: string): Finding => ({ name: NAME, ok: false, say });

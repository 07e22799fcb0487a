import type { Audience } from "../../../domain/nudge.ts";
import type { Instant } from "../../../domain/time.ts";
import type { Ahead } from "../../../engine.ts";
import type { Db } from "../../../store/db.ts";
import { nextNudgesInside } from "../../../store/inside.ts";
import { namesFor } from "../../../store/names.ts";
import { clockName } from "../../../views/clocks.ts";
import { capital, list } from "../../../views/words.ts";

/** What is due next, in a sentence: "Ana Fixture is reminded: Globex (lease), first reply." */
export async function nextWords(db: Db, ahead: Ahead): Promise<string> {
  if (ahead.what === "digest") return "The partners get the week's digest.";
  if (ahead.what === "end of a pause") return "A pause ends, and a clock runs on.";
  if (ahead.what === "delivery") return "The bot sends what waits in its outbox.";
  return nudgeWords(db, ahead.at);
}

async function nudgeWords(db: Db, at: Instant): Promise<string> {
  const [first, ...others] = (await nextNudgesInside(db)).filter(({ dueAt }) => dueAt === at);
  if (!first) return "The bot looks whether anyone is to be reminded.";
  const { client, matter, owner } = await namesFor(db, first.inquiryId);
  const told = first.audience.map((one) => (one === "owner" && owner ? owner : ROLES[one]));
  const more = new Set(others.map(({ inquiryId }) => inquiryId).filter((id) => id !== first.inquiryId)).size;
  const about = `${client}${matter ? ` (${matter})` : ""}, ${clockName(first.kind)}`;
  const verb = told.length > 1 ? "are told" : first.audience[0] === "owner" ? "is reminded" : "is told";
  return `${capital(list(told))} ${verb}: ${about}${more > 0 ? `, and ${more} more` : ""}.`;
}

const ROLES: Record<Audience, string> = {
  owner: "whoever answers for it",
  lead: "the team lead",
  partner: "the partner",
};

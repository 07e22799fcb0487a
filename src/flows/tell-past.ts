import { gather } from "../domain/conversation.ts";
import type { Imported } from "../domain/past.ts";
import { hourOf, type PastReport, pastFigures, slowest } from "../domain/past-figures.ts";
import { calendarVersions } from "../store/calendars.ts";
import { conversation } from "../store/conversations.ts";
import type { Db } from "../store/db.ts";
import { theFirm } from "../store/firm.ts";
import { pastChannels, pastClocks, pastCounts, unanswered } from "../store/past.ts";

/** What the past in this store looked like, as of its last message. Reads only. */
export async function tellPast(db: Db, imported: Imported): Promise<PastReport> {
  const { zone, mergeMinutes } = await theFirm(db);
  const counts = await pastCounts(db);
  const end = counts.to ?? 0;
  const clocks = await pastClocks(db);
  const answers = clocks.filter((clock) => clock.kind === "answer");
  const [version] = await calendarVersions(db);
  return {
    imported,
    counts,
    calendar: version!.calendar.spec,
    zone,
    acknowledge: pastFigures(
      clocks.filter((clock) => clock.kind === "acknowledge"),
      end,
    ),
    answer: pastFigures(answers, end),
    channels: slowest(answers, (clock) => clock.channel, end),
    hours: slowest(answers, (clock) => hourOf(clock.startedAt, zone), end),
    unanswered: await unanswered(db),
    ambiguous: await ambiguous(db, mergeMinutes),
  };
}

/** Replies that may be meant for several inquiries: live, whoever wrote one would have been asked. */
async function ambiguous(db: Db, mergeMinutes: number): Promise<number> {
  let found = 0;
  for (const id of await pastChannels(db))
    found += gather(await conversation(db, id, 0, undefined), [], mergeMinutes).ambiguities.length;
  return found;
}

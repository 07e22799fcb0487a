import type { FirmSoFar, StepSeen } from "../../domain/set-up.ts";
import { stepsSeen } from "../../domain/set-up.ts";
import type { Instant } from "../../domain/time.ts";
import { yearIn } from "../../domain/year.ts";
import { channelsWithBot } from "../../store/channels.ts";
import { clients } from "../../store/clients.ts";
import type { Db } from "../../store/db.ts";
import { theFirm } from "../../store/firm.ts";
import { firmHolidays } from "../../store/holidays.ts";
import { groups, type Person, people } from "../../store/people.ts";
import { stepNotes } from "../../store/set-up-steps.ts";
import { asViewer } from "../../store/viewer.ts";
import type { Card } from "../../views/card.ts";
import { setUpCard } from "../../views/set-up/card.ts";

export interface Progress {
  readonly firm: FirmSoFar;
  readonly seen: readonly StepSeen[];
}

/** How far the firm is set up, as this admin is to see it. */
export async function progressOf(db: Db, who: { readonly id: number }, now: Instant): Promise<Progress> {
  // Afresh: whoever was chosen in a form a moment ago is known by now.
  const everyone = await people(db);
  const firm = await asViewer(db, who.id, (view) => soFar(view, everyone, now));
  const noted = (await stepNotes(db)).map(({ personId, ...note }) => {
    const by = everyone.get(personId ?? 0);
    return { ...note, ...(by && { by }) };
  });
  return { firm, seen: stepsSeen(firm, noted, who.id, now) };
}

export async function cardOf(db: Db, who: { readonly id: number }, now: Instant): Promise<Card> {
  const { firm, seen } = await progressOf(db, who, now);
  return setUpCard(firm, seen);
}

async function soFar(db: Db, everyone: ReadonlyMap<number, Person>, now: Instant): Promise<FirmSoFar> {
  const { name, zone } = await theFirm(db);
  const { spec, holidays, reviewedFor = 0, jurisdiction } = await firmHolidays(db);
  const year = yearIn(zone, now);
  return {
    name,
    zone,
    weekly: spec.weekly,
    ...(jurisdiction && { jurisdiction }),
    year,
    holidays: holidays.filter((day) => day.date.startsWith(`${year}-`)).length,
    reviewed: reviewedFor >= year,
    groups: (await groups(db)).map((group) => {
      const lead = everyone.get(group.leadId ?? 0)?.name;
      return { id: group.id, name: group.name, ...(lead && { lead }) };
    }),
    partners: [...everyone.values()].filter((one) => one.isPartner).map((one) => one.name),
    clients: (await clients(db)).map((one) => one.name),
    channels: (await channelsWithBot(db)).filter((one) => one.clientId !== null).map((one) => one.name),
  };
}

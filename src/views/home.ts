import type { Owed } from "../domain/owed.ts";
import type { Instant } from "../domain/time.ts";
import type { Card } from "./card.ts";
import { command } from "./say.ts";
import { type Counts, figures, type StatusOptions, statusCard } from "./status.ts";

/** A person's own page: what they owe in due order, and how to do something about it. */
export function homeCard(
  owed: readonly Owed[],
  counts: Counts,
  options: Pick<StatusOptions, "zone">,
  now: Instant,
): Card {
  const list = statusCard("Yours", owed, counts, { ...options, mine: true, all: true, more: "mine all" }, now);
  return {
    summary: `You: ${figures(counts)}`,
    parts: [
      ...list.parts,
      { divider: true },
      {
        note: [
          "To do something about one, use its number: ",
          command("snooze 4127 1h"),
          ", ",
          command("assign 4127 @kim"),
          ". Everything else: ",
          command("help"),
        ],
      },
    ],
  };
}

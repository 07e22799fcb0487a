import type { Instant, Zone } from "../domain/time.ts";
import type { Card } from "./card.ts";
import { say } from "./say.ts";
import { dayAndTime } from "./words.ts";

/** To an admin: the bot's access to a workspace cannot be renewed. */
export function accessNotice(
  { where, endsAt, why }: { readonly where: string; readonly endsAt: Instant; readonly why: string },
  zone: Zone,
  now: Instant,
): Card {
  const ended = endsAt <= now;
  return say(
    { bold: ended ? `I can no longer reach ${where}` : `I will lose my access to ${where}` },
    `\n${ended ? "My access ended" : "It ends"} ${dayAndTime(endsAt, zone, now)}, and renewing it fails: ${why}\nI keep trying. On the machine where I run, npm run doctor says how it stands.`,
  );
}

import type { Card } from "./card.ts";
import { command, say, sayWith } from "./say.ts";

// What an admin is told without having asked, because nobody else would notice.

/** Open inquiries of which nobody would hear again: a fault of ours, said with what can be done meanwhile. */
export function unattendedNotice(ids: readonly number[]): Card {
  const [first] = ids;
  const what = ids.length === 1 ? `Inquiry ${first} is open` : `${ids.length} inquiries are open`;
  return say(
    { bold: `${what}, and no reminder is planned` },
    `\n${named(ids)}This should never happen: please report it. Until then, give ${ids.length === 1 ? "it" : "each"} to someone: `,
    command(`assign ${first} <name>`),
  );
}

/** A group in which nobody is left to be told: not of what, for that is not an admin's to know. */
export const nobodyIsLeft = (): Card =>
  say(
    { bold: "A practice group has nobody to answer an inquiry" },
    "\nIt has no team lead, no partner and no members. Please give it a lead: ",
    command("setup"),
  );

/** A run that would have written to more people than the firm allows at once: a fault, or a very large firm. */
export const heldBackNotice = (people: number): Card =>
  sayWith(
    [{ button: "Send them", action: "let go", value: "1", style: "primary" }],
    { bold: `Reminders to ${people} people are held back` },
    "\nSo many at once are not sent before someone has looked. If they are right, send them; no reminder leaves until then.",
  );

/** To a risk officer, once a week: what proves later that the log was not shortened or rewritten. */
export const checkpointNotice = ({ seq, hash }: { readonly seq: number; readonly hash: string }): Card =>
  say(
    { bold: `Checkpoint of the audit log: entry ${seq}` },
    `\nPlease keep this message. Whoever runs Rejoinder can prove by it that nothing in the log up to here was changed or cut off. The checkpoint is ${seq}:${hash}`,
  );

export const letGoNotice = (were: boolean): Card =>
  say(were ? "The reminders are on their way." : "No reminders are held back any more.");

const named = (ids: readonly number[], most = 10): string => {
  if (ids.length === 1) return "";
  const more = ids.length - most;
  return `They are ${ids.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}. `;
};

/** Something internal goes to a channel only where nobody outside the firm can read, asked just before. */
export const noCheckpointNotice = (why: string): Card =>
  say(
    { bold: "No checkpoint of the audit log was sent to its channel" },
    `\n${why} It is tried again tomorrow. Please see that only the firm's people, and I, are in that channel; or set another as AUDIT_CHECKPOINT_CHANNEL.`,
  );

import type { Owed } from "../domain/owed.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Card } from "./card.ts";
import { called } from "./owed.ts";
import { command, say } from "./say.ts";
import { atTime, date, untilTime } from "./words.ts";

// What the bot says back, privately, to a command, a button or a form. One or two sentences each; the next step where there is one.

/** What was done something to: as it stands afterwards. */
export type Subject = Pick<Owed, "inquiryId" | "client" | "matter" | "dueAt" | "owner" | "link">;

export const taken = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`${called(it)} is yours. ${due(it, zone, now)}`);

/** The owner said "I'm on it". */
export const onIt = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`Good: you are on ${called(it)}. ${due(it, zone, now)}`);

/** `standsIn`: for a new owner who is on leave. */
export const assigned = (it: Subject, to: string, zone: Zone, now: Instant, standsIn?: string): Card =>
  say(
    `${called(it)} is now with ${to}${standsIn ? `, who is on leave; ${standsIn} stands in` : ""}. ${due(it, zone, now)}`,
  );

export const snoozed = (it: Subject, until: Instant, zone: Zone, now: Instant): Card => {
  const quiet = `No nudges about ${called(it)} until ${untilTime(until, zone, now)}.`;
  if (it.dueAt === undefined) return say(quiet);
  const late = it.dueAt <= until && it.dueAt > now;
  return say(
    `${quiet} ${late ? `Mind that it is due before then, ${atTime(it.dueAt, zone, now)}.` : due(it, zone, now)}`,
  );
};

export const paused = (it: Subject, until: Instant | undefined, zone: Zone, now: Instant): Card => {
  if (until !== undefined)
    return say(`${called(it)} waits on the client until ${untilTime(until, zone, now)}. The clock stands still.`);
  return say(
    `${called(it)} waits on the client. The clock stands still until you say `,
    command(`resume ${it.inquiryId}`),
    ".",
  );
};

export const resumed = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`The clock on ${called(it)} runs again. ${due(it, zone, now)}`);

export const resolved = (it: Subject): Card =>
  say(`${called(it)} is closed. Not done after all? `, command(`reopen ${it.inquiryId}`));

export const reopened = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`${called(it)} is open again. ${due(it, zone, now)}`);

export const dismissed = (it: Subject): Card =>
  say(`${called(it)} is off the list: not an inquiry. Not so? `, command(`reopen ${it.inquiryId}`));

export const answeredElsewhere = (it: Subject): Card =>
  say(`Noted: ${called(it)} was answered elsewhere. Not so? `, command(`reopen ${it.inquiryId}`));

/** Someone marked a message by hand, or confirmed an unsure one. */
export const tracked = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`${called(it)} is tracked as `, { code: String(it.inquiryId) }, `. ${due(it, zone, now)}`);

/** A call or a letter was written down. */
export const logged = (it: Subject, answered: boolean, zone: Zone, now: Instant): Card =>
  say(
    `Logged for ${called(it)} as `,
    { code: String(it.inquiryId) },
    answered ? ", answered already." : `. ${due(it, zone, now)}`,
  );

/** `to` is the midnight after the last day. */
export const onLeave = (from: Instant, to: Instant, delegate: string, zone: Zone, now: Instant): Card => {
  const [first, last] = [from <= now ? "today" : date(from, zone), date(to - 1, zone)];
  const oneDay = date(from, zone) === last;
  const when = oneDay ? (first === "today" ? "Today" : `On ${first}`) : `From ${first} to ${last}, that day included,`;
  return say(`${when} your nudges go to ${delegate}. Clients see no change.`);
};

/** An admin said that two people are one. `other` is the name that is no more. */
export const linked = (name: string, other: string): Card =>
  say(
    name === other
      ? `The two called ${name} are one person from now on: one list, one nudge, one digest.`
      : `${name} and ${other} are one person from now on, called ${name}: one list, one nudge, one digest.`,
  );

export const channelLinked = (channel: string, client: string | undefined, matter?: string): Card =>
  client === undefined
    ? say(`${channel} is left alone: nothing in it is read unless someone tracks it by hand.`)
    : say(`${channel} is for ${called({ client, matter })}. What is asked there is tracked from now on.`);

export const setUpIsThere = (): Card =>
  say("The set-up is in our direct messages: one card, with a button for each step.");

export const belongs = (it: Subject): Card => say(`Thank you: that reply answers ${called(it)}.`);

export const belongsToNone = (): Card => say("Thank you: that reply answers none of them, so they stay open.");

const due = ({ dueAt }: Subject, zone: Zone, now: Instant): string => {
  if (dueAt === undefined) return "Nothing is due just now.";
  return dueAt <= now ? `It was due ${atTime(dueAt, zone, now)}.` : `It is due ${atTime(dueAt, zone, now)}.`;
};

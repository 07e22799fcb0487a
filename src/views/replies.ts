import type { Instant, Zone } from "../domain/time.ts";
import type { Card } from "./card.ts";
import { about, type Owed } from "./owed.ts";
import { command, say } from "./say.ts";
import { atTime, capital, day, untilTime } from "./words.ts";

// What the bot says back, privately, to a command, a button or a form. One or two sentences each; the next step where there is one.

/** What was done something to: as it stands afterwards. */
export type Subject = Pick<Owed, "inquiryId" | "client" | "matter" | "dueAt" | "owner" | "link">;

export const taken = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`${about(it)} is yours. ${due(it, zone, now)}`);

/** The owner said "I'm on it". */
export const onIt = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`Good: you are on ${about(it)}. ${due(it, zone, now)}`);

/** `standsIn`: for a new owner who is on leave. */
export const assigned = (it: Subject, to: string, zone: Zone, now: Instant, standsIn?: string): Card =>
  say(
    `${about(it)} is now with ${to}${standsIn ? `, who is on leave; ${standsIn} stands in` : ""}. ${due(it, zone, now)}`,
  );

export const snoozed = (it: Subject, until: Instant, zone: Zone, now: Instant): Card => {
  const quiet = `No nudges about ${about(it)} until ${untilTime(until, zone, now)}.`;
  if (it.dueAt === undefined) return say(quiet);
  const late = it.dueAt <= until && it.dueAt > now;
  return say(
    `${quiet} ${late ? `Mind that it is due before that: ${untilTime(it.dueAt, zone, now)}.` : due(it, zone, now)}`,
  );
};

export const paused = (it: Subject, until: Instant | undefined, zone: Zone, now: Instant): Card => {
  if (until !== undefined)
    return say(`${about(it)} waits on the client until ${untilTime(until, zone, now)}. The clock stands still.`);
  return say(
    `${about(it)} waits on the client. The clock stands still until you say `,
    command(`resume ${it.inquiryId}`),
    ".",
  );
};

export const resumed = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`The clock on ${about(it)} runs again. ${due(it, zone, now)}`);

export const resolved = (it: Subject): Card =>
  say(`${about(it)} is closed. Not done after all? `, command(`reopen ${it.inquiryId}`));

export const reopened = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`${about(it)} is open again. ${due(it, zone, now)}`);

export const dismissed = (it: Subject): Card =>
  say(`${about(it)} is off the list: not an inquiry. A slip? `, command(`reopen ${it.inquiryId}`));

export const answeredElsewhere = (it: Subject): Card =>
  say(`Noted: ${about(it)} was answered elsewhere. Not so? `, command(`reopen ${it.inquiryId}`));

/** Someone marked a message by hand, or confirmed an unsure one. */
export const tracked = (it: Subject, zone: Zone, now: Instant): Card =>
  say(`${about(it)} is tracked as `, { code: String(it.inquiryId) }, `. ${due(it, zone, now)}`);

/** A call or a letter was written down. */
export const logged = (it: Subject, answered: boolean, zone: Zone, now: Instant): Card =>
  say(
    `Logged for ${about(it)} as `,
    { code: String(it.inquiryId) },
    answered ? ", answered already." : `. ${due(it, zone, now)}`,
  );

/** `to` is the midnight after the last day. */
export const onLeave = (from: Instant, to: Instant, delegate: string, zone: Zone, now: Instant): Card => {
  const [first, last] = [day(from, zone, now), day(to - 1, zone, now)];
  const when = first === last ? (/^to/.test(first) ? capital(first) : `On ${first}`) : `From ${first} to ${last}`;
  return say(`${when} your nudges go to ${delegate}, the last day included. Only nudges: clients see no change.`);
};

export const channelLinked = (channel: string, client: string | undefined, matter?: string): Card =>
  client === undefined
    ? say(`${channel} is left alone: nothing in it is read unless someone tracks it by hand.`)
    : say(`${channel} is for ${about({ client, matter })}. What is asked there is tracked from now on.`);

export const belongs = (it: Subject): Card => say(`Thank you: that reply answers ${about(it)}.`);

export const belongsToNone = (): Card => say("Thank you: that reply answers none of them, so they stay open.");

const due = ({ dueAt }: Subject, zone: Zone, now: Instant): string => {
  if (dueAt === undefined) return "Nothing is due just now.";
  return dueAt <= now ? `It was due ${atTime(dueAt, zone, now)}.` : `It is due ${atTime(dueAt, zone, now)}.`;
};

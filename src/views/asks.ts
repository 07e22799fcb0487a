import type { Owed } from "../domain/owed.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Card, Option } from "./card.ts";
import { overseerControls, unsureControls } from "./controls.ts";
import { about, called, channelName, dueSentence, where } from "./owed.ts";
import { sayWith } from "./say.ts";
import { dayAndTime } from "./words.ts";

// What the bot asks in private when a rule cannot know. One tap answers each.

/** A message may or may not be an inquiry. Its clock runs until someone says. */
export function unsureAsk(it: Owed, zone: Zone, now: Instant): Card {
  const asked = `Asked ${dayAndTime(it.askedAt, zone, now)}${where(it)}. I cannot tell; until you say, it counts.`;
  return {
    ...sayWith(unsureControls(it), { bold: doubt(it) }, `${matter(it)}\n${asked}`),
    summary: `Does ${called(it)} await an answer?`,
  };
}

/** `Does Dana Reed of Acme await an answer?` */
export const doubt = ({ contact, client }: Pick<Owed, "contact" | "client">): string =>
  `Does ${contact ? `${contact} of ` : ""}${client} await an answer?`;

/** A reply that may answer several inquiries. A choice comes back as `"<reply> <inquiry>"`, none of them as `"<reply> none"`. */
export interface Ambiguous {
  readonly reply: number;
  readonly repliedAt: Instant;
  readonly channel: string;
  readonly candidates: readonly Owed[];
  readonly link?: string;
}

export function ambiguousAsk(
  { reply, repliedAt, channel, candidates, link }: Ambiguous,
  zone: Zone,
  now: Instant,
): Card {
  const options = candidates.slice(0, 99).map(
    (it): Option => ({
      label: `${about(it)}, asked ${dayAndTime(it.askedAt, zone, now)}${it.contact ? ` by ${it.contact}` : ""}`,
      value: `${reply} ${it.inquiryId}`,
    }),
  );
  const none = { label: "None of them", value: `${reply} none` };
  const open = link ? [{ link: "Open message", url: link }] : [];
  return sayWith(
    [{ menu: "Choose", action: "belongs", options: [...options, none] }, ...open],
    { bold: `Which inquiry did your reply in ${channelName(channel)} answer?` },
    `\nYou wrote ${dayAndTime(repliedAt, zone, now)}. ${candidates.length} inquiries are open there, and stay open until you say.`,
  );
}

/** To whoever invited the bot. `channelId` comes back when the button is pressed. */
export function channelJoinedAsk(it: {
  readonly channel: string;
  readonly channelId: number;
  readonly shared: boolean;
}): Card {
  const inside = it.shared
    ? "People outside the firm can read it, so I will never write there."
    : "Only the firm can read it, as far as I can see.";
  return sayWith(
    [{ button: "Say whose it is", action: "link channel", value: String(it.channelId), style: "primary" }],
    { bold: `Which client is ${channelName(it.channel)} for?` },
    `\nThank you for the invitation. ${inside} Nothing in it is tracked until you say.`,
  );
}

/** To an admin. */
export function ownerlessAsk(it: Owed, zone: Zone, now: Instant, colleagues?: readonly Option[]): Card {
  const asked = `Asked ${dayAndTime(it.askedAt, zone, now)}${where(it)}.`;
  const why = "No lawyer is responsible for the matter or the client, and no team lead stands in.";
  return {
    ...sayWith(
      overseerControls(it, colleagues),
      { bold: `An answer owed to ${it.contact ? `${it.contact} of ` : ""}${it.client} has no owner` },
      `${matter(it)}\n${dueSentence(it, zone, now)} ${asked}\n${why}`,
    ),
    summary: `An answer owed to ${called(it)} has no owner`,
  };
}

const matter = (it: Pick<Owed, "matter">): string => (it.matter ? ` · ${it.matter}` : "");

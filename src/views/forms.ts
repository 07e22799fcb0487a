import type { Instant, Whence } from "../domain/time.ts";
import { pastMomentIn } from "../domain/when.ts";
import type { Answers, Field, Form, Option } from "./card.ts";
import { channelName } from "./owed.ts";

/** A call, an e-mail or a letter, written down by hand. `clients`: their values are ids; too many for a menu, and the name is typed. */
export const logContactForm = (clients: readonly Option[], context = ""): Form => ({
  id: "log contact",
  title: "Log a call or e-mail",
  submit: "Log it",
  context,
  intro: "So that a question that did not come by chat is answered in time too.",
  fields: [
    clientField(clients),
    matterField,
    { name: "contact", label: "Who asked", optional: true, input: "line" },
    { name: "via", label: "How", initial: "phone", input: { choices: WAYS } },
    {
      name: "when",
      label: "When",
      hint: "For example: now, 10:30, yesterday 16:00.",
      initial: "now",
      input: "line",
    },
    {
      name: "answered",
      label: "Answered already?",
      initial: "no",
      input: { choices: [choice("Not yet", "no"), choice("Yes", "yes")] },
    },
  ],
});

export interface LoggedContact {
  /** An id from the menu, or a name as typed. */
  readonly client: string;
  readonly matter?: string;
  readonly contact?: string;
  readonly via: string;
  readonly at: Instant;
  readonly answered: boolean;
}

export type Filled<T> = T | { readonly errors: Readonly<Record<string, string>> };

export function readLogContact(answers: Answers, whence: Whence): Filled<LoggedContact> {
  const { client, matter, contact, via = "phone", when = "now", answered } = answers;
  const at = pastMomentIn(when, whence);
  if (!client) return { errors: { client: "Which client was it?" } };
  if (at === undefined)
    return { errors: { when: "I cannot read this as a time in the past. For example: yesterday 16:00." } };
  return { client, matter, contact, via, at, answered: answered === "yes" };
}

/** Whose channel it is, and what was agreed. `context` comes back: the channel. */
export const linkChannelForm = (channel: string, clients: readonly Option[], context: string): Form => ({
  id: "link channel",
  title: "Whose channel is it?",
  submit: "Save",
  context,
  intro: `${channelName(channel)}: what clients ask here is tracked only once this is known.`,
  fields: [
    { name: "kind", label: "This channel is", initial: "client", input: { choices: KINDS } },
    { ...clientField(clients), optional: true, hint: "Leave empty for other channels." },
    matterField,
    ...agreedFields,
  ],
});

export type LinkedChannel =
  | { readonly kind: "other" }
  | {
      /** With the client's people in it, or the firm's own for a client. */
      readonly kind: "client" | "internal";
      readonly client: string;
      readonly matter?: string;
      readonly standard?: Agreed;
    };

/** Business hours to answer in, and where that was agreed. */
export interface Agreed {
  readonly hours: number;
  readonly source: string;
}

export function readLinkChannel({ kind, client, matter, hours, source }: Answers): Filled<LinkedChannel> {
  if (kind === "other") return { kind };
  if (!client) return { errors: { client: "Which client is it for? If none, choose “other” above." } };
  const linked = { kind: kind === "internal" ? kind : "client", client, matter } as const;
  const agreed = readAgreed(hours, source, "as agreed for this channel");
  return "errors" in agreed ? agreed : { ...linked, ...agreed };
}

/** @param otherwise stands in where nobody says where it was agreed. */
export function readAgreed(
  hours: string | undefined,
  source: string | undefined,
  otherwise: string,
): Filled<{ readonly standard?: Agreed }> {
  if (hours === undefined) return source ? { errors: { hours: "How many business hours were agreed?" } } : {};
  const agreed = Number(hours.replace(",", ".").replace(/\s*(?:h|hrs?|hours?|business hours?)$/i, ""));
  if (!(agreed > 0 && agreed <= 1000)) return { errors: { hours: "A number of hours, please. For example: 4." } };
  return { standard: { hours: agreed, source: source ?? otherwise } };
}

/** `context` comes back: the inquiry. */
export const reassignForm = (what: string, colleagues: readonly Option[], context: string): Form => ({
  id: "reassign",
  title: "Hand it on",
  submit: "Hand it on",
  context,
  intro: `${what}: whoever you choose is told, and gets the nudges from now on.`,
  fields: [{ name: "person", label: "To whom", ...oneOf(colleagues) }],
});

const choice = (label: string, value = label): Option => ({ label, value });

const WAYS = ["phone", "e-mail", "letter", "in person"].map((way) =>
  choice(way.charAt(0).toUpperCase() + way.slice(1), way),
);

const KINDS = [
  choice("with a client: their people are in it", "client"),
  choice("internal, about a client", "internal"),
  choice("other: read nothing in it", "other"),
];

const clientField = (clients: readonly Option[]): Field => ({ name: "client", label: "Client", ...oneOf(clients) });

export const matterField: Field = {
  name: "matter",
  label: "Matter",
  hint: "As the firm calls it.",
  optional: true,
  input: "line",
};

/** What was agreed with a client, where it is not the firm's own standard. */
export const agreedFields: readonly Field[] = [
  {
    name: "hours",
    label: "Answer within, in business hours",
    hint: "Only where something else was agreed than the firm's standard.",
    optional: true,
    input: "line",
  },
  {
    name: "source",
    label: "Agreed where",
    hint: "For example: engagement letter §4.",
    optional: true,
    input: "line",
  },
];

/** A menu holds a hundred; past that, or with nothing to choose from, the name is typed. */
const oneOf = (options: readonly Option[]): Pick<Field, "input" | "hint"> =>
  options.length > 0 && options.length <= 100
    ? { input: { choices: options } }
    : { input: "line", hint: "As the firm writes the name." };

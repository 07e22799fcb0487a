import type { Form } from "../../src/views/card.ts";
import {
  linkChannelForm,
  logContactForm,
  readLinkChannel,
  readLogContact,
  reassignForm,
} from "../../src/views/forms.ts";
import { now, zone } from "./gallery.ts";

const clients = [{ label: "Acme", value: "1" }];

/** Every form that people may be given, by what it is. */
export const forms: Readonly<Record<string, Form>> = {
  "form: log a call or e-mail": logContactForm(clients),
  "form: whose channel it is": linkChannelForm("acme-counsel", clients, "7"),
  "form: hand it on": reassignForm("Acme, lease", clients, "4127"),
  "form: where there is no client yet": logContactForm([]),
};

const told = (read: unknown) => Object.values((read as { errors?: Record<string, string> }).errors ?? {}).join(" ");

/** What a form says of what was filled in, beside the field. */
export const corrections: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["a call without a client", readLogContact({ when: "now" }, { zone, now })],
    ["a call at no time that has been", readLogContact({ client: "1", when: "tomorrow" }, { zone, now })],
    ["a call, complete", readLogContact({ client: "1" }, { zone, now })],
    ["a channel of no client", readLinkChannel({ kind: "client" })],
    ["a channel of nobody's", readLinkChannel({ kind: "other" })],
    ["a source without hours", readLinkChannel({ kind: "internal", client: "1", source: "letter" })],
    ["hours that are none", readLinkChannel({ kind: "client", client: "1", hours: "soon" })],
    ["a channel, complete", readLinkChannel({ kind: "client", client: "1", hours: "4" })],
    ["a channel, without hours", readLinkChannel({ kind: "client", client: "1" })],
  ]
    .map(([name, read]) => [`correction: ${name}`, told(read)] as const)
    .filter(([, said]) => said !== ""),
);

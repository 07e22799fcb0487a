import type { Form } from "../../src/views/card.ts";
import {
  linkChannelForm,
  logContactForm,
  readLinkChannel,
  readLogContact,
  reassignForm,
} from "../../src/views/forms.ts";
import { notOfTheFirm } from "../../src/views/refusals.ts";
import { channelForm, clientForm, readClient } from "../../src/views/set-up/client.ts";
import { holidaysForm, officeForm, readHolidays, readOffice } from "../../src/views/set-up/office.ts";
import { groupForm, groupGone, nameTaken, peopleForm, readGroup, readPeople } from "../../src/views/set-up/people.ts";
import { now, zone } from "./gallery.ts";

const weekly = { mon: [["09:00", "17:30"]] } as const;
const office = { firm: "Fixture LLP", zone, hours: "Mon 9–17", place: "US-NY" };
const clients = [{ label: "Acme", value: "1" }];

/** Every form that people may be given, by what it is. */
export const forms: Readonly<Record<string, Form>> = {
  "form: log a call or e-mail": logContactForm(clients),
  "form: whose channel it is": linkChannelForm("acme-counsel", clients, "7"),
  "form: hand it on": reassignForm("Acme, lease", clients, "4127"),
  "form: where there is no client yet": logContactForm([]),
  "form: set-up, hours and holidays": officeForm({ name: "Fixture & Partners", zone, weekly, jurisdiction: "US-NY" }),
  "form: set-up, no holidays are kept": officeForm({ name: "Fixture & Partners", zone, weekly }),
  "form: set-up, the year's holidays": holidaysForm(
    2026,
    [{ date: "2026-01-01", name: "New Year's Day" }],
    [
      { date: "2026-02-12", name: "Lincoln's Birthday" },
      { date: "2026-01-19", name: "Martin Luther King Jr. Day" },
    ],
  ),
  "form: set-up, no holidays to choose from": holidaysForm(2026, [], []),
  "form: set-up, a new group": groupForm(),
  "form: set-up, a group": groupForm({ id: 1, name: "Litigation", lead: "U1", members: ["U2", "U3"] }),
  "form: set-up, partners": peopleForm({ partners: ["U1"], admins: ["U2"], elsewhere: ["Pat Reyes"] }),
  "form: set-up, partners, several not known here": peopleForm({
    ...{ partners: [], admins: [], elsewhere: ["Pat Reyes", "Ana Ruiz"] },
  }),
  "form: set-up, a client": clientForm([{ label: "Litigation", value: "1" }]),
  "form: set-up, a client of no group": clientForm([]),
  "form: set-up, a channel": channelForm([{ label: "#acme-counsel", value: "7" }]),
};

const year = JSON.stringify({ year: "2026", days: [] });
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
    ["set-up, no zone", readOffice({ ...office, zone: "" }, "")],
    ["set-up, a zone that is none", readOffice({ ...office, zone: "London" }, "{}")],
    ["set-up, hours that are none", readOffice({ ...office, hours: "office hours" }, "{}")],
    ["set-up, a long name", readOffice({ ...office, firm: "x".repeat(201) }, "{}")],
    ["set-up, hours, complete", readOffice(office, JSON.stringify({ ...office, hours: "Tue 9–17" }))],
    ["set-up, a holiday without a date", readHolidays({ more: "Summer party" }, year)],
    ["set-up, a holiday of another year", readHolidays({ more: "2027-05-14 Party" }, year)],
    ["set-up, a day that is none", readHolidays({ more: "2026-02-30 Party" }, year)],
    ["set-up, holidays, complete", readHolidays({ days: "2026-01-01", more: "2026-05-14 Party\n" }, year)],
    ["set-up, a group without a name", readGroup({}, "")],
    ["set-up, a group with a long name", readGroup({ name: "x".repeat(101) }, "")],
    ["set-up, a group, complete", readGroup({ name: "Tax", lead: "U1" }, "{}")],
    ["set-up, a group, as it was", readGroup({ name: "Tax" }, "{}")],
    ["set-up, a group without a lead", readGroup({ name: "Tax" }, JSON.stringify({ id: "1", lead: "U1" }))],
    ["set-up, an address that is none", readPeople({ emails: "pat at fixture" }, "{}")],
    [
      "set-up, partners, complete",
      readPeople({ partners: "U1", emails: "pat@fixture.example" }, '{"partners":["U2"]}'),
    ],
    ["set-up, a client without a name", readClient({})],
    ["set-up, a client with a long name", readClient({ client: "x".repeat(201) })],
    ["set-up, a client with hours that are none", readClient({ client: "Acme", hours: "soon" })],
    ["set-up, a client, complete", readClient({ client: "Acme", group: "1" })],
    ["set-up, a client of no group", readClient({ client: "Acme" })],
    ["set-up, a name that is taken", { errors: { name: nameTaken("Litigation") } }],
    ["set-up, a group that is gone", { errors: { name: groupGone() } }],
    ...(["outside", "bot", "gone", "unknown"] as const).map(
      (why) => [`set-up, who is chosen: ${why}`, { errors: { people: notOfTheFirm("Dana Reed", why) } }] as const,
    ),
  ]
    .map(([name, read]) => [`correction: ${name}`, told(read)] as const)
    .filter(([, said]) => said !== ""),
);

import { type Answers, eachOf, type Field, type Form } from "../card.ts";
import type { Filled } from "../forms.ts";
import { list } from "../words.ts";
import { type Changes, carried, changesOf, shownIn } from "./shown.ts";

// People come and go by the ids of the platform on which the form is filled in; who is not known there cannot be shown.

export interface GroupShown {
  readonly id: number;
  readonly name: string;
  readonly lead?: string;
  readonly members: readonly string[];
}

/** A new group, or one that there is. */
export function groupForm(group?: GroupShown): Form {
  const { name = "", lead = "", members = [] } = group ?? {};
  const next: Field = {
    name: "next",
    label: "And then",
    initial: "done",
    input: {
      choices: [
        { label: "Back to the list", value: "done" },
        { label: "Add another group", value: "another" },
      ],
    },
  };
  return {
    id: "set up groups",
    title: group ? "Change a group" : "Add a practice group",
    submit: "Save",
    context: carried({ id: String(group?.id ?? ""), name, lead, members }),
    fields: [
      { name: "name", label: "Name", hint: "Such as Litigation.", initial: name || undefined, input: "line" },
      {
        name: "lead",
        label: "Team lead",
        hint: "Is told when an answer of the group is late.",
        optional: true,
        initial: lead || undefined,
        input: { people: "one" },
      },
      {
        name: "members",
        label: "Members",
        hint: "Everyone else who answers for the group's clients.",
        optional: true,
        initial: members.join(",") || undefined,
        input: { people: "several" },
      },
      ...(group ? [] : [next]),
    ],
  };
}

export interface GroupFilled {
  /** Absent for a new one. */
  readonly id?: number;
  readonly name: string;
  /** Absent where it is as it was shown; null for nobody. */
  readonly lead?: string | null;
  readonly members: Changes;
  readonly another: boolean;
}

export function readGroup({ name, lead, members, next }: Answers, context: string): Filled<GroupFilled> {
  const shown = shownIn(context);
  if (!name) return { errors: { name: "What is the group called?" } };
  if (name.length > 100) return { errors: { name: "Up to 100 letters, please." } };
  return {
    id: Number(shown.text("id")) || undefined,
    name,
    lead: (lead ?? "") === (shown.text("lead") ?? "") ? undefined : (lead ?? null),
    members: changesOf(shown.texts("members"), eachOf(members)),
    another: next === "another",
  };
}

export const nameTaken = (name: string): string =>
  `There is a group called ${name} already. Use another name, or close this and press “Change a group”.`;

export const groupGone = (): string => "There is no such group any more. Close this and add it anew.";

/** `elsewhere`: partners who are not known where the form is filled in; they stay what they are. */
export function peopleForm(shown: {
  readonly partners: readonly string[];
  readonly admins: readonly string[];
  readonly elsewhere: readonly string[];
}): Form {
  const { partners, admins, elsewhere } = shown;
  const others = `${list(elsewhere)} ${elsewhere.length === 1 ? "is a partner" : "are partners"} already, and not known here yet.`;
  return {
    id: "set up people",
    title: "Partners",
    submit: "Save",
    context: carried({ partners, admins }),
    intro: `Partners read the weekly digest. Admins may change what is set up here.${elsewhere.length > 0 ? ` ${others}` : ""}`,
    fields: [
      {
        name: "partners",
        label: "Partners",
        optional: true,
        initial: partners.join(",") || undefined,
        input: { people: "several" },
      },
      {
        name: "emails",
        label: "Partners whom you do not find above",
        hint: "Their e-mail addresses, one a line.",
        optional: true,
        input: "lines",
      },
      {
        name: "admins",
        label: "Admins",
        hint: "You stay one.",
        initial: admins.join(",") || undefined,
        input: { people: "several" },
      },
    ],
  };
}

export interface PeopleFilled {
  readonly partners: Changes;
  readonly admins: Changes;
  readonly emails: readonly string[];
}

export function readPeople({ partners, admins, emails = "" }: Answers, context: string): Filled<PeopleFilled> {
  const shown = shownIn(context);
  const typed = emails.split(/[\s,;]+/).filter((one) => one !== "");
  const wrong = typed.find((one) => one.length > 254 || !/^[^@<>"]+@[^@<>"]+\.[^@.<>"]+$/.test(one));
  if (wrong) return { errors: { emails: `“${wrong.slice(0, 60)}” is no e-mail address. One a line, please.` } };
  return {
    partners: changesOf(shown.texts("partners"), eachOf(partners)),
    admins: changesOf(shown.texts("admins"), eachOf(admins)),
    emails: [...new Set(typed.map((one) => one.toLowerCase()))],
  };
}

import type { Answers, Field, Form, Option } from "../card.ts";
import { type Agreed, agreedFields, type Filled, matterField, readAgreed } from "../forms.ts";

/** A client, who answers for it, and what was agreed with it. `groups`: their values are ids. */
export function clientForm(groups: readonly Option[]): Form {
  const group: Field = {
    name: "group",
    label: "Practice group",
    optional: true,
    input: { choices: groups.slice(0, 100) },
  };
  return {
    id: "set up client",
    title: "Add a client",
    submit: "Save",
    context: "",
    fields: [
      { name: "client", label: "Client", hint: "As the firm writes the name.", input: "line" },
      ...(groups.length > 0 ? [group] : []),
      {
        name: "responsible",
        label: "Responsible lawyer",
        hint: "Is reminded before an answer is due.",
        optional: true,
        input: { people: "one" },
      },
      matterField,
      ...agreedFields,
    ],
  };
}

export interface ClientFilled {
  readonly name: string;
  readonly groupId?: number;
  readonly responsible?: string;
  readonly matter?: string;
  readonly standard?: Agreed;
}

export function readClient({ client, group, responsible, matter, hours, source }: Answers): Filled<ClientFilled> {
  if (!client) return { errors: { client: "What is the client called?" } };
  for (const [field, typed] of Object.entries({ client, matter }))
    if ((typed ?? "").length > 200) return { errors: { [field]: "Up to 200 letters, please." } };
  const agreed = readAgreed(hours, source, "as agreed with the client");
  if ("errors" in agreed) return agreed;
  return { name: client, groupId: Number(group) || undefined, responsible, matter, standard: agreed.standard };
}

/** Which of the channels that are nobody's yet; their values are ids. */
export const channelForm = (channels: readonly Option[]): Form => ({
  id: "set up channel",
  title: "Choose a channel",
  submit: "Next: whose it is",
  context: "",
  intro: "I am in these, and nobody has said yet which client they are for. To have another one here, invite me to it.",
  fields: [{ name: "channel", label: "Channel", input: { choices: channels.slice(0, 100) } }],
});

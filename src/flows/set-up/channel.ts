import type { Reply } from "../../chat/platform.ts";
import type { Instant } from "../../domain/time.ts";
import { channelsWithBot } from "../../store/channels.ts";
import type { Filled } from "../../views/card.ts";
import { channelName } from "../../views/owed.ts";
import { invited } from "../../views/set-up/card.ts";
import { channelForm } from "../../views/set-up/client.ts";
import type { Deps } from "../deps.ts";
import { channelForm as whoseForm } from "../link-channel.ts";
import type { Setting } from "./picked.ts";

/** The channels that wait for a client; where there is one only, whose it is. */
export async function openChannels(deps: Deps, { who }: Setting, _what: string, now: Instant): Promise<Reply> {
  const waiting = (await channelsWithBot(deps.db)).filter((one) => one.clientId === null);
  const [first, second] = waiting;
  if (!first) return { card: invited() };
  if (!second) return whoseForm(deps, who, first.id, now, IN_SET_UP);
  return { form: channelForm(waiting.map(({ id, name }) => ({ label: channelName(name), value: String(id) }))) };
}

export async function chooseChannel(deps: Deps, { who }: Setting, { answers }: Filled, now: Instant): Promise<Reply> {
  const id = Number(answers.channel);
  return answers.channel ? whoseForm(deps, who, id, now, IN_SET_UP) : { errors: { channel: "Which channel is it?" } };
}

/** Travels with the form that says whose a channel is, where it was opened from the set-up: its card is brought up to date then. */
const IN_SET_UP = "set up";

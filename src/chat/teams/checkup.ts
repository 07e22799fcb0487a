import type { Finding } from "../../domain/finding.ts";
import type { ChannelRef } from "../../domain/message.ts";
import { ChatError } from "../platform.ts";
import type { Asking } from "./accounts.ts";
import type { Line } from "./adapter.ts";
import { type History, NoHistory } from "./history.ts";
import type { Log } from "./log.ts";
import { ref } from "./messages.ts";
import { outcomeOf, problemOf } from "./outcome.ts";

/** Asks for a token. What can never work is thrown; that Microsoft cannot be asked just now is no reason not to start. @throws ChatError */
export async function letIn({ tokens }: Line, log: Log): Promise<void> {
  await tokens.graph().catch((error) => {
    const outcome = outcomeOf(error);
    if ("failed" in outcome || ("later" in outcome && outcome.access))
      throw new ChatError(`Microsoft does not let Rejoinder in: ${problemOf(error)}`, { cause: error });
    log.warn({}, `Teams: ${problemOf(error)}`);
  });
}

/** Whether the bot is let in, and which teams and chats let it read what was said. Never throws; asks each, and keeps nothing. */
export async function checkup({ tokens }: Line, asking: Asking, history: History): Promise<Finding[]> {
  const refused = await tokens.graph().then(
    () => undefined,
    (error) => problemOf(error),
  );
  if (refused) return [{ name: "Teams", ok: false, say: refused }];
  return [
    { name: "Teams", ok: true, say: "Microsoft's sign-in service accepts the bot." },
    await consents(asking, history),
  ];
}

/** So many teams and chats are asked. */
const MOST = 30;

/** Consent is given team by team and chat by chat: what lets its past be read also lets the bot hear what does not mention it. */
async function consents({ known, here }: Asking, history: History): Promise<Finding> {
  const name = "Teams consent";
  const places = (await known.get("rosters", here.workspace))?.conversations ?? [];
  if (places.length === 0)
    return { name, ok: true, say: "No team or chat has been heard from yet; each is asked once it has." };
  const without: string[] = [];
  for (const place of places.slice(0, MOST)) {
    const team = await known.get("team", place);
    const channel = team?.channels[0] ?? place;
    if (await mayRead(history, ref(here, channel))) continue;
    without.push(team?.name ?? (await known.get("place", channel))?.name ?? "a chat without a name");
  }
  const asked = `${Math.min(places.length, MOST)} of ${places.length} teams and chats`;
  if (without.length === 0) return { name, ok: true, say: `Given by ${asked}, each asked just now.` };
  return {
    name,
    ok: false,
    say: `Not given by ${without.slice(0, 5).join(", ")}${without.length > 5 ? ` and ${without.length - 5} more` : ""}: only what mentions the bot is heard there, and what was missed is not found again. Let an owner remove the app there and add it again, with the permissions it asks for.`,
  };
}

/** Asks for the newest page of its past, and looks at nothing of it. What could not be asked is not held against it. */
async function mayRead(history: History, channel: ChannelRef): Promise<boolean> {
  try {
    for await (const _ of history.since(channel, Number.MAX_SAFE_INTEGER)) return true;
    return true;
  } catch (error) {
    return !(error instanceof NoHistory);
  }
}

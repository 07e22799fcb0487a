import type { Reply } from "../chat/platform.ts";
import { byPerson } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { channelById, lockChannel } from "../store/channels.ts";
import { isId } from "../store/db.ts";
import { asksOf, messageById } from "../store/messages.ts";
import { aboutChannel, aboutPerson } from "../store/rights.ts";
import { sayItAnswers, sayItAnswersNone } from "../store/rulings.ts";
import { subjectCard } from "../store/subject.ts";
import { mootCard } from "../views/nudge.ts";
import { outdated } from "../views/refusals.ts";
import { belongs, belongsToNone } from "../views/replies.ts";
import type { Actor } from "./actor.ts";
import { refusedOn, refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { settleConversation } from "./settle-conversation.ts";

/** Which inquiry a reply was for, as its writer says. `value`: `"<reply> <inquiry>"`, or `"<reply> none"`. */
export async function answerAsk(deps: Deps, who: Actor, value: string, now: Instant): Promise<Reply> {
  const [reply = "", choice = ""] = value.split(" ");
  const message = isId(Number(reply)) ? await messageById(deps.db, Number(reply)) : undefined;
  if (!message || !(choice === "none" || isId(Number(choice)))) return { card: outdated("button") };
  const writer = { ...(await aboutChannel(deps.db, message.channelId)), ...aboutPerson(message.personId ?? undefined) };
  const refusal =
    (await refusedTo(deps, who, "say what it answers", writer, now)) ??
    (choice === "none" ? undefined : await refusedOn(deps, who, "see", Number(choice), now));
  if (refusal) return { card: refusal };
  const told = await deps.db.transaction().execute(async (tx) => {
    await lockChannel(tx, message.channelId);
    if (choice === "none") await sayItAnswersNone(tx, message.id);
    else {
      const [ask] = await asksOf(tx, Number(choice));
      if (ask !== undefined) await sayItAnswers(tx, message.id, ask);
    }
    const subject = { kind: "message", id: message.id } as const;
    const details = { inquiry: choice === "none" ? null : Number(choice) };
    await record(tx, { ...byPerson(who.id, now), act: "reply placed", subject, details });
    const channel = await channelById(tx, message.channelId);
    return settleConversation({ ...deps, db: tx }, channel, message.at, message.thread, now);
  });
  for (const one of told) deps.tell(one);
  const replace = mootCard([], who.zone, now);
  return choice === "none"
    ? { card: belongsToNone(), replace }
    : { card: belongs(await subjectCard(deps.db, Number(choice))), replace };
}

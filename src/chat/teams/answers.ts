import type { AccountRef } from "../../domain/message.ts";
import type { Card } from "../../views/card.ts";
import type { Reply } from "../platform.ts";
import type { Log } from "./log.ts";

/** Teams waits some ten seconds for what is pressed; an answer that takes longer comes as a message. */
const PATIENCE = 6_000;

const sorry: Reply = {
  card: {
    summary: "That did not work.",
    parts: [{ text: ["That did not work. Please try again in a moment; doing it twice does no harm."] }],
  },
};

/** What is said at once where the answer takes longer. */
export const IT_TAKES_LONGER = "This takes a little longer. I will write to you here.";

/** The desk's reply, or `instead`, an apology, where it failed; never rejects. */
export const replied = (work: Promise<Reply>, log: Log, instead = sorry): Promise<Reply> =>
  work.catch((error) => {
    log.error({ error: error instanceof Error ? error.name : "?" }, "Teams: what a person did failed");
    return instead;
  });

/** The reply, if it comes in time to be the answer. */
export function inTime(work: Promise<Reply>): Promise<Reply | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), PATIENCE);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** Says something to one person where only they read; rejects where trying again helps. */
export type Tell = (to: AccountRef, reply: Reply) => Promise<void>;

/** A card that takes the place of another, with what was said beside it on top: Teams has no message for one person alone. */
export function together(replace: Card, said: Card | undefined): Card {
  const first = said?.parts.find((part) => "text" in part);
  if (!first || !("text" in first)) return replace;
  return { ...replace, parts: [{ text: first.text }, { divider: true }, ...replace.parts] };
}

/** Whether its words are all there is to it. */
export const isPlain = ({ parts }: Card): boolean => parts.length === 1 && "text" in parts[0]!;

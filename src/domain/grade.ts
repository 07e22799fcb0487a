import { ownWords } from "./detect/own-words.ts";
import { commitment } from "./grade/commitment.ts";
import { sayingOf } from "./grade/sayings.ts";
import { sentencesOf } from "./grade/sentences.ts";
import { promisedTime } from "./promise.ts";
import type { Instant, Zone } from "./time.ts";

/** What a reply by the firm's people is worth. The bot's own are "automatic", known by their author. */
type ReplyGrade = "acknowledgement" | "holding" | "substantive";

export interface Graded {
  /** Undefined for what is no reply at all: emoji, a quote of the client, an empty message. */
  readonly grade?: ReplyGrade;
  /** When a holding reply promises the answer for, in the words `promisedTime` knows; only ever after `at`. */
  readonly promisedFor?: Instant;
  /** In words, none of them the writer's. */
  readonly why: string;
}

/** So many words of substance beside a promise to come back make it an answer with a loose end, not a holding reply. */
const AN_ANSWER_TOO = 25;
/** Beside a promise to send something, fewer do: "The rent is 5,000 a month. I'll send the lease tomorrow." */
const AN_ANSWER_BEFORE_SENDING = 5;

/**
 * Grades a reply written at `at` by someone in `zone`. A question back to the client, and nothing else, is a holding
 * reply without a time: the client has heard, the answer is still owed. Where in doubt a reply is substantive, but a
 * promise to come back never is.
 */
export function grade(text: string, at: Instant, zone: Zone): Graded {
  const sentences = sentencesOf(text.slice(0, ownWords(text).end));
  let words = 0;
  let acknowledges = false;
  let asksBack = false;
  let holds: "answer" | "send" | undefined;
  let promisedFor: Instant | undefined;
  for (const sentence of sentences) {
    const promise = commitment(sentence);
    if (promise) {
      holds = holds === "answer" ? holds : promise.to;
      promisedFor ??= promisedTime(promise.after, at, zone) ?? promisedTime(promise.before, at, zone);
      continue;
    }
    const saying = sayingOf(sentence);
    if (saying.is === "substance") words += saying.words;
    else if (saying.is === "holding") holds ??= "answer";
    else if (saying.is === "question") asksBack = true;
    else acknowledges = true;
  }
  if (holds && words < (holds === "send" ? AN_ANSWER_BEFORE_SENDING : AN_ANSWER_TOO)) {
    const why = promisedFor === undefined ? "puts off the answer, names no time" : "promises the answer for a time";
    return { grade: "holding", why, ...(promisedFor !== undefined && { promisedFor }) };
  }
  if (words > 0) return { grade: "substantive", why: "says something of substance" };
  if (asksBack) return { grade: "holding", why: "only asks the client something back" };
  if (acknowledges) return { grade: "acknowledgement", why: "only acknowledges" };
  return { why: "has no words" };
}

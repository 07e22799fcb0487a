import type { Utterance } from "./conversation.ts";
import type { Instant } from "./time.ts";

/** What one revision of a message was read as. `at`: when it was written so. */
export interface Revision extends Pick<Utterance, "verdict" | "grade" | "promisedFor"> {
  readonly at: Instant;
}

/**
 * Since when a message means what it means: an edit that mends a word moves nothing, one that turns thanks into a question,
 * or "got it" into the answer, counts from the edit. `before`: what its earlier revisions told the client, which they did
 * tell. `revisions`: those that are known, in any order, each with an instant of its own; the first stands for the post
 * itself, which may never have come.
 */
export function standing(
  revisions: readonly Revision[],
  postedAt: Instant,
): { at: Instant; before: readonly Revision[]; latest: Revision } {
  const [first, ...edits] = [...revisions].sort((a, b) => a.at - b.at);
  if (first === undefined) throw new RangeError("A message has at least one revision.");
  const turns: Revision[] = [{ ...first, at: postedAt }];
  for (const edit of edits) if (meaning(edit) !== meaning(turns.at(-1)!)) turns.push(edit);
  const last = turns.at(-1)!;
  const before = turns.slice(0, -1).filter((turn) => turn.grade !== undefined && worth(turn) <= worth(last));
  return { at: last.at, before, latest: edits.at(-1) ?? first };
}

/** Certain or not, an ask is an ask. */
const meaning = ({ verdict, grade, promisedFor }: Revision): string =>
  `${verdict === "inquiry" || verdict === "unsure"} ${grade} ${promisedFor}`;

/** What an edit takes back was never said; what it adds to was. */
const worth = ({ grade }: Revision): number =>
  grade === undefined ? 0 : ["acknowledgement", "holding", "substantive"].indexOf(grade) + 1;

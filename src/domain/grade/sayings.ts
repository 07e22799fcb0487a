import { oneOf } from "./one-of.ts";
import { wordsIn } from "./sentences.ts";

export type Saying = { is: "acknowledgement" | "holding" | "question" } | { is: "substance"; words: number };

/** What is left of a sentence without its courtesies and receipts decides. */
const COURTESIES = new RegExp(
  String.raw`\b${oneOf(String.raw`
  (?:many )?(?:thanks|thank you|thx|cheers|ta|merci|danke|gracias|grazie|obrigad[oa])(?: (?:so|very) much| a lot)?(?: (?:for|to) .*)?
  (?:again|both|all|team|everyone)
  (?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon)
  (?:much )?appreciated?\b(?: (?:it|that|this|you.*|the .*))?
  (?:best|kind|warm) (?:regards|wishes)
  best
  regards
  sincerely
  speak soon
  no (?:problem|worries)
  my pleasure
  you're welcome
  happy to help
  any ?time
  (?:have|enjoy) (?:a|your|the) .*`)}\b`,
  "g",
);

const RECEIPTS = new RegExp(
  `\\b${oneOf(`
  got (?:it|this|that|your (?:note|message|e-?mail))
  (?:well |safely )?received
  noted
  understood
  acknowledged
  will do
  (?:i'm |we're )?on (?:it|this|the case)
  copy that
  roger
  makes sense
  sounds good
  okay
  ok
  sure(?: thing)?
  of course
  great
  perfect
  excellent
  good (?:question|point)
  i see
  (?:i have |we have |i've |we've )?seen (?:it|this|that)`)}\\b`,
  "g",
);

const FILLERS =
  /\b(?:this|it|that|your|the|my|our|note|message|e-?mail|question|request|and|for|to|with|all|well|just|we|i|have|has|been|now|both|so|much|very|is|a)\b/g;

/** An answer may be one word. */
const ANSWERS =
  /^(?:yes|no|nope|yep|yeah|correct|confirmed|approved|agreed|done|filed|signed|sent|executed|neither|both|none|never|not)\b/;

/** Whose time is taken: the writer's, not "the seller is checking" or "you need to check". */
const ME = String.raw`(?:^|[,;:–-] ?|\b(?:i|i'm|i am|we|we're|we are|i'll|will|still|just|now|and|but|thanks|stuck) )`;
const PUTS_OFF = new RegExp(
  `${ME}${oneOf(String.raw`
  look(?:ing)? into
  (?:working on|checking|reviewing|considering|confirming|investigating|waiting)
  need to (?:check|look|confirm|think|ask|review|speak|talk|find)
  need (?:a bit|some|more|a little)(?: more)? time
  in (?:court|a hearing|a meeting|meetings|a deposition|trial|transit)\b
  on (?:a call|the road|a plane|a flight|a train)\b
  shortly`)}|\\b${oneOf(`
  bear with (?:me|us)
  (?:hold|hang) on
  one (?:moment|sec|second)
  a (?:moment|minute|sec|second)(?:,? please)?$
  leave (?:it|this|that) with (?:me|us)
  stay tuned
  more (?:soon|to follow|to come)
  (?:asked|asking) .{1,40} to (?:look|check|come back|respond|reply|help)
  schaue? (?:es|mir)
  kümmere
  melde mich
  melden uns
  je reviens
  nous revenons
  je regarde
  lo reviso
  le confirmo
  vuelvo con
  vi faccio sapere
  verifico
  retornarei
  vou verificar`)}`,
);

const ASKS_WITHOUT_MARK =
  /^(?:and |so |but |also |ok |okay )?(?:(?:can|could|would|will) you|which (?:of|entity|version|one)|who (?:is|are|signs|will)|(?:what|when|where) (?:is|are|was|time|date)|do you (?:have|know|want|need))\b/;

/** What one sentence does that promises nothing. */
export function sayingOf(sentence: string): Saying {
  const said = sentence.toLowerCase();
  if (/[?？؟]\W*$/.test(said) || ASKS_WITHOUT_MARK.test(said)) return { is: "question" };
  const uncourteous = said.replace(COURTESIES, " ");
  const bare = uncourteous.replace(RECEIPTS, " ");
  const left = bare.replace(FILLERS, " ").replace(/^\W+/, "").trim();
  const words = wordsIn(left);
  if (PUTS_OFF.test(said)) return words > 25 ? { is: "substance", words: wordsIn(said) } : { is: "holding" };
  // "Thanks, Dana" leaves a name; "Thanks, filed" leaves an answer, but "Yes, got it" is a receipt.
  const answers = (bare === uncourteous && ANSWERS.test(left)) || /\d/.test(left);
  if (bare !== said && words <= 2 && !answers) return { is: "acknowledgement" };
  return { is: "substance", words: Math.max(1, wordsIn(said)) };
}

import { wordsIn } from "./sentences.ts";

export type Saying = { is: "acknowledgement" | "holding" | "question" } | { is: "substance"; words: number };

/** Courtesies and receipts. What is left of the sentence without them decides. */
const COURTESIES = [
  /\b(?:many )?(?:thanks|thank you|thx|cheers|ta|merci|danke|gracias|grazie|obrigad[oa])(?: (?:so|very) much| a lot| again| both| all)?(?: (?:for|to) .*)?/g,
  /\b(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon)\b(?: (?:all|both|team|everyone|there|again))?/g,
  /\b(?:much )?appreciated?\b(?: (?:it|that|this|you.*|the .*))?/g,
  /\b(?:best|kind|warm)(?: regards| wishes)?\b|\bregards\b|\bsincerely\b|\bspeak soon\b|\bno (?:problem|worries)\b|\bmy pleasure\b|\byou're welcome\b|\bhappy to help\b|\bany ?time\b|\b(?:have|enjoy) (?:a|your|the) .*/g,
];
const RECEIPTS =
  /\b(?:got (?:it|this|that|your (?:note|message|e-?mail))|(?:well |safely )?received|noted|understood|acknowledged|will do|(?:i'm |we're )?on (?:it|this|the case)|copy that|roger|makes sense|sounds good|okay|ok|sure(?: thing)?|of course|great|perfect|excellent|good (?:question|point)|i see|(?:i have |we have |i've |we've )?seen (?:it|this|that))\b/g;
const FILLERS =
  /\b(?:this|it|that|your|the|my|our|note|message|e-?mail|question|request|and|for|to|with|all|well|just|we|i|have|has|been|now|both|so|much|very|is|a)\b/g;
/** An answer may be one word. */
const ANSWERS =
  /^(?:yes|no|nope|yep|yeah|correct|confirmed|approved|agreed|done|filed|signed|sent|executed|neither|both|none|never|not)\b/;

const PUTS_OFF =
  /\b(?:looking into|look into (?:it|this|that)|working on|checking|(?:am|are|'m|'re|still) (?:reviewing|considering|confirming|investigating|waiting)|bear with (?:me|us)|hold on|hang on|one moment|one sec(?:ond)?|a (?:moment|minute|sec(?:ond)?)(?:,? please)?$|leave (?:it|this|that) with (?:me|us)|shortly|stay tuned|more (?:soon|to follow|to come)|need (?:to (?:check|look|confirm|think|ask|review|speak|talk|find)|(?:a bit|some|more|a little) (?:more )?time)|(?:in (?:court|a hearing|a meeting|meetings|a deposition|trial|transit)|on (?:a call|the road|a (?:plane|flight|train)))\b|(?:asked|asking) .{1,40} to (?:look|check|come back|respond|reply|help)|schaue? (?:es|mir)|kümmere|melde mich|melden uns|je reviens|nous revenons|je regarde|lo reviso|le confirmo|vuelvo con|vi faccio sapere|verifico|retornarei|vou verificar)/;

const ASKS_WITHOUT_MARK =
  /^(?:and |so |but |also |ok |okay )?(?:(?:can|could|would|will) you|which (?:of|entity|version|one)|who (?:is|are|signs|will)|(?:what|when|where) (?:is|are|was|time|date)|do you (?:have|know|want|need))\b/;

/** What one sentence does that promises nothing. */
export function sayingOf(sentence: string): Saying {
  const said = sentence.toLowerCase();
  if (/[?？؟]\W*$/.test(said) || ASKS_WITHOUT_MARK.test(said)) return { is: "question" };
  let rest = said;
  for (const courtesy of COURTESIES) rest = rest.replace(courtesy, " ");
  const receipt = rest.replace(RECEIPTS, " ");
  const courteous = receipt !== said;
  const left = receipt.replace(FILLERS, " ").trim();
  if (PUTS_OFF.test(said)) return wordsIn(left) > 25 ? { is: "substance", words: wordsIn(said) } : { is: "holding" };
  // "Thanks, Dana" leaves a name; "Thanks, filed" leaves an answer. A name alone is a signature.
  const answer = left.replace(/^\W+/, "");
  if (courteous && wordsIn(left) <= 2 && !(receipt === rest && ANSWERS.test(answer)) && !/\d/.test(left))
    return { is: "acknowledgement" };
  return { is: "substance", words: Math.max(1, wordsIn(said)) };
}

export interface Commitment {
  /** To come back with the answer, or to send or do something. */
  readonly to: "answer" | "send";
  /** The words around the promise, in which a time may be named. */
  readonly before: string;
  readonly after: string;
}

const WE = "(?:i|we|one of us|(?:my|our) (?:colleague|team|associate|partner))";
const WILL = `(?:${WE}(?:'ll| will| shall| should| can| could| may| might|'m going to| am going to|'re going to| are going to|'m planning to|'d| would)?(?: (?:be able to|try to|try and|aim to|hope to|expect to|plan to|intend to|need to|have to|be|then|also|definitely|certainly|probably|just|both))*|let me|let us|allow me to|will|aiming to|hoping to|hope to|going to|to)`;
const ANSWERING =
  "(?:(?:come|get|be|circle|report|write|call|ring)(?:ing)? back|revert(?:ing)?|repl(?:y|ying)|respond(?:ing)?|answer(?:ing)?|let(?:ting)? you know|confirm(?:ing)?|updat(?:e|ing) you|(?:have|get) (?:you )?(?:an|the|your|our|some|my|more) (?:answers?|response|reply|views?|news|update|comments|thoughts|advice|feedback)|(?:take a |have a )?look(?:ing)?(?: into| at)?|check(?:ing)?|review(?:ing)?|dig(?:ging)? into|find(?:ing)? out|follow(?:ing)? up|be in touch|advise|think about|speak (?:to|with)|ask|see what|investigate|consider|pick this up|deal with|get on (?:to )?(?:this|it)|handle|sort|take care)";
const SENDING =
  "(?:send(?:ing)?|circulate|forward|share|provide|deliver|have (?:it|this|that|them|something|a draft|the)|get (?:it|this|that|them|you|the|a)|turn (?:it|this|that|the)|call|ring|phone|email|e-mail|write|finish|complete|prepare|draft|finalise|finalize|put together|do (?:it|that|this|so))";
const YOURS =
  "(?:you(?:'ll| will| shall| should| can)(?: \\w+)? (?:have|hear|get|receive|see|expect)|you can expect|expect (?:to hear|an answer|a reply|it|this|our|my|the)|(?:answer|reply|response|update|comments|advice|more|draft|details) (?:to follow|to come|will follow|coming|follows)|back to you|more (?:by|tomorrow|on|later|next))";
const BEGINS = "^(?:(?:ok|okay|sure|thanks|thank you|hi|yes|noted|got it|understood|received|will do)\\b[ ,.!-]*)*";

const ANSWER_LATER = new RegExp(
  `\\b(?:${WILL} (?:\\w+ )?${ANSWERING}|${YOURS})\\b|${BEGINS}${ANSWERING}\\b.*\\b(?:you|to (?:this|it)|by|this|shortly|soon|tomorrow)\\b`,
);
const SEND_LATER = new RegExp(`\\b${WILL.replace("|to)", ")")} (?:\\w+ )?${SENDING}\\b`);
const GIVE_TIME = /\bgive (?:me|us) (?:until|till|a |an |some|the|\d|one|two|half)/;
/** "If you reply by Tuesday I will …", "do you want me to check", "let me know": the reader's turn, not ours. */
const NOT_OURS =
  /\blet (?:me|us) know\b|\bplease (?:confirm|reply|respond|review|check|answer|advise)\b|\b(?:you|they|he|she|it|which|who|court|side) (?:will|should|must|need to|has to|have to|would) (?:reply|respond|answer|review|confirm)\b/;

/** A promise by the writer: first person and future, or what "you will have". Undefined where a sentence holds none. */
export function commitment(sentence: string): Commitment | undefined {
  const said = sentence.slice(0, 600).toLowerCase();
  if (/[?？]\W*$/.test(said)) return undefined;
  const answer = ANSWER_LATER.exec(said) ?? GIVE_TIME.exec(said);
  const found = answer ?? SEND_LATER.exec(said);
  if (!found || (NOT_OURS.test(said) && !/\b(?:i|we)(?:'ll| will| shall)\b/.test(said))) return undefined;
  return {
    to: answer ? "answer" : "send",
    // A time after "until" before the promise is when the writer is free, not when the answer comes.
    before: said.slice(0, found.index).replace(/\b(?:until|till|since|on your|from) .*/, ""),
    after: said.slice(found.index),
  };
}

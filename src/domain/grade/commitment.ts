import { oneOf } from "./one-of.ts";

export interface Commitment {
  /** To come back with the answer, or to send or do something. */
  readonly to: "answer" | "send";
  /** The words around the promise, in which a time may be named. */
  readonly before: string;
  readonly after: string;
}

const WE = "(?:i|we|one of us|(?:my|our) (?:colleague|team|associate|partner))";
/** Without its subject a promise opens the sentence, or follows "and", "thanks", a comma: "The seller will send" is none. */
const BARE = String.raw`(?<=^|[,;:–-] |\b(?:and|but|so|then|thanks|ok|okay|sure|yes|noted|also|after|later) )`;
const MANNER =
  "(?:(?: also| both| just| then| now| definitely| certainly| probably| hopefully)*(?: be able to| be| try to| try and)?)";
const WILL = oneOf(`
  ${WE}(?:'ll| will| shall)${MANNER}(?: need to| have to)?
  ${WE}(?: also| both| now)? (?:aim|hope|expect|plan|intend|need|have) to(?: be able to)?
  ${WE}(?:'m|'re| am| are) (?:going|planning|hoping|aiming) to
  let me
  let us
  allow me to
  ${BARE}(?:will|shall)${MANNER}
  ${BARE}(?:aiming|hoping|hope|aim|going|need) to`);
/** "I can confirm that …" and "we would advise …" answer; only with these does "can" put an answer off. */
const MAY = `${WE}(?: can| could| should| may| might|'d hope to| would hope to| would expect to)${MANNER}`;
const COMING_BACK = oneOf(`
  (?:come|get|be|circle|report|write|call|ring)(?:ing)? back
  revert
  let you know
  be in touch
  update you
  (?:have|get) (?:you )?(?:an|the|your|our|some|my|more) (?:answers?|response|reply|views?|news|update|comments)`);

const ANSWERING = oneOf(`
  (?:come|get|be|circle|report|write|call|ring)(?:ing)? back
  revert(?:ing)?
  repl(?:y|ying)
  respond(?:ing)?
  answer(?:ing)?
  let(?:ting)? you know
  confirm(?:ing)?
  updat(?:e|ing) you
  (?:have|get) (?:you )?(?:an|the|your|our|some|my|more) (?:answers?|response|reply|views?|news|update|comments)
  (?:have|get) (?:you )?(?:an|the|your|our|some|my|more) (?:thoughts|advice|feedback)
  (?:take a |have a )?look(?:ing)?(?: into| at)?
  check(?:ing)?
  review(?:ing)?
  dig(?:ging)? into
  find(?:ing)? out
  follow(?:ing)? up
  be in touch
  advise
  think about
  speak (?:to|with)
  ask
  see what
  investigate
  consider
  pick this up
  (?:deal with|get on to|get on) (?:this|it)
  handle
  sort
  take care`);

const SENDING = oneOf(`
  send(?:ing)?
  circulate
  forward
  share
  provide
  deliver
  have (?:it|this|that|them|something|a draft|the)
  get (?:it|this|that|them|you|the|a)
  turn (?:it|this|that|the)
  call
  ring
  phone
  e-?mail
  write
  finish
  complete
  prepare
  draft
  finali[sz]e
  put together
  do (?:it|that|this|so)`);

/** Promises told from the reader's side, or without a person. */
const YOURS = oneOf(String.raw`
  you(?:'ll| will| shall| should| can)(?: \w+)? (?:have|hear|get|receive|see|expect)
  you can expect
  expect (?:to hear|an answer|a reply|it|this|our|my|the)
  (?:answer|reply|response|update|comments|advice|more|draft|details) (?:to follow|to come|will follow|coming|follows)
  back to you
  more (?:by|tomorrow|on|later|next)`);

/** "Reverting by Friday": the promise opens the sentence, after courtesies at most. */
const OPENING = String.raw`^(?:(?:ok|okay|sure|thanks|thank you|hi|yes|noted|got it|understood|received)\b[ ,.!-]*)*`;
const TO_YOU = String.raw`\b.*\b(?:you|to (?:this|it)|by|this|shortly|soon|tomorrow)\b`;

const ANSWER_LATER = new RegExp(
  String.raw`\b(?:${WILL} (?:\w+ )?${ANSWERING}|${MAY} ${COMING_BACK}|${YOURS})\b|${OPENING}${ANSWERING}${TO_YOU}`,
);
const SEND_LATER = new RegExp(String.raw`\b(?:${WILL}|${WE} can) (?:\w+ )?${SENDING}\b`);
const GIVE_TIME = /\bgive (?:me|us) (?:until|till|a |an |some|the|\d|one|two|half)/;

/** The reader's turn, or another's: "let me know by Friday", "the court will answer by Tuesday". */
const NOT_OURS = new RegExp(
  oneOf(String.raw`
  \blet (?:me|us) know\b
  \bplease (?:confirm|reply|respond|review|check|answer|advise)\b
  \b(?:you|they|he|she|it|which|who|court|side) (?:will|should|must|would|(?:need|have|has) to) ${ANSWERING}\b`),
);
const OURS = /\b(?:i|we)(?:'ll| will| shall)\b/;

/** A promise by the writer: first person and future, or what "you will have". Undefined where a sentence holds none. */
export function commitment(sentence: string): Commitment | undefined {
  const said = sentence.slice(0, 600).toLowerCase();
  if (/[?？]\W*$/.test(said)) return undefined;
  const answer = ANSWER_LATER.exec(said) ?? GIVE_TIME.exec(said);
  const found = answer ?? SEND_LATER.exec(said);
  if (!found || (NOT_OURS.test(said) && !OURS.test(said))) return undefined;
  return {
    to: answer ? "answer" : "send",
    // A time after "until" before the promise is when the writer is free, not when the answer comes.
    before: said.slice(0, found.index).replace(/\b(?:until|till|since|on your|from) .*/, ""),
    after: said.slice(found.index),
  };
}

import type { Cue } from "./phrases.ts";

const SOMEONE = "(you|u|ya|yall|someone|somebody|anyone|anybody|one of you)";
const PRONOUN =
  "it|this|that|these|those|there|you|u|they|we|i|he|she|the|our|your|my|his|her|their|any|anyone|all|everyone|a|an";

/** Questions, with or without their mark. Points of all rules: fitted to half a corpus of mail and chat, rounded. */
export const questions: readonly Cue[] = [
  { points: 9, say: "has a question mark", phrases: "?" },
  {
    points: 11,
    say: 'asks "…"',
    phrases: `
      (can|could|would|will|cld|wld|cn|wont|cant|couldnt) ${SOMEONE} (please|pls|kindly|also|);
      (can|could|would|will) (you guys|you all|you two|you both|you folks) (please|also|); (would|do) (you|u) mind;
      are you able to; (would|is) it be possible; (would|will) it be possible; is it possible; is it ok; is it okay;
      (is|would|is) there (any|a|some) (way|chance|possibility); (any|what are the) (chance|chances|way|possibility);
      possible (for you|to); if you could (please|kindly|also|); if you can please; if you would please; could u;
      can u; could someone; mind if; may i; might i; could i; might we; may we;
      (you|u) (able|free|available|around|there) ?`,
  },
  {
    points: 8,
    say: 'asks "…"',
    phrases: `
      ^(can|could|should|shall|might|may) (i|we|he|she|they|it|this|that|the|our|my) (please|also|just|); what if we;
      should (i|we)`,
  },
  {
    points: 9,
    say: 'asks "…"',
    phrases: `
      ^(what|whats|where|wheres|when|whens|who|whos|whose|which|why|whys|how|hows) (is|are|was|were|do|does|did|can|
      could|would|will|should|shall|has|have|had|am|about|if|else|come|many|much|long|far|soon|often|big|old|early|
      late|time|day|date|kind|type|sort|number|price|part|version|documents|form|forms|one|ones|of|entity|address|
      genre|the|your|our|my|that|this|their|his|its|happened|happens|exactly|sort|would|dates|do|parts|steps);
      and (what|when|where|who|how|why|which) (is|are|do|does|did|can|could|would|will|should|about|much|many|long);
      (what|how) about; what time (is|are|does|do|will);
      how (much|many|long|soon|far) (is|are|does|do|did|will|would|can);
      ^(who|which|what|how) _ (is|are|do|does|should|will|can|did|the|for|our|this|it|on|to|with);
      ^why (not|would|wont|dont|isnt|hasnt|havent|arent|doesnt); ^what (do|did) (you|we|they|i);
      ^(whatre|wherere|whatll|howd|whend|whatd) _;
      (yes|right|ok|okay|thanks|great|also|know|curious) (what|how|when|where|who) (is|are|will|does|do|much|long);
      ^(at|in|on|to|for|from|by|with) (what|which|whom|how many|how much); to whom`,
  },
  {
    points: 8,
    say: 'asks "…"',
    phrases: `
      ^(is|are|was|were|do|does|did|has|have|had|will|would|isnt|arent|wasnt|werent|dont|doesnt|didnt|hasnt|havent|
      wont|wouldnt|shouldnt|am|shall) (${PRONOUN});
      ^(do|did|have|are|were|will|would|dont|havent|didnt|arent|r|wil) (you|u|yall);
      (are|r) (you|u|you guys|any of you) (available|free|around|in|interested|going|coming|up for|still); (do|does|
      did|have|has|are|is|will) (you|they|we|he|she|it|there|anyone) (know|think|have|want|need|agree|remember|plan|
      see|still|already|both|happen); ^(anyone|anybody|does anyone|has anyone) (know|knows|have|has|heard|seen|else);
      ^you (want|have|think|know|need) (to|some|any);
      (and|but|so|or) (is|are|does|did|will|do|should|can|could|would) (there|it|they|you|we|the|i|that|this)`,
  },
];

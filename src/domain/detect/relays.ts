import type { Cue } from "./phrases.ts";

const OUTSIDER = "they|he|she|client|clients|customer|gc|who|board|ceo|cfo";

/** How a colleague hands on what a client asked: strong enough alone at 6 points, a hint of it below. */
export const relays: readonly Cue[] = [
  {
    points: 6,
    say: 'relays an ask: "…"',
    phrases: `
      wants to (know|understand|hear|discuss|see|ask|check|confirm|talk|speak|meet|get|have|schedule);
      (wants|needs) (us|our|me|you|it|this|an|advice|confirmation|clarity|someone|help|answers) (to|view|advice|);
      (${OUTSIDER}) (want|need|would like|would love|are keen) (to|us|our|an|a|the|it|this|advice|confirmation) (know|
      ); (theyd|hed|shed) (like|love|appreciate) (to|us|our|an|a|the|it|this);
      would like (us|our|to know|to hear|advice); (${OUTSIDER}|again|just|has|have|also|is|are|theyre|hes|shes|still|
      was|were) (asked|asking) (if|whether|for|us|me|when|what|why|how|where|who|which|about|to|that);
      (theyre|hes|shes) (wondering|chasing|asking|waiting|expecting);
      asks (if|whether|for|us|me|when|what|why|how|where|who|which|about|that);
      asked (if|whether|us|me|for|about|when|what|why|how|where); (is|are|was|were) asking;
      (is|are) (wondering|chasing|waiting for|waiting on|expecting) (if|whether|us|our|me|an|the|when|what|how|);
      (inquired|enquired|inquiring|enquiring|inquires|enquires) (about|if|whether|);
      (question|query|request|enquiry|inquiry|ask|questions|queries|requests) from (_|the client); (got|had|received|
      have|took) (a|an|another) (call|email|voicemail|message|note|letter|question|query|request) from;
      (can|could) we (tell|get back to|answer|reply to|respond to) (them|him|her|the client);
      (passing|pass) (on|along|this on|this along); relaying; on behalf of the client;
      client (question|query|request|asks|asked|wants|needs|says)`,
  },
  {
    points: 2,
    say: 'may relay an ask: "…"',
    phrases: `
      (client|clients|customer|they|them|their|theyre|theyve|theirs|gc|general counsel)`,
  },
];

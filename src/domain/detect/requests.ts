import type { Cue } from "./phrases.ts";

const PLEASE = "(please|pls|plz|pleas|plse)";

/** Requests: what the writer asks the reader to do, tell, decide or give. */
export const requests: readonly Cue[] = [
  {
    points: 6,
    say: 'asks to be told: "…"',
    phrases: `
      (let|lemme) (me|us) (know|no); lmk; (advise|inform|update|notify|apprise|enlighten) (me|us);
      keep (me|us) (posted|informed|updated|in the loop); (tell|show|remind|walk|talk) (me|us) (what|how|when|where|
      who|which|whether|if|the|about|through|more|why|a|my|your|all|their|its); let (him|her|them|mike|the _) know;
      (drop|shoot|send|give) (me|us) (a|an|some) (line|note|call|shout|ring|buzz|message|email|text|update|heads up|
      bell|time|idea); ^help (me|us) (to|find|with|understand|search|get|out|); tell me; ping me; get back to (me|us);
      (reply|respond|write) (back|to me|to us|to this|asap|by); rsvp; r s v p`,
  },
  {
    points: 2,
    say: 'asks "…"',
    phrases: `
      ${PLEASE}; kindly; if you dont mind; if possible; be so kind; would be great if; itd be great if;
      (would be|itd be) (great|good|nice|lovely|helpful|useful) (to|if); would be good if you; i ask that you`,
  },
  {
    points: 7,
    say: 'asks you to "…"',
    phrases: `
      ^(send|give|call|get|forward|fwd|email|mail|page|text|ring|bring|fax|tell|show|copy|cc|put|keep|phone|find|buy|
      order|book|lend|loan|meet|join|teach|reserve) (me|us|him|her|them|it|this|that|these|those|my|our|over|back|
      along); ^(send|forward|call|email|confirm|review|check|advise|schedule|prepare|draft|revise|redline|print|add|
      include|remove|delete|change|arrange|sign|file|circulate|submit|provide|update|return|reply|respond|explain|
      clarify|reschedule|handle|look|take|find|get|make|put|set|plan|bring|tell|book|search|try|proceed|keep|give|
      call|ask|remember|see|start|use|do|dont|go|come|stop|wait|hold|leave|move|cancel|drop|pick|save|feel|pull|run|
      fix|pay|consider|coordinate|note|read|follow|complete|approve|execute|expect|ensure|verify|buy|order|reserve|
      share|transfer) (the|a|this|that|these|it|my|our|your|any|all|at|out|into|with|to|on|up|sure|for|if|them|back|
      me|us|him|her); (please|pls|plz|kindly) (revert|send|advise|confirm|provide|review|call|tell|forward|check|give|
      reply|respond|clarify|explain|schedule|prepare|draft|revise|sign|file|circulate|submit|look|take a look|make|
      put|get|help|arrange|update|return|find|print|include|remove|delete|attend|disregard|bring|set|plan|comment|
      approve|change|correct|amend|book|search|handle|page|copy|cc|consider|ask|show|share|resend|indicate|protect|
      try|proceed|add|have|do|be|keep|feel|complete|join|discuss|email|e mail); please (click|join us); can you (help|
      find|send|tell|check|show|get|please|give|forward|confirm|review|let|make|set|look|put|call|explain|also|do|
      take|provide|have); could you (help|find|send|tell|check|show|get|please|give|forward|confirm|review|let|make|
      set|look|put|call|explain|also|do|take|provide|have);
      for your (review|comment|comments|approval|signature|consideration|thoughts|input);
      and (confirm|advise|revert|comment|approve|sign|return) (.|if|whether|that|by|and|back|,); look into;
      take a look; have a look; get in touch with; (get|come|circle) back to (me|us); follow up with; make sure;
      be sure to; go ahead and; feel free to; sort me out`,
  },
  {
    points: 6,
    say: 'says "…"',
    phrases: `
      (i|we) (also|really|still|just|do|will|would|may|) (need|require|could use) (to|a|an|the|some|you|your|this|it|
      help|more|#|copies|advice|guidance|clarification|someone); in need of;
      (could|can) (really|) use (some|a|your|more|help);
      (ill|well|i will|we will|i would|we would|wed|id) (also|) need; needs (your|an answer|a response);
      needs to be (reviewed|signed|approved|filed|done|sent);
      need your (help|advice|view|views|thoughts|input|approval|signature|comments|opinion|guidance|sign off);
      ^need (the|a|an|your|to|some);
      need (this|it|that|them|an answer|a response|to hear|to know|to understand|confirmation|help)`,
  },
  {
    points: 8,
    say: 'says "…"',
    phrases: `
      (i|we) (would|wd|should) (also|really|very much|still|definitely|) (like|love|prefer|appreciate|be grateful|
      welcome|suggest|recommend) (to|a|if|you|);
      (id|wed) (also|really|still|rather|) (like|love|appreciate|be grateful|suggest) (to|a|if|you|);
      would (be|like) (useful|helpful|interested|good) to;
      appreciate (your|any|a|the) (comments|input|thoughts|feedback|response|reply|quick|prompt|view|views|advice);
      appreciate (any|some) (help|assistance); appreciate (it if|if) you; would appreciate (your|the|a|some);
      much appreciated; greatly appreciated; would be appreciated; thanks in advance; thank you in advance; i wanna;
      (i|we) (want|wanted|wish) (to|you|some|a|the|it);
      (im|i am|we are|were) (currently|also|just|) (looking|searching|trying) (for|to|into|up);
      (im|i am|we are|were) (looking forward to hearing|hoping);
      (i|we) (hope|trust|expect|assume|am assuming|presume) (you|that|this|to|we|an|a) (will|can|could|have|are|);
      im assuming that; i am hoping; i was hoping; we were hoping; hoping (you|that|to|we)`,
  },
  {
    points: 8,
    say: 'asks "…"',
    phrases: `
      (i|we|just|) (have|had|got) (a|one|another|some|a few|a couple of|a quick) (question|questions|query|queries);
      (i|we|) (dont know|have no idea|no idea) (what|how|whether|if|who|where);
      ^(got|have) a (minute|sec|second|moment); (im|i am|i was|we are|we were|just|) (wondering|curious|unsure|not
      sure|not clear|not certain|unclear|confused) (if|whether|what|how|when|who|which|where|why|about|as to);
      (like|want|wanted|need|love) to (know|understand|ask|check|confirm|clarify|hear|find out);
      (quick|one|another|a|my|small|last|other|simple) (more|other|quick|) (question|questions|query|queries);
      (question|questions) (for you|about|on|re|regarding); interested (in|to) (knowing|hearing|learning|talking);
      the question is; please advise; thoughts welcome; how to (proceed|respond|handle|deal|reply);
      (confirm|check|advise|clarify|verify|explain) (if|whether|what|when|how|who|which|where|why|as to)`,
  },
  {
    points: 2,
    say: 'asks "…"',
    phrases: `
      (know|see|say|ask|asking|tell|find out|understand|learn|decide|determine) (if|whether|what|when|how|who|which|
      where|why)`,
  },
  {
    points: 6,
    say: 'asks for your view: "…"',
    phrases: `
      (your|any|some) (thoughts|comments|views|view|opinion|advice|input|take|feedback|guidance|recommendation|
      recommendations|ideas|reaction|suggestions|preference|instructions) (on|about|regarding|re|as to|.|?);
      what (do|does|did) (you|u|everyone|anyone) (think|want|make|say|reckon|recommend|suggest|need|mean|have|advise);
      (thoughts|views) .;
      ^(thoughts|comments|ideas|views|objections|agreed|ok|okay|right|correct|true|possible|doable|really) ?;
      ^thoughts (on|about);
      (do|would|dont) (you|u) (think|agree|recommend|suggest|advise|prefer|want|like|need|have|know);
      you think (we|i|it|that|this); tell me what; ok with you; okay with you; good with you; fine with you;
      all right with you; works for you ?; is that (ok|okay|right|correct|fine|possible|all right);
      does that (work|make sense|sound|help)`,
  },
];

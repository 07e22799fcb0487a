import type { Cue } from "./phrases.ts";

const DAY =
  "monday|mon|tuesday|tues|tue|wednesday|wed|thursday|thurs|thu|friday|fri|saturday|sat|sunday|sun|tomorrow|" +
  "today|tonight|tonite|next week|this week|this afternoon|this morning|the morning|noon";

/** Asks that come without a question: chasers, complaints, proposals to meet, duties laid on the reader. */
export const quietAsks: readonly Cue[] = [
  {
    points: 7,
    say: 'chases: "…"',
    phrases: `
      (any|an|some|the) (update|updates|news|word|progress|movement|joy|luck|response|reply|eta) (on|yet|about|from|
      regarding|re|for|?|.|); (just|) (following|follow|followed|folowing) up (on|with|regarding|re|about|to|);
      follow up (on|to) (my|our|the|this|your); (still|been|am) waiting (for|on|to|.|?);
      (still|) (awaiting|await) (your|a|the|for); waiting (to hear|for your|on you|for an answer|for a reply);
      (have|has|had) not (heard|received|seen|had) (back|from|anything|a|any|your|the|);
      (havent|hasnt|didnt) (heard|received|seen|hear|had|get|got) (back|from|anything|any|your|);
      (gentle|friendly|quick|polite|small|another|second|third) (reminder|nudge|ping|chaser|follow up);
      just (checking|chasing|pinging|bumping|wanted to check|wanted to follow up|confirming|making sure|following);
      checking (in|back|on|whether|if); chasing (this|you|up|on|for|);
      ^(chase|chaser|ping|pinging|bump|bumping|nudge|poke|reminder); circling back; circle back; touching base;
      (what|whats) (is|) (the|) (status|latest|eta|hold up|holdup|story|delay); (status|latest) (of|on|?|update);
      when can (i|we) expect; still (no|nothing|outstanding|pending|open|unanswered|unsigned);
      where (are|do) (we|things) (on|with|at|stand); where (it|this|that|things) stands; where we are (on|with);
      did you (get|have|see|receive|manage|find|ever) (a chance|my|the|to|time|this|it|);
      (have|had) you (had|seen|been able|received|got|looked|managed|heard|reviewed|thought|); were you able;
      get a chance to; as (i|we) (asked|mentioned|requested) (before|already|last|earlier); hello ?;
      (you|anyone) there`,
  },
  {
    points: 9,
    say: 'complains: "…"',
    phrases: `
      (i was|we were|i am|we are|i have been|was|were|am|are|im|been) (really|very|a bit|quite|getting|) (promised|
      disappointed|concerned|surprised|frustrated|unhappy|confused|worried|puzzled|annoyed|troubled|anxious|nervous|
      uneasy|dissatisfied);
      (nobody|no one|noone) (has|have|is|seems|ever|called|replied|answered|got|came|responded|told);
      (second|third|fourth|umpteenth) (time|request|email|message|chaser);
      (not|isnt|is not) (acceptable|good enough|what we agreed|working|right|what i asked); unacceptable;
      (long|well) overdue; without (a|any|an) (reply|response|answer|word|update);
      never (heard|received|got|replied|answered|responded|called|came);
      you (promised|said you would|were going to|were supposed|were meant); you said (you|it|we|this|that);
      (is|are|was|were|still) missing; does not (work|add up|make sense|seem right|look right|match|reflect);
      doesnt (work|add up|make sense|seem right|look right|match);
      (having|have|had) (trouble|problems|difficulty|issues|a problem|an issue|an emergency);
      (i cant|i cannot|we cant|we cannot|cant|cannot|unable to) (open|access|find|see|read|get|log|download|reach);
      (getting|becoming) (urgent|tight|late|critical|a problem); (running|run|ran) out of time;
      time is (short|tight|running); was not available; (week|weeks|days|month|months) since (i|we|our|my|you);
      got (served|sued|a letter|a subpoena|a notice|a summons|a claim); (been|were|was) served;
      (hoped|hoping|expected|expecting) to (have|hear|see|get|receive)`,
  },
  {
    points: 6,
    say: 'passes on an ask: "…"',
    phrases: `
      (wants|needs) (to know|to understand|to see|to hear|to discuss|us to|you to|your|an answer|confirmation);
      would like to (know|understand|discuss|see|hear|ask|get|have|schedule|receive);
      (is|are|also|now|still|keeps|side|auditor|auditors|bank|court|they) (asking|asks|asked) (for|if|whether|us|when)`,
  },
  {
    points: 4,
    say: 'presses: "…"',
    phrases: `
      asap; a s a p; urgent; urgently; as soon as (possible|you can|you get|practicable);
      at your (earliest|) convenience; right away; immediately; straight away;
      by (the|) (end of|close of) (the|) (day|business|week|play|month|today);
      by (eod|cob|eob|eow|noon|midday|lunch|#); by (${DAY});
      (before|until) the (hearing|closing|deadline|meeting|call|board); before we (sign|close|file);
      deadline (is|for|to|of); due (on|by|today|tomorrow|next);
      (when|once|if|whenever) (you|u) (get|have|find) (a|some|the) (chance|time|moment|minute|second|sec); (when|once|
      if|whenever) (you|u) (can|could|return|are back|are free|are available|are done|are ready|have time|get);
      let me have`,
  },
  {
    points: 5,
    say: 'lays a task on you: "…"',
    phrases: `
      (you|u) (will|guys|all|both|may|might|would|do|still|really|also|) (need|needs|have|should|must|ought|want|
      wanna|gotta|better) to; you should; you must; you might (at least|want|consider); you may (want|wish|prefer);
      (i|we) (suggest|propose|recommend|move) (that|we|a|you|); would (you|suggest|also|recommend); i ask;
      my suggestion; i want you; i need you; expect (a|an|your|to hear); (worth|need to) (taking|sit|discuss);
      (responsible|in charge) for; up to you; your call; pencil in;
      (mark|on|protect|put) (your|my|it) (calendar|calendars|on)`,
  },
  {
    points: 9,
    say: 'proposes: "…"',
    phrases: `
      ^(lets|let us|shall we); (lets|let us) (discuss|talk|meet|chat|do|plan|get|set|schedule|try|go|catch|connect|
      speak|make|see|have|definitely|grab|just|not|say|move);
      (to|and|can|could|should|further|please|must|will|well|may|they|we|then) discuss;
      discuss (this|it|that|the|with|further|these|in|any|how|what|a|your|first|some|strategy|when|.|?);
      speak (with|to) you; talk (to|with) you (about|re|regarding|soon|later|);
      meet (with|) (you|up|for|to|and|at|in|on|or|downstairs); get together;
      (set|setup) (up|) a (time|meeting|call|date); (arrange|schedule|set up|reschedule|organize|organise|convene|
      coordinate|attend) (a|an|the|another|with|for|next|this|if);
      (quick|brief|short|conference|video|phone) (call|chat|meeting|conversation|discussion|word)`,
  },
  {
    points: 7,
    say: 'proposes a time: "…"',
    phrases: `
      (${DAY}) (would|will|should|might|could|or|afternoon|morning|night|at #); (how|what) about (${DAY}); (${DAY}) ?;
      if you are (available|free|around|in|interested|going|coming);
      available (to meet|to talk|to discuss|to speak|for a|on|at|next|this|tomorrow|?|.);
      (free|around) (to meet|to talk|to discuss|for|on|tomorrow|today|this|next);
      (have|grab|do|get|for|over|to|maybe|perhaps) (a|some|) (coffee|lunch|dinner|drinks|drink|beer|breakfast|golf);
      ^(coffee|lunch|dinner|drinks|breakfast|golf);
      (lunch|dinner|coffee|golf|breakfast) (on|at|next|this|tomorrow|together|with you|works|reservations|?); (glad|
      happy|pleased|delighted|love) to (meet|join|attend|see|have|reschedule|visit|come|discuss|invite|host|talk|stop|
      speak|take); (join|visit|joining) (us|me|you|him|them) (for|at|in|on|to|with|this|tomorrow|.|?|);
      (invite|inviting) (you|him|her|them|this); stop by; drop by; come (by|over|up|down|to|in);
      (maybe|perhaps) (we|you|i|on|next|coffee|lunch); in town; i can be reached; (scheduled|on) for (#|${DAY});
      (meeting|meet|call|conference|conference call) (on|at|scheduled) (#|${DAY}|for);
      we (can|could) (meet|talk|discuss|have|make|go|set|get|chat)`,
  },
  {
    points: 3,
    say: 'may settle a time: "…"',
    phrases: `
      (${DAY}) (works|work|is good|is fine|is ok|sounds|looks); works (for me|next|this|during|best|on);
      we (can|could) do (it|that|) (monday|tuesday|wednesday|thursday|friday|tomorrow|next|#)`,
  },
];

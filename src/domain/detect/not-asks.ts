import type { Cue } from "./phrases.ts";

/** What speaks against an ask. */
export const notAsks: readonly Cue[] = [
  {
    points: -9,
    say: "only thanks",
    courtesy: true,
    phrases: `
      (thank|thanking) (you|u|ya) (so much|very much|all|both|again|kindly|for|) (your|the|all|); (thanks|thx|tx|
      thanx|thnx|tks|thks|thankyou|ty|tysm|tyvm|cheers|ta|merci|gracias|danke|grazie|obrigado|obrigada);
      (thanks|thx) (so much|very much|a lot|a million|again|for|to) (your|the|all|that|this|); much (obliged|thanks);
      many thanks;
      (really|truly|very much|) appreciate (it|that|this|you|the|all|your help|everything|your efforts|your patience);
      appreciated .; grateful for; thankful; obliged; (been|big|great|very|so|lot of|of great) (a|) (help|helpful);
      for (your|the|all your|all the) (help|service|services|support|assistance|time|info|information|update|quick
      response|prompt response); helping me`,
  },
  {
    points: -4,
    say: "agrees",
    courtesy: true,
    phrases: `
      ^(sounds|looks|seems|works|thats|that is|this is) (just|very|really|like|) (good|great|fine|perfect|nice|lovely|
      awesome|correct|right|ok|okay|cool|excellent|well|a plan|for me|fair|what);
      ^(that|this|it|all|this one) (sounds|works|seems|looks);
      sounds (good|great|fine|perfect|nice|lovely|awesome|like); (got it|got ya|gotcha); ^(noted|understood|agreed|
      acknowledged|roger|copy that|will do|done|received|confirmed|correct|exactly|absolutely|definitely|certainly|
      indeed|true|agree|approved) (.|,|with|thanks|thank|to|yes|); makes sense; no objection;
      (works|work|good|fine|perfect|ok|okay|great|better) (for|by|with) (me|us);
      ^(i|we) (agree|concur|understand|see|approve|will take); all good; good (to go|news|idea|point|job|work|stuff);
      (well|nicely) done; ^(i|we) (certainly|definitely|sure|) (will|do|did|am|have|can) .; ^(yes|yeah|yep|yup|sure|
      ok|okay|k|kk|ya|alright|right|great|perfect|cool|awesome|fine|excellent|wonderful|nice|lovely|super|brilliant|
      fantastic|exactly|ah|oh|wow|haha|lol) (.|that|it|this|its|please|i|we); yes please; please (do|process);
      please (go ahead|proceed) (.|,); (go|going) ahead (.|with it|please)`,
  },
  {
    points: -5,
    say: "asks for nothing more",
    courtesy: true,
    phrases: `
      ^(no|nope|nah|not) (thanks|thank|thats|that|nothing|that is|that was|this|not|need|i|im|its|for|at|right|now|
      really|yet|maybe|worries|problem|problems|rush|hurry|questions|objections|comments|further|more|.|,|but) (you|);
      (thats|that is|that was|that will be|thatll|that would be|this is|is|be) (all|it|everything|enough) (i need|i
      needed|i want|for now|); all (i|we) (need|needed|want|wanted|require|had|wish|will need);
      (not|nothing) (right now|now|at the moment|at this|for now|else|more|further|today|that i|yet|.|,|really);
      nothing; (for|at) (now|the moment|this time|this moment) (.|thanks|thank|,|no|); (dont|do not|wont|will not|
      didnt) (need|be needing|want|require|have) (a|any|anything|it|you|that|this|further|more);
      (maybe|perhaps|some other|another) (later|time|some other time|another time|in a); later (.|thanks|,);
      (im|i am|were|we are|all) (good|fine|set|ok|okay|all set|done|satisfied) (.|thanks|thank|,|for|with|here|now);
      (answers|answered|addresses|resolves) (my|our|the|all) (question|questions|query|concern|concerns);
      (never|nvm|nevermind) (mind|); (please|) (disregard|ignore) (that|this|my|the|it|previous|prior|last); no (need|
      action|reply|response|worries|rush|hurry|questions|problem|issue|issues|further|longer|other) (to reply|to
      respond|required|needed|necessary|); not (ready|looking|interested|urgent|necessary) (to|for|at|in|);
      (resolved|sorted|solved|figured it out|found it|fixed)`,
  },
  {
    points: -4,
    say: "greeting or small talk",
    courtesy: true,
    phrases: `
      ^(hi|hello|hey|hiya|howdy|greetings|good morning|good afternoon|good evening|morning|welcome) (all|everyone|
      there|team|folks|guys|both|dana|to|aboard|back|) .;
      (bye|goodbye|cya|good night|goodnight|take care|ttyl|so long|ciao|farewell); see (you|ya|u) (later|soon|then|
      around|there|on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|next week|.);
      talk (to you|) (soon|later|then);
      have a (good|great|nice|lovely|wonderful|safe|fantastic|happy|pleasant|blessed); (happy|merry) (birthday|
      christmas|holidays|holiday|new year|friday|monday|anniversary|thanksgiving|easter|weekend);
      (congrats|congratulations|congratulation|kudos|bravo|hooray|yay|cheers);
      (look|looking|looked) forward (to|) (seeing|it|meeting|working|continuing|being|talking|the|your|our|a|);
      (best|kind|warm|warmest|kindest) (regards|wishes|of luck);
      (sincerely|regards|respectfully|yours truly|faithfully); good luck;
      (i|we|) hope (this|that|it) (helps|works|clarifies|answers|is useful|goes well); (hope|hoping|trust) (you|this|
      all|everyone|everything|that you|youre|it) (are|is|had|have|finds|enjoy|enjoyed|like|all|both|well|feel|goes|
      went) (well|good|great|); enjoy (the|your|our|it); (nice|good|great|lovely|pleasure) (to|) (meet|meeting|see|
      seeing|talk|talking|speak|speaking|hear|hearing|catching); miss (you|him|her|ya); love you`,
  },
  {
    points: -14,
    say: "small talk",
    phrases: `
      how (are|r) (you|u|ya|things|yall|you guys|you all|you both|the kids) (doing|today|all|keeping|feeling|going|
      holding up|these days|); (how is|hows|how was|how has|how did) (everything|life|your day|your week|your weekend|
      the week|the weekend|the day|the family|the weather) (going|been|so far|) ?; (how is|hows) it going;
      how do you do; (whats|what is|wassup|sup|wazzup) (up|new|happening|cooking|shaking|good) (with you|) (?|.);
      hows it going; how have you been;
      how was (your|the) (weekend|holiday|trip|vacation|flight|break|game|party|day|week|night|evening); (who knew|who
      knows|who would have thought|whod have thought|who cares|why not|so what|what else is new|what can i say|what a|
      i know right|guess what|you know what|and you|know what i mean|am i right|wouldnt you know|can you believe|can
      you imagine); isnt (it|that) (great|nice|lovely|amazing|wonderful|funny|beautiful|awesome|just);
      how (nice|great|lovely|kind|funny|cool|sweet|wonderful|exciting|awesome|thoughtful|true) (is that|of|.|?);
      thanks ?; (sounds good|great|awesome|lol|haha|wow|really|oh really|seriously|no way) ?`,
  },
  {
    points: -4,
    say: 'is for information: "…"',
    phrases: `
      fyi; f y i; for your (information|records|reference|files|convenience|info|amusement|reading);
      for what its worth; fwiw; (please|) find (attached|enclosed|below|the|here);
      (attached|enclosed|below|here) (is|are|please|find|youll|hereto|for|you go|you are);
      (see|refer) (the|) (attached|enclosed|below|email|link); (is|are) (attached|enclosed|below); (ive|i have|weve|we
      have|i) (also|just|) (attached|enclosed|included|forwarded|sent|faxed|mailed|reattached|copied); heads up;
      just (letting|to let|so|wanted to let|fyi|a reminder|a note|a quick note) (you|us|everyone|) (know|); (wanted|
      writing|pleased|happy|excited|like|want|glad) to (let you know|inform|announce|share|thank|say|tell you|report|
      introduce|confirm that|wish); (as|per) (we|i|you|our|my|your|the) (discussed|requested|promised|agreed|
      mentioned|conversation|discussion|request|voice|email|meeting|call|previous|prior|earlier|spoke|said|noted|know|
      can); (asked|wanted) me to forward; (be|please be) (advised|aware|reminded|informed);
      (this|it) is (to|a|just) (reminder|notify|inform|confirm|notice|courtesy|an|being|for); (please|kindly) note;
      note that; keep you posted; let you know; (will|ill|well|shall) (keep|let) (you|everyone)`,
  },
  {
    points: -14,
    say: "out of the office",
    phrases: `
      out of (the|) (office|pocket|town) (until|from|on|this|today|next|for|and|through|the|.|,|);
      (automatic|auto|automated) (reply|response|message); (on|currently on) (vacation|leave|holiday|annual leave|
      maternity leave|paternity leave|parental leave|pto|sabbatical) (until|from|and|through|.);
      (limited|no|intermittent|sporadic|little) access to (email|e mail|my email|mail|messages);
      (back|return|returning) (in|to) (the|my) office (on|.|); ooo (until|today|this|till|.);
      (when|on|upon|after) (my|i) return; away from (my desk|the office|email);
      for (urgent|immediate) (matters|assistance) (please|) contact`,
  },
  {
    points: -8,
    say: "a standing offer, not an ask",
    phrases: `
      (if|should) (you|anyone) (have|need) (any|further|additional|other|questions) (further|other|additional|);
      (if|should) (you|there) (have|are) any; (any|further|other) questions (or|please|feel|just|call);
      (dont|do not|never|not) (hesitate|hestitate|hesistate);
      feel free to (contact|reach|ask|email|write|call|drop|give|get|let|visit|share|forward);
      questions or (concerns|comments); (let me know|let us know|lmk|contact me|contact us|shout|reach out) if (you|u)
      (have|need) (any|anything|further|questions) (further|other|) (questions|concerns|help|);
      (let me know|let us know|lmk) if (there is|theres) anything;
      let (me|us) know if (i|we) can (be of|help|do anything|assist|answer);
      (call|contact|email) (me|us) if you have (any|questions);
      (happy|glad|here|available|always here) to (help|assist|answer|chat|support);
      (we|im|i am|were) here (if|to help|for you|should); (reply|respond) to this (email|message);
      for (more|further|additional|any) (information|info|details|questions|help|assistance|instructions)`,
  },
];

import type { Cue } from "./phrases.ts";

/** Telling, which asks nothing by itself; a question in the same sentence outweighs it. */
export const telling: readonly Cue[] = [
  {
    points: -5,
    say: "only tells",
    phrases: `
      (he|she|they) (is|was|will|has|had|are|were|would|did|said|told|can|could|also|just|went|got|wants|have|want|do|
      does|never|should|may|might|called|came|asked|left); (hes|shes|theyre|theyve|theyll|hed|shed|theyd);
      ^(he|she|they|his|her|their|its)`,
  },
  {
    points: -4,
    say: "only tells",
    phrases: `
      (was|were|had|been|went|told|said|got|came|took|saw|made|gave|left|spoke|talked|called|mailed|received|started|
      thought|felt|knew|ran|kept|found|showed|turned|joined|met|retired|moved|worked|became|wrote|decided|announced|
      discussed|agreed|provided|reviewed|seemed|looked|stated|paid|bought|sold|helped|used|played); (last|past|
      previous) (week|night|year|month|friday|monday|tuesday|wednesday|thursday|weekend|few|time|two|three|several);
      yesterday; already; ago; recently; earlier; (ive|weve|id been|i have) (been|had|already|just|never|known|seen|
      heard|got|read|tried|put|done|made|taken|left|given) (a|)`,
  },
  {
    points: -3,
    say: "only tells",
    phrases: `
      ^i (am|was|have|had|did|got|saw|sent|went|left|talked|spoke|called|received|think|thought|guess|know|told|just|
      really|do|dont|didnt|cant|cannot|couldnt|also|still|feel|felt|found|look|forgot|left|learned|believe|agree|bet|
      haven|havent|wasnt|enjoyed|love|loved|heard|asked); ^(im|ive); ^my (name|daughter|son|wife|husband|mom|dad|
      sister|brother|family|assistant|boss|focus|feelings|guess|understanding|phone|email|new); ^sorry; my apologies;
      i apologize`,
  },
  {
    points: -3,
    say: "only tells",
    phrases: `
      ^(the|this|a|an|in|it|its|these|those|there|theres|here|that|thats|some|most|many|all|each|every|both|another|
      such|one|as|for|with|when i|when we|because|since|after|while|although|though|however|our|to|from|by|during|
      under|over|due|based|according|unfortunately|basically|hopefully|additionally|furthermore|once|per|re|subject|
      date|from|section|services|company|customer)`,
  },
  {
    points: -3,
    say: "only tells",
    phrases: `
      ^if (you|your|youre|youve|youd|the|it|we|i|he|she|they|this|that|no|there) (want|wish|need|no longer|prefer|
      cant|cannot|ever|would like|dont|received|think|havent|) (to|)`,
  },
  {
    points: -7,
    say: "says what they will do",
    phrases: `
      (let me|lemme|let us) (check|look|get|see if|see what|ask|think|talk|speak|find|confirm|review|run|try|read);
      (get|come|circle) back to (you|u); (will|shall) (revert|follow up|be in touch); (ill|i will|i shall) (ask|check|
      look|get|find|let|send|forward|review|read|confirm|revert|talk|speak|do|sign|try)`,
  },
  {
    points: 1,
    say: "speaks of themselves",
    phrases: `
      (me|us)`,
  },
];

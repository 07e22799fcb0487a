/** One thing that somebody does, at a time of the fixture firm's own; or, without one, time that passes. */
export interface Beat {
  readonly at: string;
  /** What is about to be seen, for who watches. */
  readonly caption: string;
  readonly who?: string;
  readonly does?: Doing;
  readonly look: Look;
}

export type Doing =
  | { readonly says: string; readonly channel: string }
  /** The newest button of that name in their direct messages. */
  | { readonly presses: string }
  /** A command; `about`: of the inquiry that came in last in this channel. */
  | { readonly asks: string; readonly channel: string; readonly about?: string };

/** Where a beat can be seen: by whom, in which channel or else in their direct messages, and words of the message to look at. */
interface Look {
  readonly as: string;
  readonly channel?: string;
  readonly shows: string;
  /** What to see in it, in a sentence. */
  readonly see: string;
}

/** An inquiry's week: what the whole program is for, told from the outside. */
export const story: readonly Beat[] = [
  {
    at: "2026-01-23T15:30-05:00",
    caption: "Friday afternoon. A client asks; the office closes at 16:00.",
    who: "USAM",
    does: { says: "Can we sublet the second floor under the current lease?", channel: "CGLOBEX" },
    look: {
      as: "USAM",
      channel: "CGLOBEX",
      shows: "Can we sublet",
      see: "Rejoinder has noticed that an answer is owed. The client sees nothing of it.",
    },
  },
  {
    at: "2026-01-26T10:45-05:00",
    caption: "The weekend does not count. On Monday the lawyer is reminded, in private.",
    look: {
      as: "UANA",
      shows: "Globex",
      see: "This is what Ana reads: what is owed to whom, and by when. Never the client's words.",
    },
  },
  {
    at: "2026-01-26T10:45-05:00",
    caption: "She presses “I'm on it”.",
    who: "UANA",
    does: { presses: "I'm on it" },
    look: { as: "UANA", shows: "You are on it", see: "Nobody needs to ask who has it. The clock still runs." },
  },
  {
    at: "2026-01-26T10:50-05:00",
    caption: "She tells the client when to expect the answer: a promise, with a clock of its own.",
    who: "UANA",
    does: { says: "Let me look into it. I'll come back to you by Tuesday noon.", channel: "CGLOBEX" },
    look: {
      as: "UANA",
      channel: "CGLOBEX",
      shows: "Let me look into it",
      see: "“By Tuesday noon” is read as what it says. The answer itself is still owed.",
    },
  },
  {
    at: "2026-01-26T14:00-05:00",
    caption: "Meanwhile another client asks.",
    who: "UDANA",
    does: { says: "When is our reply brief due?", channel: "CACME" },
    look: {
      as: "UDANA",
      channel: "CACME",
      shows: "reply brief",
      see: "Acme's engagement letter gives four business hours. This question will be left lying.",
    },
  },
  {
    at: "2026-01-26T14:20-05:00",
    caption: "The team lead asks how things stand.",
    who: "ULEE",
    does: { asks: "team", channel: "CGENERAL" },
    look: {
      as: "ULEE",
      channel: "CGENERAL",
      shows: "Acme",
      see: "One screen, the most pressing first, with a button to act. Only Lee sees it.",
    },
  },
  {
    at: "2026-01-27T08:30-05:00",
    caption: "The promise comes due at noon. In the morning the lawyer is reminded.",
    look: { as: "UANA", shows: "promised", see: "Nights and weekends are left in peace: this came at eight." },
  },
  {
    at: "2026-01-27T11:40-05:00",
    caption: "She answers, in time.",
    who: "UANA",
    does: {
      says: "Yes: clause 14 allows it with the landlord's consent, which may not be withheld unreasonably.",
      channel: "CGLOBEX",
    },
    look: {
      as: "UANA",
      channel: "CGLOBEX",
      shows: "clause 14",
      see: "An answer in the channel is all it takes. Her reminders now say that nothing is left to do.",
    },
  },
  {
    at: "2026-01-27T11:45-05:00",
    caption: "A thank-you opens nothing.",
    who: "USAM",
    does: { says: "Perfect, thank you!", channel: "CGLOBEX" },
    look: { as: "USAM", channel: "CGLOBEX", shows: "thank you", see: "No clock starts, and nobody is told anything." },
  },
  {
    at: "2026-01-27T12:00-05:00",
    caption: "The other question was left lying: its lawyer, then the team lead, then the partner were told.",
    look: {
      as: "UPAT",
      shows: "Acme",
      see: "First Kim; once it was due, Lee too; an hour later Pat, who can act from here.",
    },
  },
  {
    at: "2026-01-27T15:00-05:00",
    caption: "Now it is answered, late.",
    who: "UKIM",
    does: { says: "The reply brief is due on 16 February. Sorry for the wait.", channel: "CACME" },
    look: { as: "UKIM", channel: "CACME", shows: "16 February", see: "Everyone who was told is told that it is done." },
  },
  {
    at: "2026-01-27T15:05-05:00",
    caption: "Why was it late? Every minute can be explained.",
    who: "UKIM",
    does: { asks: "why", channel: "CGENERAL", about: "CACME" },
    look: {
      as: "UKIM",
      channel: "CGENERAL",
      shows: "engagement letter",
      see: "Which hours counted, which did not, and which clause set the target.",
    },
  },
  {
    at: "2026-02-02T08:30-05:00",
    caption: "Monday 08:30. The partner reads how the week went.",
    look: {
      as: "UPAT",
      shows: "answered in time",
      see: "One message a week, with what was not answered counted, not left out.",
    },
  },
];

/** One thing that somebody does, at a time of the fixture firm's own; or, without one, time that passes. */
export interface Beat {
  readonly at: string;
  /** What is about to be seen, for who watches. */
  readonly caption: string;
  readonly who?: string;
  readonly does?:
    | { readonly says: string; readonly channel: string }
    | { readonly presses: string }
    | { readonly asks: string };
}

/** An inquiry's week: what the whole program is for, told from the outside. */
export const story: readonly Beat[] = [
  {
    at: "2026-01-23T15:30-05:00",
    caption: "Friday afternoon. A client asks; the office closes at 16:00.",
    who: "USAM",
    does: { says: "Can we sublet the second floor under the current lease?", channel: "CGLOBEX" },
  },
  {
    at: "2026-01-26T10:45-05:00",
    caption: "The weekend does not count. On Monday the lawyer is reminded, in private.",
    who: "UANA",
    does: { presses: "I'm on it" },
  },
  {
    at: "2026-01-26T10:50-05:00",
    caption: "She tells the client when to expect the answer: a promise, with a clock of its own.",
    who: "UANA",
    does: { says: "Let me look into it. I'll come back to you by Tuesday noon.", channel: "CGLOBEX" },
  },
  {
    at: "2026-01-26T14:00-05:00",
    caption: "Meanwhile another client asks.",
    who: "UDANA",
    does: { says: "When is our reply brief due?", channel: "CACME" },
  },
  {
    at: "2026-01-26T14:20-05:00",
    caption: "The team lead asks how things stand.",
    who: "ULEE",
    does: { asks: "team" },
  },
  {
    at: "2026-01-27T11:40-05:00",
    caption: "The promise comes due at noon; before that the lawyer is reminded, and answers.",
    who: "UANA",
    does: {
      says: "Yes: clause 14 allows it with the landlord's consent, which may not be withheld unreasonably.",
      channel: "CGLOBEX",
    },
  },
  {
    at: "2026-01-27T11:45-05:00",
    caption: "A thank-you opens nothing.",
    who: "USAM",
    does: { says: "Perfect, thank you!", channel: "CGLOBEX" },
  },
  {
    at: "2026-01-27T15:00-05:00",
    caption:
      "The other question was left lying: its lawyer, then the team lead, then the partner were told. Now it is answered, late.",
    who: "UKIM",
    does: { says: "The reply brief is due on 16 February. Sorry for the wait.", channel: "CACME" },
  },
  {
    at: "2026-01-27T15:05-05:00",
    caption: "Why was it late? Every minute can be explained.",
    who: "UKIM",
    does: { asks: "why 2" },
  },
  {
    at: "2026-02-02T08:30-05:00",
    caption: "Monday 08:30. The partner reads how the week went.",
  },
];

/** What the app calls itself and what it offers, in the words that every platform's manifest says. */
export const about = {
  name: "Rejoinder",
  description: "Notices what clients ask, keeps the clock on the answer, and nudges in private before it is due",
  color: "#1f3a5f",
  /** What can be done with a message that one sees. */
  onMessage: {
    track: { name: "Track as inquiry", description: "Keep the clock on this message until it is answered" },
    dismiss: { name: "Not an inquiry", description: "Nothing is owed on this message" },
  },
  logContact: { name: "Log a call or e-mail", description: "Track what a client asked by phone or e-mail" },
  inquiries: { description: "What clients are waiting for: yours, your team's, overdue" },
} as const;

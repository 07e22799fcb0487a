/** What lawyers and clients say around a question. {when} is a time in words, {name} a first name. */
export const phrases = {
  acknowledgements: [
    "Got it, thanks.",
    "Thanks {name}, noted.",
    "Received, thank you.",
    "On it.",
    "Thanks, got this.",
    "Will do.",
  ],
  holding: [
    "Let me check. I'll come back to you {when}.",
    "I need to look at the file for this. I'll have an answer for you {when}.",
    "Good question. I'll get back to you {when}.",
    "I'll look into it and revert {when}.",
    "Let me check with the team; I'll let you know {when}.",
    "I'm in a hearing just now, will get back to you {when}.",
  ],
  holdingInside: [
    "I'll get back to them {when}.",
    "Mine. I'll answer {when}.",
    "Let me check the plan, I'll come back on this {when}.",
    "I'll look into it and reply {when}.",
  ],
  vague: [
    "Looking into this.",
    "Let me look into it.",
    "I'll get back to you shortly.",
    "Bear with me, I need to check the file.",
  ],
  late: [
    "Sorry for the wait. ",
    "Apologies for the delay. ",
    "Sorry this took longer than it should. ",
    "Sorry to be late with this. ",
  ],
  chasers: [
    "Any news on this?",
    "Could you let me know where this stands?",
    "Just checking in on this, when can we expect an answer?",
    "Can you give me an update on this please?",
    "Sorry to chase. Is there an answer yet?",
  ],
  thanks: [
    "Perfect, thank you!",
    "Thanks, that helps.",
    "Great, thanks {name}.",
    "Thank you, very clear.",
    "Thanks so much.",
    "All clear now, thank you.",
    "Thanks!",
    "Thank you {name}.",
  ],
  general: [
    "Reminder: time sheets by noon on Friday.",
    "The conference room on the fourth floor is free again.",
    "New coffee in the kitchen. Somebody had to do it.",
    "The document system is down from 18:00 to 19:00 for maintenance.",
    "Friday drinks at five, usual place.",
    "Flu shots on Thursday in the library, no appointment needed.",
    "Please label what you put in the fridge.",
    "The fire drill on Wednesday at ten is only a drill.",
    "Whoever has the long ladder, the library would like it back.",
    "The new phone list is in the usual folder.",
    "Parking is tight this week, please share cars if you can.",
    "Two umbrellas were left at reception.",
  ],
  /** What clients say that asks for nothing. */
  chatter: [
    "FYI, I am travelling tomorrow and slow to answer.",
    "For your information, the board meeting moved by a day.",
    "That was a good call this morning.",
    "We are closed on Monday, by the way.",
    "No need to reply, just so that you know: our new auditors start next week.",
  ],
  /** About which one can be of two minds. */
  unsure: [
    "Not sure if the second invoice was meant for us.",
    "The data room, is it still up",
    "The dial-in for Thursday?",
    "Same procedure as last year?",
  ],
} as const;

/** A question back to the client, and what the client says to it; they fit whatever was asked. */
export const questionsBack = [
  ["Quick question first: is this for your own use, or for someone else?", "Our own use."],
  ["Before I answer: has anything been signed on this already?", "Nothing signed so far."],
  ["Who else on your side is involved in this?", "Only me for now."],
  ["Is there a reason that this comes up just now?", "It came up in the management meeting."],
  ["Has anyone at the other side raised it with you?", "Not with me, no."],
  ["Do you have anything on paper about it?", "One e-mail from last month, nothing else."],
] as const;

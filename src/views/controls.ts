import type { Owed } from "../domain/owed.ts";
import type { Control, Option } from "./card.ts";

/** What a control needs to know of the inquiry it is about. */
type Target = Pick<Owed, "inquiryId" | "link" | "owner">;

/** For who owes the answer. */
export const ownerControls = (owed: Target, colleagues?: readonly Option[]): Control[] => [
  ...openMessage(owed),
  { button: "I'm on it", action: "claim", value: id(owed), style: "primary" },
  snooze(owed),
  reassign(owed, colleagues),
  { button: "Waiting on client", action: "pause", value: id(owed) },
  {
    menu: "⋯",
    action: "more",
    options: [
      { label: "Answered elsewhere", value: `${owed.inquiryId} elsewhere` },
      { label: "Not an inquiry", value: `${owed.inquiryId} dismiss` },
    ],
  },
];

/** For one that waits on the client. */
export const pausedControls = (owed: Target): Control[] => [
  ...openMessage(owed),
  { button: "Go on", action: "resume", value: id(owed), style: "primary" },
];

/** For who is told because it is late or nobody's. */
export const overseerControls = (owed: Target, colleagues?: readonly Option[]): Control[] => [
  ...openMessage(owed),
  take(owed),
  reassign(owed, colleagues),
];

export const unsureControls = (owed: Target): Control[] => [
  ...openMessage(owed),
  { button: "It needs an answer", action: "confirm", value: id(owed), style: "primary" },
  { button: "Not an inquiry", action: "dismiss", value: id(owed) },
];

/** None where it was logged by hand: there is no message to open. */
export const openMessage = ({ link }: Pick<Target, "link">): Control[] =>
  link ? [{ link: "Open message", url: link }] : [];

export const take = (owed: Target): Control => ({ button: "Take", action: "take", value: id(owed) });

/** For one that came by phone or letter, and so was answered where no bot can see. */
export const answered = (owed: Target): Control => ({
  button: "Answered",
  action: "elsewhere",
  value: id(owed),
});

/** A menu of colleagues, their values prefixed with the inquiry (`"4127 12"`); without them, a button that opens the form (`"4127"`). */
export function reassign(owed: Target, colleagues?: readonly Option[]): Control {
  const label = owed.owner ? "Reassign" : "Assign";
  if (!colleagues?.length) return { button: label, action: "reassign", value: id(owed) };
  const options = colleagues.slice(0, 100).map(({ label, value }) => ({ label, value: `${owed.inquiryId} ${value}` }));
  return { menu: label, action: "reassign", options };
}

/** The values are the tail of a `snooze` command. */
const snooze = ({ inquiryId }: Target): Control => ({
  menu: "Snooze",
  action: "snooze",
  options: [
    { label: "30 minutes", value: `${inquiryId} 30m` },
    { label: "1 hour", value: `${inquiryId} 1h` },
    { label: "3 hours", value: `${inquiryId} 3h` },
    { label: "Tomorrow 09:00", value: `${inquiryId} tomorrow 09:00` },
  ],
});

const id = ({ inquiryId }: Target): string => String(inquiryId);

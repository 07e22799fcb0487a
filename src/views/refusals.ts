import type { Misunderstood } from "../domain/command.ts";
import type { Reason } from "../domain/rights.ts";
import type { Card } from "./card.ts";
import { called } from "./owed.ts";
import type { Subject } from "./replies.ts";
import { command, say } from "./say.ts";
import { list } from "./words.ts";

// Why something was not done, and what would work. Nothing was changed by any of them.

export const misunderstood = ({ because, instead, near }: Misunderstood): Card =>
  near
    ? say(`${because} Did you mean `, command(instead), "?")
    : say(`${because} ${instead === "help" ? "What I know: " : "For example: "}`, command(instead));

/** The same for what does not exist and for what the reader may not know of. */
export const noSuchInquiry = (id: number): Card => say(`I find no inquiry ${id}. Yours are here: `, command("mine"));

/** `rewrite` makes the command that would have worked, from a name. */
export const nobodyCalled = (
  what: Named,
  typed: string,
  near: readonly string[],
  rewrite: (name: string) => string,
): Card => {
  const [best, ...others] = near;
  if (best === undefined) return say(`I know no ${what} called “${typed}”. Please check the spelling.`);
  if (others.length > 0)
    return say(
      `I know no ${what} called “${typed}”. Did you mean ${list(near, "or")}? For example: `,
      command(rewrite(best)),
    );
  return say(`I know no ${what} called “${typed}”. Did you mean `, command(rewrite(best)), "?");
};

export const severalCalled = (
  what: Named,
  typed: string,
  names: readonly string[],
  rewrite: (name: string) => string,
): Card =>
  say(
    `“${typed}” could be ${list(names.slice(0, 5), "or")}. Say which ${what}, for example: `,
    command(rewrite(names[0]!)),
  );

export type Named = "client" | "person" | "group" | "matter" | "client or matter";

/** A time to snooze until, out of a menu that was drawn a while ago. */
export const isPast = (id: number): Card =>
  say("That time is past; nothing was changed. For example: ", command(`snooze ${id} 1h`));

/** It was settled before the press or the form came. */
export const already = (
  it: Subject,
  state: "resolved" | "dismissed" | "answered" | "paused" | "open",
  open?: string,
): Card => {
  if (state === "open") return say(`${called(it)} is open already${open ? `: ${open}` : ""}.`);
  if (state === "paused")
    return say(`${called(it)} is waiting on the client already. To go on: `, command(`resume ${it.inquiryId}`));
  const how = { resolved: "closed", dismissed: "marked as not an inquiry", answered: "answered" }[state];
  return say(
    `${called(it)} is ${how} already; nothing was changed. To open it again: `,
    command(`reopen ${it.inquiryId}`),
  );
};

/** Says no more of why: a wall is nobody's business. */
export const cannotHave = (person: string): Card =>
  say(`${person} cannot be given this one. Please choose someone else.`);

/** The same for all that is refused for the same reason: it says nothing of what it was about. */
export const refused = (reason: Reason): Card => {
  switch (reason) {
    case "outside":
      return forTheFirm();
    case "not theirs":
      return say(
        "That is for its owner, their team and its partners. Please ask one of them. Yours are here: ",
        command("mine"),
      );
    case "for its writer":
      return say("Only whoever wrote the reply can say which inquiry it answers.");
    case "for partners":
      return say("Only a partner can do that. Please ask one.");
    case "for leads and partners":
      return say("Team leads, partners and risk officers have names looked up. Please ask one of them.");
    case "for admins":
      return say("Only an admin can do that. Please ask one.");
    case "for risk officers":
      return say("Only a risk officer can do that. Please ask one.");
  }
};

export const oneAlready = (name: string): Card => say(`That is one person already: ${name}.`);

/** One person has one account in each place. */
export const twoAccounts = (name: string, other: string): Card =>
  say(`${name} and ${other} both have an account in the same place, so they are two people; nothing was changed.`);

/** Someone chosen in a form who cannot be of the firm's people. */
export const notOfTheFirm = (name: string, why: "outside" | "bot" | "gone" | "unknown"): string =>
  ({
    outside: `${name} is not one of the firm's people. Please choose colleagues only.`,
    bot: `${name} is a bot. Please choose people.`,
    gone: `${name}'s account is closed. Please choose someone else.`,
    unknown:
      "One of those you chose is not known to me here. They may need this app first; please add it for them, and choose again.",
  })[why];

export const forTheFirm = (): Card =>
  say("This is for the firm's people. Please write in the channel, and the firm will answer there.");

/** Drawn by another version of the program, for somebody else, or by nobody. */
export const outdated = (what: "button" | "form"): Card =>
  say(`That ${what} is too old, or not meant for you; nothing was changed. Did you mean `, command("mine"), "?");

export const wentWrong = (): Card =>
  say("That did not work. Please try again in a minute; if it stays so, tell your admin.");

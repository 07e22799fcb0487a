import type { Card } from "./card.ts";
import {
  type FoundShown,
  kindWords,
  type LikeShown,
  type ListedShown,
  likeWords,
  settledHow,
} from "./conflict-notice.ts";
import { command, say } from "./say.ts";
import { capital, list } from "./words.ts";

// For risk officers alone, but for the sentence that everybody else is told.

/** The same whether there is nothing, something, or something behind a wall. */
export const lookedUp = (): Card =>
  say("It is being looked up. If there is anything to clear, the risk officer will be in touch.");

export const noName = (): Card =>
  say("That is no name I can look up. For example: ", command("conflicts Beta Holdings"));

export const isNone = ({ name }: FoundShown): Card =>
  say(`On record: no conflict with ${name} there. It is not raised again; elsewhere it still is.`);

/** What comes next is somebody's judgment: whom the wall is for is not known here. */
export const isOne = ({ name, where: { is, called, client } }: FoundShown): Card => {
  const around = is === "matter" ? `${client}, ${called}` : client;
  return say(
    `On record as a conflict: ${name}. If some are to be kept from it, raise a wall: `,
    command(
      around === undefined
        ? 'wall "Acme v. Beta" from Kim because she acted for Beta'
        : `wall "${around}" from <people> because conflict of interest`,
    ),
  );
};

export const settledAlready = (found: FoundShown): Card =>
  say(`That is settled already${settledHow(found).replace("\n", ": ").replace(/\.$/, "")}; nothing was changed.`);

export const noSuchConflict = (id: number): Card =>
  say(`I find no possible conflict ${id}. Those that are open: `, command("conflicts"));

export const noSuchName = (id: number): Card =>
  say(`I find no name ${id} on the list. Those that are: `, command("conflicts"));

export const listed = ({ id, kind, names: [name = "", ...also], forWhom }: ListedShown): Card =>
  say(
    { bold: `${name} is listed` },
    ` · ${kindWords(kind, forWhom)}${also.length > 0 ? ` · also ${list(also)}` : ""}`,
    "\nAll that is there is looked through now: clients, matters, contacts, channels, and messages that are kept; and what is new as it comes. What is found comes to the risk officers alone. To take it off the list: ",
    command(`conflicts unlist ${id}`),
  );

export const unlisted = (name: string): Card => say(`${name} is listed no more. That it was stays on record.`);

/** What a risk officer's own question finds. */
export const foundLike = (name: string, like: readonly LikeShown[]): Card => {
  if (like.length === 0) return say(`Nobody listed, no client, matter or contact is like “${name}”.`);
  const shown = like.slice(0, 40);
  const more = like.length - shown.length;
  return say(
    { bold: `Like “${name}”` },
    ...shown.map((one) => `\n${capital(likeWords(one))}`),
    more > 0 ? `\nand ${more} more` : "",
  );
};

/** To the admins, whether or not anything was found. */
export const noRiskOfficer = (): Card =>
  say(
    { bold: "Nobody is risk officer" },
    "\nNames are listed or looked up for conflicts of interest, and whatever may be found is told to risk officers alone: there is nobody to tell. Please name one: ",
    command("grant risk officer @kim"),
  );

/** To the admins for whom it is there; not what it is, nor where. */
export const noOfficerInside = (): Card =>
  say(
    { bold: "No risk officer may look at a possible conflict of interest" },
    "\nEach of them is kept from it by a wall. Please name one more who is not; they hear of it within the hour: ",
    command("grant risk officer @kim"),
  );

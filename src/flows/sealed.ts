import type { Chat, Desk, Reply } from "../chat/platform.ts";
import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { accountOf } from "../store/accounts.ts";
import { deliverySentAs } from "../store/sent-cards.ts";
import type { Card, Control, Form, Part } from "../views/card.ts";
import { forTheFirm, outdated } from "../views/refusals.ts";
import { actor } from "./actor.ts";
import type { Buttons } from "./buttons.ts";
import type { Deps } from "./deps.ts";

// Within the program a button's value is what it says; what leaves the program is sealed for whoever reads it, and what comes in
// is opened for whoever pressed it, or is nothing.

/** A platform that is given sealed cards only. */
export const sealedChat = (chat: Chat, buttons: Buttons): Chat => ({
  ...chat,
  send: (to, card, mark) => chat.send(to, sealedCard(buttons, to.account, card), mark),
  update: (to, sent, card) => chat.update(to, sent, sealedCard(buttons, to.account, card)),
  home: (to, card) => chat.home(to, sealedCard(buttons, to.account, card)),
});

/** A desk that takes what was sealed for the one who brings it, and hands out nothing else. */
export function sealedDesk(desk: Desk, deps: Deps, buttons: Buttons, now: () => Instant): Desk {
  const seal = (by: AccountRef, reply: Reply) => sealedReply(buttons, by, reply);
  const strange = async (by: AccountRef, what: "button" | "form") => {
    const who = await actor(deps, by, now());
    deps.tell({ what: "not sealed by us", platform: by.platform });
    return { card: who ? outdated(what) : forTheFirm() };
  };
  return {
    ...desk,
    command: async (by, ...rest) => seal(by, await desk.command(by, ...rest)),
    spoken: async (by, ...rest) => seal(by, await desk.spoken(by, ...rest)),
    async press(by, action, value, ...rest) {
      const meant = buttons.open(by, action, value);
      if (meant === undefined) return strange(by, "button");
      return seal(by, await inPlace(deps, by, rest[0], await desk.press(by, action, meant, ...rest)));
    },
    mark: async (by, ...rest) => seal(by, await desk.mark(by, ...rest)),
    form: async (by, which) => seal(by, await desk.form(by, which)),
    async submit(by, form, context, ...rest) {
      const meant = buttons.verify(by, form, context);
      if (meant === undefined) return strange(by, "form");
      return seal(by, await inPlace(deps, by, rest[2], await desk.submit(by, form, meant, ...rest)));
    },
    async home(by) {
      const card = await desk.home(by);
      return card && sealedCard(buttons, by, card);
    },
  };
}

/** A card is changed only where it is one that was sent to the very person; elsewhere they are told in its stead. */
async function inPlace({ db }: Deps, by: AccountRef, on: Parameters<Desk["press"]>[3], reply: Reply): Promise<Reply> {
  if (!reply.replace || !on) return reply;
  const theirs = await deliverySentAs(db, on);
  if (theirs && (await accountOf(db, by))?.personId === theirs.personId) return reply;
  const { replace, ...rest } = reply;
  return rest.card || rest.form ? rest : { ...rest, card: replace };
}

function sealedReply(buttons: Buttons, by: AccountRef, reply: Reply): Reply {
  const { card, replace, form } = reply;
  return {
    ...reply,
    ...(card && { card: sealedCard(buttons, by, card) }),
    ...(replace && { replace: sealedCard(buttons, by, replace) }),
    ...(form && { form: sealedForm(buttons, by, form) }),
  };
}

const sealedForm = (buttons: Buttons, by: AccountRef, form: Form): Form => ({
  ...form,
  context: buttons.sign(by, form.id, form.context),
});

const sealedCard = (buttons: Buttons, by: AccountRef, card: Card): Card => ({
  ...card,
  parts: card.parts.map((part): Part => {
    if (!("controls" in part)) return part;
    return { ...part, controls: part.controls.map((control) => sealedControl(buttons, by, control)) };
  }),
});

function sealedControl(buttons: Buttons, by: AccountRef, control: Control): Control {
  if ("link" in control) return control;
  const seal = (value: string) => buttons.seal(by, control.action, value);
  if ("button" in control) return { ...control, value: seal(control.value) };
  return { ...control, options: control.options.map((option) => ({ ...option, value: seal(option.value) })) };
}

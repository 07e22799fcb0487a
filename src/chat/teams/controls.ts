import type { ActionArray, IActionSet, IAdaptiveCard, ISubmitAction } from "@microsoft/teams.cards";
import { clean } from "../../domain/clean.ts";
import type { Action, Control, Option } from "../../views/card.ts";
import { shortened } from "./runs.ts";

/** Where a card is shown: Teams sends what is pressed in a dialog another way. */
export type Surface = "message" | "dialog";

/** The name under which what we put into an action comes back with it. */
export const OURS = "rejoinder";

/** What comes back when something is pressed: the value itself, or the name of the input that holds it. */
interface Pressed {
  readonly action: Action;
  readonly value?: string;
  readonly pick?: string;
}

/** On a phone three short buttons stand side by side: as many as fit, in characters, with what is around each. */
const SIDE_BY_SIDE = 3;
const WIDTH = 36;
const AROUND = 4;
/** As many options are buttons of their own: one touch less. More are a list to choose from. */
const FEW = 4;
const TITLE = 40;
const MOST = 100;

/** These open a form: asked for at once, so that it comes as a dialog. */
const OPENS_A_FORM: ReadonlySet<Action> = new Set(["reassign", "link channel", "set up"]);

type Each = ActionArray[number];
/** Gives each input of a card a name of its own. */
export type Naming = () => string;

export function actionSets(controls: readonly Control[], surface: Surface, name: Naming): IActionSet[] {
  const actions = controls.flatMap((control) => actionOf(control, surface, name) ?? []);
  const rows: Each[][] = [];
  let room = 0;
  for (const action of actions) {
    const wide = (action.title ?? "").length + AROUND;
    if (rows.length === 0 || room < wide || rows.at(-1)!.length === SIDE_BY_SIDE) {
      rows.push([]);
      room = WIDTH;
    }
    rows.at(-1)!.push(action);
    room -= wide;
  }
  return rows.map((row) => ({ type: "ActionSet", actions: row, spacing: "Small" }));
}

function actionOf(control: Control, surface: Surface, name: Naming): Each | undefined {
  if ("link" in control) return { type: "Action.OpenUrl", title: title(control.link), url: control.url };
  if ("menu" in control) return menu(control, surface, name);
  const { action, value, style } = control;
  const looks = style === "primary" ? "positive" : style === "danger" ? "destructive" : undefined;
  return { ...pressing(control.button, { action, value }, surface), style: looks };
}

/** An action that sends `pressed` to the bot. */
function pressing(words: string, pressed: Pressed, surface: Surface): Each {
  const data = { [OURS]: pressed };
  const associatedInputs = pressed.pick ? "auto" : "none";
  if (surface === "dialog") return { type: "Action.Submit", title: title(words), data, associatedInputs };
  if (OPENS_A_FORM.has(pressed.action) && pressed.pick === undefined)
    return { type: "Action.Submit", title: title(words), data: opening(data), associatedInputs };
  return { type: "Action.Execute", title: title(words), verb: pressed.action, data, associatedInputs };
}

const opening = (data: object) => ({ ...data, msteams: { type: "task/fetch" } }) as ISubmitAction["data"];

function menu(
  { menu: words, action, options }: Extract<Control, { menu: string }>,
  surface: Surface,
  name: Naming,
): Each | undefined {
  if (options.length === 0) return undefined;
  // Words that would be cut are no buttons: two of them could look alike.
  const few = options.length <= FEW && options.every(({ label }) => label.length <= TITLE);
  const card: IAdaptiveCard = {
    type: "AdaptiveCard",
    body: few ? [] : [choices(name(), options)],
    actions: few ? options.map(({ label, value }) => pressing(label, { action, value }, surface)) : [],
  };
  if (few) return { type: "Action.ShowCard", title: title(words), card };
  const pick = (card.body[0] as { id: string }).id;
  return {
    type: "Action.ShowCard",
    title: title(words),
    card: { ...card, actions: [pressing(`${plain(words)}`, { action, pick }, surface)] },
  };
}

const choices = (id: string, options: readonly Option[]) =>
  ({
    type: "Input.ChoiceSet",
    id,
    style: options.length > 12 ? "filtered" : "compact",
    placeholder: "Choose",
    choices: options.slice(0, MOST).map(({ label, value }) => ({ title: title(label, 75), value })),
  }) as const;

const plain = (words: string) => (words.trim() === "⋯" ? "Do it" : words);

/** Never empty: Teams shows no button, choice or input without words. */
export const title = (words: string, limit = TITLE) => shortened(clean(words).trim() || "…", limit);

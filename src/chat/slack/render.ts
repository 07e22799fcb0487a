import type { ActionsBlockElement, ImageBlock, KnownBlock } from "@slack/types";
import { clean } from "../../domain/clean.ts";
import type { Card, Control, Option, Part, Picture, Span } from "../../views/card.ts";
import { bare } from "../../views/say.ts";
import { escaped, mrkdwn, shortened, typed } from "./mrkdwn.ts";

/** What Slack allows. Source: docs.slack.dev, "Block Kit reference". */
const LIMITS = {
  blocks: 50,
  homeBlocks: 100,
  section: 3000,
  context: 2000,
  heading: 150,
  button: 75,
  value: 2000,
  options: 100,
  actions: 25,
};

/** A card as Slack draws it; `text` is what a notification shows, and what a screen reader says. */
export interface Drawn {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The prefix of what we name in blocks; the card's action follows it. */
export const ACTION = "rejoinder:";

/** `pictureIds`: Slack's ids of the uploaded pictures, in order; a picture without one is told in its words instead. */
export function render(card: Card, pictureIds: readonly string[] = [], limit = LIMITS.blocks): Drawn {
  const ids = [...pictureIds];
  const parts = card.parts.map((part) => ("picture" in part ? [picture(part.picture, ids.shift())] : blocksOf(part)));
  return {
    text: shortened(escaped(bare(card.summary, typed)), LIMITS.section),
    blocks: fitting(card.parts, parts, limit),
  };
}

export const renderHome = (card: Card) => render(card, [], LIMITS.homeBlocks);

/** Whole parts only, and how many rows were left out: half a row would lie. */
function fitting(parts: readonly Part[], drawn: readonly KnownBlock[][], limit: number): KnownBlock[] {
  if (drawn.flat().length <= limit) return drawn.flat();
  const blocks: KnownBlock[] = [];
  let shown = 0;
  while (shown < drawn.length && blocks.length + drawn[shown]!.length < limit) blocks.push(...drawn[shown++]!);
  const rest = parts.slice(shown);
  const rows = rest.filter((part) => "row" in part).length;
  return [...blocks, note(rows > 0 ? `and ${rows} more` : "and more")];
}

function blocksOf(part: Exclude<Part, { readonly picture: Picture }>): KnownBlock[] {
  if ("heading" in part) return [{ type: "header", text: label(part.heading, LIMITS.heading) }];
  if ("text" in part) return sections(part.text);
  if ("note" in part) return mrkdwn(part.note, LIMITS.context).map(note);
  if ("row" in part) return row(part.row, part.controls);
  if ("controls" in part) return actions(part.controls);
  return [{ type: "divider" }];
}

const sections = (spans: readonly Span[]): KnownBlock[] =>
  mrkdwn(spans, LIMITS.section).map((text) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } }));

const note = (text: string): KnownBlock => ({ type: "context", elements: [{ type: "mrkdwn", text, verbatim: true }] });

// One control stands beside its entry, more stand below it.
function row(spans: readonly Span[], controls: readonly Control[]): KnownBlock[] {
  const [text = "…"] = mrkdwn(spans, LIMITS.section);
  const section = { type: "section", text: { type: "mrkdwn", text, verbatim: true } } as const;
  if (controls.length !== 1) return [section, ...actions(controls)];
  const accessory = element(controls[0]!, []);
  return [accessory ? { ...section, accessory } : section];
}

function actions(controls: readonly Control[]): KnownBlock[] {
  const elements: Pressed[] = [];
  for (const control of controls.slice(0, LIMITS.actions)) {
    const made = element(control, elements);
    if (made) elements.push(made);
  }
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

type Pressed = Extract<ActionsBlockElement, { type: "button" | "static_select" }>;

function element(control: Control, beside: readonly Pressed[]): Pressed | undefined {
  if ("link" in control)
    return {
      type: "button",
      text: label(control.link, LIMITS.button),
      url: control.url,
      action_id: unlike(beside, "open"),
    };
  const action_id = unlike(beside, `${ACTION}${control.action}`);
  if ("button" in control)
    return {
      type: "button",
      action_id,
      text: label(control.button, LIMITS.button),
      value: control.value.slice(0, LIMITS.value),
      style: control.style,
    };
  if (control.options.length === 0) return undefined;
  return {
    type: "static_select",
    action_id,
    placeholder: label(control.menu, LIMITS.heading),
    ...choices(control.options),
  };
}

// An id may stand only once in a block, and two buttons of one block may do the same to different inquiries.
const unlike = (beside: readonly Pressed[], id: string) =>
  beside.some(({ action_id }) => action_id === id) ? `${id}:${beside.length}` : id;

/** The options of a menu; more than Slack lists in one go come in groups, named by the first and last of each. */
export function choices(all: readonly Option[]) {
  if (all.length <= LIMITS.options) return { options: all.map(option) };
  const groups = Array.from({ length: Math.ceil(all.length / LIMITS.options) }, (_, n) =>
    all.slice(n * LIMITS.options, (n + 1) * LIMITS.options),
  );
  const named = (group: readonly Option[]) =>
    [group[0]!, group.at(-1)!].map((end) => shortened(end.label.trim(), 35)).join(" – ");
  return {
    option_groups: groups.map((group) => ({ label: label(named(group), LIMITS.button), options: group.map(option) })),
  };
}

const option = ({ label: words, value }: Option) => ({
  text: label(words, LIMITS.button),
  value,
});

/** Plain words: Slack makes no emoji of `:x:` in a name. An empty one is an error to Slack. */
export const label = (words: string, limit: number) =>
  ({ type: "plain_text", text: shortened(clean(words).trim() || "…", limit), emoji: false }) as const;

function picture(shown: Picture, id: string | undefined): KnownBlock {
  if (id === undefined) return note(mrkdwn([`${shown.title}: ${shown.alt}`], LIMITS.context)[0] ?? "…");
  const image: ImageBlock = {
    type: "image",
    slack_file: { id },
    alt_text: shortened(clean(shown.alt).trim() || shown.title.trim() || "A picture", 2000),
    title: label(shown.title, 2000),
  };
  return image;
}

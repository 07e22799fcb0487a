import { BLOCKS, VIEW } from "./block-shapes.ts";
import { refuseWith } from "./errors.ts";
import { items, object, said, typed } from "./shape.ts";
import type { Fields } from "./workspace.ts";

/** Checks a message's blocks and gives those without ids theirs. @throws SlackError `invalid_blocks` */
export function checkedBlocks(blocks: unknown, nextId: (prefix: string) => string): Fields[] {
  const problems = blockProblems(blocks, "/blocks", 50);
  if (problems.length > 0) refuseWith("invalid_blocks", problems);
  return withIds(blocks as Fields[], nextId);
}

/** The same for a view, whose blocks may be 100. @throws SlackError `invalid_arguments` */
export function checkedView(view: unknown, nextId: (prefix: string) => string): Fields {
  const problems: string[] = [];
  object(VIEW)(view, "/view", problems);
  const { type, title, submit, blocks } = (view ?? {}) as Fields;
  problems.push(...blockProblems(blocks ?? [], "/view/blocks", 100, 0));
  if (type === "modal" && !title) problems.push(said("missing required field: title", "/view"));
  if (type === "modal" && !submit && Array.isArray(blocks)) {
    const input = blocks.findIndex((block) => block?.type === "input");
    const problem = "must define `submit` to use an `input` block in modals";
    if (input >= 0) problems.push(said(problem, `/view/blocks/${input}/input`));
  }
  if (problems.length > 0) refuseWith("invalid_arguments", problems);
  return { ...(view as Fields), blocks: withIds(blocks as Fields[], nextId) };
}

/** Everything wrong with a list of blocks, in Slack's words. */
export function blockProblems(blocks: unknown, pointer: string, most: number, least = 0): string[] {
  const problems: string[] = [];
  const block = typed(
    Object.fromEntries(
      Object.entries(BLOCKS).map(([type, shape]) => [type, shape && { ...shape, block_id: BLOCK_ID }]),
    ),
  );
  items(most, block, least)(blocks, pointer, problems);
  if (!Array.isArray(blocks) || problems.length > 0) return problems;
  return [...problems, ...emptySections(blocks, pointer), ...repeatedIds(blocks, pointer)];
}

const BLOCK_ID = (value: unknown, pointer: string, problems: string[]) => {
  if (String(value).length > 255) problems.push(said("must be less than 256 characters", pointer));
};

const emptySections = (blocks: Fields[], pointer: string) =>
  blocks.flatMap((block, index) =>
    block.type === "section" && !block.text && !block.fields
      ? [said("missing required field: text", `${pointer}/${index}`)]
      : [],
  );

function repeatedIds(blocks: Fields[], pointer: string): string[] {
  const seen = { block_id: new Set<unknown>(), action_id: new Set<unknown>() };
  const problems: string[] = [];
  const look = (thing: Fields, key: "block_id" | "action_id", at: string) => {
    if (thing[key] === undefined) return;
    if (seen[key].has(thing[key])) problems.push(said(`\`${key}\` "${thing[key]}" already exists`, `${at}/${key}`));
    seen[key].add(thing[key]);
  };
  blocks.forEach((block, index) => {
    look(block, "block_id", `${pointer}/${index}`);
    // An action's name need only be unique within its block.
    seen.action_id.clear();
    elementsOf(block).forEach((element, place) => {
      look(element, "action_id", `${pointer}/${index}/elements/${place}`);
    });
  });
  return problems;
}

/** The interactive elements of a block, wherever they sit in it. */
export function elementsOf(block: Fields): Fields[] {
  const inside = [...((block.type === "actions" && (block.elements as Fields[])) || [])];
  for (const key of ["accessory", "element"]) if (block[key]) inside.push(block[key] as Fields);
  return inside;
}

function withIds(blocks: Fields[], nextId: (prefix: string) => string): Fields[] {
  return structuredClone(blocks).map((block) => {
    block.block_id ??= nextId("b");
    for (const element of elementsOf(block)) if (element.type !== "image") element.action_id ??= nextId("a");
    return block;
  });
}

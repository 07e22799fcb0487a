import { useMemo } from "react";
import type { Block } from "../../shown.ts";
import { at as path } from "../api.ts";
import { useSurroundings } from "../workspace.ts";
import { Control } from "./Control.tsx";
import { Drawn } from "./Words.tsx";

/** Where blocks stand, and in which of them something is pressed: the same action may be in several. */
export type At = ({ readonly channel: string; readonly ts: string } | { readonly view: string }) & {
  readonly block?: string;
};

export type Element = Readonly<Record<string, unknown>> & { readonly type: string };

interface Props {
  readonly blocks: readonly Block[];
  readonly at: At;
  /** Draws a form's inputs, where the blocks are a form's. */
  readonly input?: (block: Block) => React.ReactNode;
}

/** Block Kit: what is only read is drawn by the library, what is pressed or chosen from by us. */
export function Blocks({ blocks, at, input }: Props) {
  const runs = useMemo(() => runsOf(blocks), [blocks]);
  return (
    <div className="blocks">
      {runs.map((run, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have their order and nothing else.
        <Run key={n} run={run} at={at} input={input} />
      ))}
    </div>
  );
}

function Run({ run, at: within, input }: { readonly run: readonly Block[] } & Pick<Props, "at" | "input">) {
  const [block] = run;
  if (!block) return null;
  const at = block.block_id ? { ...within, block: String(block.block_id) } : within;
  if (block.type === "actions") return <Controls elements={block.elements as Element[]} at={at} />;
  if (block.type === "input") return input?.(block);
  if (block.type === "image") return <Picture block={block} />;
  if (block.type === "section" && block.accessory) {
    const { accessory, ...rest } = block;
    return (
      <div className="with-accessory">
        <Section block={rest as Block} />
        <Controls elements={[accessory as Element]} at={at} />
      </div>
    );
  }
  return <Drawn blocks={run} />;
}

function Section({ block }: { readonly block: Block }) {
  const blocks = useMemo(() => [block], [block]);
  return <Drawn blocks={blocks} />;
}

function Controls({ elements, at }: { readonly elements: readonly Element[]; readonly at: At }) {
  return (
    <div className="controls">
      {elements.map((element, n) => (
        <Control key={String(element.action_id ?? n)} element={element} at={at} />
      ))}
    </div>
  );
}

function Picture({ block }: { readonly block: Block }) {
  const { as } = useSurroundings();
  const id = (block.slack_file as { id?: string } | undefined)?.id;
  const title = (block.title as { text?: string } | undefined)?.text;
  return (
    <figure className="picture">
      {title && <figcaption>{title}</figcaption>}
      <img src={id ? path("/api/file", { as, id }) : String(block.image_url)} alt={String(block.alt_text ?? "")} />
    </figure>
  );
}

/** Neighbours that are only read go together: one drawing instead of many. */
function runsOf(blocks: readonly Block[]): Block[][] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last && isRead(block) && isRead(last[0]!)) last.push(block);
    else runs.push([block]);
  }
  return runs;
}

const isRead = (block: Block): boolean =>
  !["actions", "input", "image"].includes(block.type) && !(block.type === "section" && block.accessory);

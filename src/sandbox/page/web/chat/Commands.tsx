import { useEffect, useRef } from "react";
import type { CommandHint } from "../../shown.ts";

interface Props {
  readonly id: string;
  readonly hints: readonly CommandHint[];
  readonly chosen: number;
  readonly onPoint: (n: number) => void;
  readonly onChoose: (n: number) => void;
}

/** The commands that fit what was typed, with what each takes and does. */
export function Commands({ id, hints, chosen, onPoint, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div className="commands" role="listbox" id={id} aria-label="Commands" ref={list}>
      {hints.map(({ typed, takes, does }, n) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are the text box's, which keeps the focus.
        <div
          key={typed}
          role="option"
          id={`${id}-${n}`}
          aria-selected={n === chosen}
          onPointerMove={() => onPoint(n)}
          onClick={() => onChoose(n)}
        >
          <span>
            <b>{typed}</b> {takes}
          </span>
          <span className="quiet">{does}</span>
        </div>
      ))}
    </div>
  );
}

/** None unless what is typed begins a command; once its words are there, its own hint alone. */
export function hintsFor(commands: readonly CommandHint[], text: string): readonly CommandHint[] {
  if (!text.startsWith("/") || text.includes("\n")) return [];
  const typed = text.toLowerCase().replace(/\s+/g, " ");
  const begun = commands.filter(
    (one) => one.typed.startsWith(typed.trimEnd()) && !(typed.endsWith(" ") && one.typed === typed.trimEnd()),
  );
  const said = commands.filter((one) => one.takes && typed.startsWith(`${one.typed} `));
  return said.length > 0 ? said : begun;
}

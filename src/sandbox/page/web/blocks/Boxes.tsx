import { useId, useState } from "react";
import type { Choice } from "../../shown.ts";
import type { Element } from "./Blocks.tsx";
import { choiceOf, textOf } from "./options.ts";
import type { Picked } from "./PickedInput.tsx";

interface BoxesProps {
  readonly element: Element;
  readonly options: readonly Choice[];
  readonly onPick: (choice: Picked) => void;
  readonly id?: string | undefined;
}

/** Some or one of several, each with its box. */
export function Boxes({ element, options, onPick, id, ...described }: BoxesProps) {
  const one = element.type === "radio_buttons";
  const start = [
    element.initial_options ?? element.initial_option ?? element.initial_users ?? element.initial_conversations ?? [],
  ].flat();
  const [picked, setPicked] = useState(() =>
    start.map((each) => (typeof each === "string" ? each : choiceOf(each as object).value)),
  );
  const name = useId();
  const pick = (value: string, on: boolean) => {
    const next = one ? [value] : on ? [...picked, value] : picked.filter((each) => each !== value);
    setPicked(next);
    onPick(one ? value : next);
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name.
    <div
      className="boxes"
      id={id}
      role={one ? "radiogroup" : "group"}
      aria-label={textOf(element.placeholder) || "Choose"}
      {...described}
    >
      {options.map(({ text, value }) => (
        <label key={value}>
          <input
            type={one ? "radio" : "checkbox"}
            name={name}
            checked={picked.includes(value)}
            onChange={(event) => pick(value, event.target.checked)}
          />
          {text}
        </label>
      ))}
    </div>
  );
}

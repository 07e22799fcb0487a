import { useEffect, useId, useState } from "react";
import type { Choice } from "../../shown.ts";
import { act } from "../api.ts";
import { useSurroundings } from "../workspace.ts";
import { choiceOf, textOf } from "./options.ts";
import type { PickedProps } from "./PickedInput.tsx";

/** A menu whose options the app gives, for what is typed. */
export function AskedSelect({ element, at, onPick, label, ...shared }: PickedProps & { readonly label: string }) {
  const { as } = useSurroundings();
  const [offered, setOffered] = useState<readonly Choice[]>([]);
  const [typed, setTyped] = useState(textOf((element.initial_option as { text?: unknown } | undefined)?.text));
  const list = useId();
  const least = Number(element.min_query_length ?? 3);
  const action = String(element.action_id);
  const place = JSON.stringify(at);
  useEffect(() => {
    if (typed.length < least) return;
    let old = false;
    void act<object[]>("/api/options", { as, at: JSON.parse(place), action, typed }).then((found) => {
      if (!old && Array.isArray(found)) setOffered(found.map((one) => choiceOf(one)));
    });
    return () => {
      old = true;
    };
  }, [as, place, action, typed, least]);
  return (
    <>
      <input
        {...shared}
        list={list}
        aria-label={shared.id ? undefined : label}
        placeholder={label}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const found = offered.find((one) => one.text === event.target.value);
          if (found) onPick({ text: found.text, value: found.value });
        }}
      />
      <datalist id={list}>
        {offered.map(({ text, value }) => (
          <option key={value} value={text} />
        ))}
      </datalist>
    </>
  );
}

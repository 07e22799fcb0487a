import { type ReactNode, useEffect, useRef, useState } from "react";
import { textOf } from "./options.ts";

type Confirm = Readonly<Record<string, unknown>>;

/** Asks first, where the element says so. @returns what to draw, and what to do a thing by */
export function useConfirmed(confirm: unknown): [ReactNode, (does: () => unknown) => unknown] {
  const [asked, setAsked] = useState<() => unknown>();
  const drawn = asked && (
    <Question
      confirm={confirm as Confirm}
      onAnswer={(yes) => {
        setAsked(undefined);
        if (yes) asked();
      }}
    />
  );
  return [drawn, (does) => (confirm ? setAsked(() => does) : does())];
}

function Question({ confirm, onAnswer }: { readonly confirm: Confirm; readonly onAnswer: (yes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="modal" aria-label={textOf(confirm.title)} onClose={() => onAnswer(false)}>
      <h2>{textOf(confirm.title)}</h2>
      <p>{textOf(confirm.text)}</p>
      <footer>
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {textOf(confirm.deny) || "Cancel"}
        </button>
        <button type="button" className={`button ${confirm.style ?? "primary"}`} onClick={() => onAnswer(true)}>
          {textOf(confirm.confirm) || "Yes"}
        </button>
      </footer>
    </dialog>
  );
}

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Block, Done, OpenView } from "../../shown.ts";
import { act } from "../api.ts";
import { type At, Blocks, type Element } from "../blocks/Blocks.tsx";
import { textOf } from "../blocks/options.ts";
import { type Picked, PickedInput } from "../blocks/PickedInput.tsx";
import { Icon } from "../Icon.tsx";
import { useWorkspace } from "../workspace.ts";

/** A form of the app's, on top of the page. What is wrong with an entry stands beneath it. */
export function Modal({ view }: { readonly view: OpenView }) {
  const { as } = useWorkspace();
  const dialog = useRef<HTMLDialogElement>(null);
  const values = useRef<Record<string, Picked>>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const title = useId();
  const at: At = { view: view.id };
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>("input, textarea, select")?.focus();
  }, []);

  const close = () => void act("/api/close-view", { as, view: view.id });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const { errors: wrong = {} } = await act<Done>("/api/submit", { as, view: view.id, values: values.current });
    setBusy(false);
    setErrors(wrong);
  };
  useEffect(() => {
    if (Object.keys(errors).length > 0) dialog.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [errors]);

  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2 id={title}>{view.title}</h2>
          <button type="button" className="icon" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div className="modal-body">
          <Blocks
            blocks={view.blocks}
            at={at}
            input={(block) => (
              <Field
                block={block}
                at={at}
                error={errors[String(block.block_id)]}
                onPick={(picked) => {
                  values.current[String(block.block_id)] = picked;
                }}
              />
            )}
          />
        </div>
        <footer>
          <button type="button" className="button" onClick={close}>
            {view.close ?? "Cancel"}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" aria-busy={busy}>
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

interface FieldProps {
  readonly block: Block;
  readonly at: At;
  readonly error: string | undefined;
  readonly onPick: (picked: Picked) => void;
}

function Field({ block, at, error, onPick }: FieldProps) {
  const id = useId();
  const hint = textOf(block.hint);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field" data-wrong={error !== undefined}>
      <label htmlFor={id}>
        {textOf(block.label)} {block.optional === true && <span className="quiet">(optional)</span>}
      </label>
      <PickedInput
        element={block.element as Element}
        at={at}
        onPick={onPick}
        id={id}
        describedBy={described}
        invalid={error !== undefined}
      />
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p className="quiet hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

import { useState } from "react";
import type { Choice } from "../../shown.ts";
import { act, tell } from "../api.ts";
import { Icon } from "../Icon.tsx";
import { Menu } from "../Menu.tsx";
import { go, placeOfLink } from "../place.ts";
import { useSurroundings } from "../workspace.ts";
import type { At, Element } from "./Blocks.tsx";
import { useConfirmed } from "./Confirm.tsx";
import { groupsOf, textOf } from "./options.ts";
import { PickedInput } from "./PickedInput.tsx";

/** A button or menu of a message, modal or page: what is pressed is told to the app at once. */
export function Control({ element, at }: { readonly element: Element; readonly at: At }) {
  const { as } = useSurroundings();
  const [busy, setBusy] = useState(false);
  const [confirm, confirmed] = useConfirmed(element.confirm);
  const action = String(element.action_id);
  const told = { as, at, action };
  const press = (choice?: unknown) =>
    confirmed(async () => {
      setBusy(true);
      await act("/api/press", { ...told, ...(choice === undefined ? {} : { choice }) });
      setBusy(false);
    });

  if (element.type === "button" || element.type === "workflow_button") {
    const url = element.url ? String(element.url) : undefined;
    const label = textOf(element.text);
    if (url) return <LinkButton url={url} label={label} onFollow={() => tell("/api/press", told)} />;
    return (
      <>
        <button
          type="button"
          className={`button ${element.style ?? ""}`}
          aria-label={element.accessibility_label ? String(element.accessibility_label) : undefined}
          aria-busy={busy}
          onClick={() => void press()}
        >
          {label}
        </button>
        {confirm}
      </>
    );
  }
  if (element.type === "static_select" || element.type === "overflow") {
    const placeholder = textOf(element.placeholder);
    const dots = element.type === "overflow" || placeholder === "⋯";
    const label = dots ? "More" : placeholder || "Choose";
    const initial = (element.initial_option as Choice | undefined)?.value;
    const items = () =>
      groupsOf(element).flatMap(({ label: head, options }) =>
        options.map(({ text, value }, n) => ({
          label: text,
          ...(head && n === 0 ? { before: head } : {}),
          ...(initial ? { checked: value === initial } : {}),
          does: () => void press(value),
        })),
      );
    return (
      <>
        <Menu label={label} className={dots ? "button dots" : "button select"} items={items}>
          {dots ? (
            <Icon name="dots" />
          ) : (
            (groupsOf(element)
              .flatMap((g) => g.options)
              .find((o) => o.value === initial)?.text ?? label)
          )}
          {!dots && <Icon name="down" size={14} />}
        </Menu>
        {confirm}
      </>
    );
  }
  return (
    <>
      <PickedInput element={element} at={at} onPick={(choice) => void press(choice)} />
      {confirm}
    </>
  );
}

/** A link that looks like a button. The app is told of it as well, as by Slack. */
function LinkButton({
  url,
  label,
  onFollow,
}: {
  readonly url: string;
  readonly label: string;
  readonly onFollow: () => void;
}) {
  const { as } = useSurroundings();
  const place = placeOfLink(url);
  return (
    <a
      className="button"
      href={url}
      {...(place ? {} : { target: "_blank", rel: "noreferrer noopener" })}
      onClick={(event) => {
        onFollow();
        if (!place) return;
        event.preventDefault();
        go({ ...place, as });
      }}
    >
      {label}
    </a>
  );
}

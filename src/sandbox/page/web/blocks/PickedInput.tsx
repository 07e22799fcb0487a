import { useEffect, useId, useState } from "react";
import type { Choice } from "../../shown.ts";
import { act } from "../api.ts";
import { useWorkspace } from "../workspace.ts";
import type { At, Element } from "./Blocks.tsx";
import { choiceOf, groupsOf, textOf } from "./options.ts";

export type Picked = string | string[] | number | Choice;

interface Props {
  readonly element: Element;
  readonly at: At;
  readonly onPick: (choice: Picked) => void;
  readonly id?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
}

/** What is entered or picked, of every kind that Slack's forms have but files and rich text. Uncontrolled: it keeps what is entered. */
export function PickedInput({ element, at, onPick, id, describedBy, invalid }: Props) {
  const { view } = useWorkspace();
  const label = textOf(element.placeholder);
  const shared = { id, "aria-describedby": describedBy, "aria-invalid": invalid || undefined };
  const named = id ? {} : { "aria-label": label || "Choose" };
  const people = view.people.filter((one) => !one.bot).map(({ id: value, name: text }) => ({ text, value }));
  const places = view.conversations.map(({ id: value, name: text }) => ({ text, value }));
  const type = element.type;
  if (type === "plain_text_input" && element.multiline)
    return (
      <textarea
        {...shared}
        {...named}
        rows={4}
        placeholder={label}
        maxLength={limit(element)}
        defaultValue={word(element.initial_value)}
        onChange={(event) => onPick(event.target.value)}
      />
    );
  const [kind, initial] = FIELDS[type] ?? [];
  if (kind)
    return (
      <input
        {...shared}
        {...named}
        type={kind}
        step={type === "number_input" && element.is_decimal_allowed ? "any" : undefined}
        placeholder={label}
        maxLength={limit(element)}
        defaultValue={word(element[initial!])}
        onChange={(event) => onPick(event.target.value)}
      />
    );
  if (type === "datetimepicker")
    return (
      <input
        {...shared}
        {...named}
        type="datetime-local"
        defaultValue={element.initial_date_time ? localOf(Number(element.initial_date_time) * 1000) : ""}
        onChange={(event) => onPick(Math.floor(new Date(event.target.value).getTime() / 1000))}
      />
    );
  if (type === "checkboxes" || type === "radio_buttons" || type.startsWith("multi_")) {
    const options = /users/.test(type)
      ? people
      : /conversations|channels/.test(type)
        ? places
        : groupsOf(element).flatMap((g) => g.options);
    return <Boxes element={element} options={options} onPick={onPick} {...shared} />;
  }
  if (type === "external_select") return <Asked element={element} at={at} onPick={onPick} {...shared} label={label} />;
  const one = type === "users_select" ? people : type === "static_select" ? undefined : places;
  const groups = one ? [{ label: "", options: one }] : groupsOf(element);
  const start = word(
    (element.initial_option as Choice | undefined)?.value ??
      element.initial_user ??
      element.initial_conversation ??
      element.initial_channel,
  );
  return (
    <select {...shared} {...named} defaultValue={start} onChange={(event) => onPick(event.target.value)}>
      {!start && <option value="">{label || "Choose…"}</option>}
      {groups.map(({ label: head, options }) => {
        const drawn = options.map(({ text, value }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ));
        return head ? (
          <optgroup key={head} label={head}>
            {drawn}
          </optgroup>
        ) : (
          drawn
        );
      })}
    </select>
  );
}

const FIELDS: Readonly<Record<string, readonly [kind: string, initial: string]>> = {
  plain_text_input: ["text", "initial_value"],
  email_text_input: ["email", "initial_value"],
  url_text_input: ["url", "initial_value"],
  number_input: ["number", "initial_value"],
  datepicker: ["date", "initial_date"],
  timepicker: ["time", "initial_time"],
};

const word = (value: unknown): string => (value === undefined || value === null ? "" : String(value));
const limit = (element: Element) => (element.max_length ? Number(element.max_length) : undefined);
const localOf = (ms: number) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

interface BoxesProps {
  readonly element: Element;
  readonly options: readonly Choice[];
  readonly onPick: (choice: Picked) => void;
  readonly id?: string | undefined;
}

function Boxes({ element, options, onPick, id, ...described }: BoxesProps) {
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

/** A menu whose options the app gives, for what is typed. */
function Asked({ element, at, onPick, label, ...shared }: Props & { readonly label: string }) {
  const { as } = useWorkspace();
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

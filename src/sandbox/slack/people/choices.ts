import type { Fields } from "../workspace.ts";
import { cannot } from "./can.ts";

/** What someone enters in or picks from an element: text, an option's value, an id, a date; several where many may be picked. */
export type Choice = string | string[] | number | { text: string; value: string };

/**
 * The element's value as `state.values` and actions carry it.
 * @throws CannotDo when the element offers no such option
 */
export function chosen(element: Fields, choice: Choice | undefined): Fields {
  const type = String(element.type);
  if (type === "button" || type === "workflow_button") return {};
  if (type === "external_select")
    return { selected_option: choice ? asOption(choice) : (element.initial_option ?? null) };
  if (type === "multi_external_select") return { selected_options: [choice ?? []].flat().map(asOption) };
  if (ONE_OPTION.has(type)) {
    return { selected_option: choice === undefined ? (element.initial_option ?? null) : optionOf(element, choice) };
  }
  if (MANY_OPTIONS.has(type)) {
    const values = choice === undefined ? undefined : [choice].flat();
    return {
      selected_options: values?.map((value) => optionOf(element, value as Choice)) ?? element.initial_options ?? [],
    };
  }
  const [key, initial] = FIELDS[type] ?? ["value", "initial_value"];
  return { [key]: choice ?? element[initial] ?? (key.endsWith("s") ? [] : null) };
}

/** Whether nothing was entered, so that a required input stops the form. */
export const isEmpty = (value: Fields): boolean =>
  Object.entries(value).every(
    ([key, held]) => key === "type" || held === null || held === "" || (Array.isArray(held) && held.length === 0),
  );

const ONE_OPTION = new Set(["static_select", "radio_buttons", "overflow"]);
const MANY_OPTIONS = new Set(["multi_static_select", "checkboxes"]);

const FIELDS: Record<string, [string, string]> = {
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
};

const asOption = (choice: Choice | Choice[]): Fields => {
  if (typeof choice === "object" && "value" in choice) {
    return { text: { type: "plain_text", text: choice.text, emoji: true }, value: choice.value };
  }
  return { text: { type: "plain_text", text: String(choice), emoji: true }, value: String(choice) };
};

function optionOf(element: Fields, choice: Choice): Fields {
  const groups = (element.option_groups as { options: Fields[] }[] | undefined) ?? [];
  const options = [...((element.options as Fields[] | undefined) ?? []), ...groups.flatMap((group) => group.options)];
  const value = typeof choice === "object" && "value" in choice ? choice.value : String(choice);
  const offered = options.map((option) => option.value).join(", ");
  return (
    options.find((option) => option.value === value) ?? cannot(`There is no option "${value}"; there are: ${offered}.`)
  );
}

import type { Choice } from "../../shown.ts";
import type { Element } from "./Blocks.tsx";

interface RawOption {
  readonly text?: { readonly text?: string };
  readonly value?: string;
}

export const textOf = (text: unknown): string => (text as { text?: string } | undefined)?.text ?? "";

/** A menu's options, in their groups where it has groups. */
export function groupsOf(element: Element): { readonly label: string; readonly options: readonly Choice[] }[] {
  const groups = element.option_groups as { label?: unknown; options: RawOption[] }[] | undefined;
  if (groups) return groups.map((group) => ({ label: textOf(group.label), options: group.options.map(choiceOf) }));
  return [{ label: "", options: ((element.options as RawOption[] | undefined) ?? []).map(choiceOf) }];
}

export const choiceOf = (option: RawOption): Choice => ({ text: textOf(option.text), value: option.value ?? "" });
